"""One fault in a copy of the packaged policy, and what the loader must say about it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from config.errors import PolicyError

ORGANIZATION = "jurisdictions/ba_bich/organization.yaml"
DIRECTIVE = "jurisdictions/ba_bich/directives/2024-kl-cchc.yaml"
CALENDAR = "national/calendar.yaml"
LADDER = "national/ladder.yaml"
SOURCES = "national/sources.yaml"
REPORTING = "national/reporting.yaml"
WORDING = "national/wording.yaml"


@dataclass(frozen=True)
class Fault:
    """One change to one file, and what the loader says about it.

    Attributes:
        file: the file that is changed.
        old: text that stands in it.
        new: what replaces its first occurrence.
        offset: lines from the beginning of the change to the line reported.
        message: the sentence; ``{other}`` stands for a line it refers to.
        other: lines from the beginning of the change to that other line.
    """

    file: str
    old: str
    new: str
    offset: int
    message: str
    other: int = 0


def check(fault: Fault, root: Path, findings: Callable[[], tuple[PolicyError, ...]]) -> None:
    """Make one change, and compare everything that the loader says with what is expected."""
    file = root / fault.file
    text = file.read_text(encoding="utf-8")
    start = text[: text.index(fault.old)].count("\n") + 1
    file.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8")

    message = fault.message.replace("{other}", str(start + fault.other))
    assert findings() == (PolicyError(fault.file, start + fault.offset, message),)
