"""Figures of a register of twenty-two thousand assignments, most of them changed since: counted, and by the command."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random

from tests.usecases.many import at_random, fill
from workflows.charter import Charter
from workflows.figures import figures
from workflows.register.unit_of_work import Register
from workflows.working_time import ZONE

ROWS = 22_000
#: A date in the middle of what was done, and one on which half of it was known.
AS_OF, KNOWN_AT = datetime(2024, 7, 1, tzinfo=ZONE), datetime(2024, 9, 1, tzinfo=ZONE)


def measure(folder: Path, charter: Charter, rounds: int) -> Iterator[tuple[str, float]]:
    """Yield what was measured on SQLite, and the median of its seconds."""
    url = f"sqlite:///{folder}/figures.db"
    register = Register.open(url, key_file=folder / "seal.key", anchors=folder / "figures-anchors")
    fill(register, at_random(Random(1), ROWS))

    def count(known_at: datetime | None) -> None:
        with register.read(AS_OF) as uow:
            figures(uow.session, charter, as_of=AS_OF, by=("unit",), known_at=known_at)

    def command() -> None:
        asked = ["figures", "--database", url, "--as-of", AS_OF.isoformat(), "--json"]
        environment = os.environ | {"NAMRO_KEY_DIR": str(folder)}
        subprocess.run(
            [sys.executable, "-m", "workflows", *asked], env=environment, check=True, stdout=subprocess.DEVNULL
        )

    yield "figures of a past date", _median(lambda: count(None), rounds)
    yield "figures of a past date, as known on another", _median(lambda: count(KNOWN_AT), rounds)
    yield "namro figures, its start included", _median(command, rounds)
    register.engine.dispose()


def _median(done: Callable[[], None], rounds: int) -> float:
    took = []
    for _ in range(rounds):
        started = time.perf_counter()
        done()
        took.append(time.perf_counter() - started)
    return statistics.median(took)
