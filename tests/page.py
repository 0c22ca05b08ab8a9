"""Pages that keep their word: what is fenced on them is run, and what they print is compared."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: What stands on a page for output that is left out: a whole line for some lines, within a line for some words.
CUT = "…"


@dataclass(frozen=True)
class Block:
    """One fenced block.

    Attributes:
        line: its line on the page.
        language: the first word after the fence.
        rest: what follows it: a file to write, or a kind of fragment.
        text: what stands in it.
    """

    line: int
    language: str
    rest: str
    text: str


def blocks(path: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page, in order."""
    page = path.read_text(encoding="utf-8")
    for found in re.finditer(r"^```(\w*) ?(.*)\n([\s\S]*?)^```$", page, re.MULTILINE):
        yield Block(page[: found.start()].count("\n") + 1, found[1], found[2].strip(), found[3])


def run(command: str, folder: Path) -> tuple[int, str]:
    """Run one command of the page, and return its exit code and everything it printed."""
    words = command.split()
    assert words[0] == "namro", f"trang chỉ dùng namro, echo và rm: {command}"
    done = subprocess.run(
        [sys.executable, "-m", "workflows", *words[1:]],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(folder), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=300,
    )
    return done.returncode, done.stdout


def matches(printed: str, said: str) -> bool:
    """Tell whether what was printed is what the page says, where it says something."""
    pattern = "".join(
        r"(?:[^\n]*\n)*?" if line == CUT else ".*".join(map(re.escape, line.split(CUT))) + r"\n"
        for line in said.splitlines()
    )
    return re.fullmatch(pattern, printed) is not None


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with what the page says it prints."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, said = part.partition("\n")
        yield command, said
