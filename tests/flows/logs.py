"""What a log of Prefect complains of."""

from __future__ import annotations

import re

#: Prefect's server on SQLite logs a busy database as an error, and its client asks again: no fault of a run, and none
#: of ours. Where it matters, Prefect is put on PostgreSQL (docs/operators.md).
BUSY = "database is locked"
_RECORD = re.compile(r"^(?=\d\d:\d\d:\d\d\.\d{3} \|)", re.MULTILINE)
_COMPLAINT = re.compile(r"\b(?:ERROR|CRITICAL)\b|Traceback")


def complaints(log: str) -> list[str]:
    """Return the records of a log that tell of a fault, with what follows each of them.

    Args:
        log: the text of the log.
    """
    return [one for one in _RECORD.split(log) if _COMPLAINT.search(one) and BUSY not in one]
