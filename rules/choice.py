"""Which features, and which of their scenarios, somebody asks for."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rules.features import ROOT, read_feature

SUFFIX = ".feature"
_AT_LINE = re.compile(r"(?P<path>.+?):(?P<line>\d+)")


class NoSuchFeature(LookupError):
    """What was asked for is not there; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A feature file, and the lines of it that were asked for.

    Attributes:
        path: the file.
        lines: the lines, each meaning the scenario or the rule it stands in; empty for the whole file.
    """

    path: Path
    lines: tuple[int, ...] = ()


def choose(paths: Sequence[str | Path]) -> list[Chosen]:
    """Return the files that are asked for, each once.

    Args:
        paths: feature files, directories of them, or ``file:line``; all features by default.

    Raises:
        NoSuchFeature: for what is not there.
    """
    lines: dict[Path, set[int]] = {}
    for path, line in (found for one in (paths or [ROOT]) for found in _named(str(one))):
        known = lines.setdefault(path, {line})
        known.add(line)
    return [Chosen(path, () if 0 in some else tuple(sorted(some))) for path, some in lines.items()]


def _named(asked: str) -> Iterator[tuple[Path, int]]:
    """Yield the files that one argument names, with the line, 0 for all of it."""
    found = _AT_LINE.fullmatch(asked)
    at_line = found is not None and not Path(asked).exists()
    path = Path(found["path"] if found is not None and at_line else asked)
    line = int(found["line"]) if found is not None and at_line else 0
    if path.is_dir():
        if not os.access(path, os.R_OK | os.X_OK):
            raise NoSuchFeature(f"{path}: không có quyền đọc thư mục này.")
        if at_line:
            raise NoSuchFeature(f"{path}: đây là thư mục, không có dòng {line}; hãy ghi tên tệp trước số dòng.")
        inside = sorted(one for one in path.rglob(f"*{SUFFIX}") if one.is_file())
        if not inside:
            raise NoSuchFeature(f"{path}: thư mục không có tệp {SUFFIX} nào; hãy chỉ thư mục khác, hoặc bỏ trống.")
        yield from ((one.resolve(), 0) for one in inside)
        return
    before, _, behind = asked.rpartition(":")
    if not at_line and before.endswith(SUFFIX) and Path(before).is_file() and not path.exists():
        raise NoSuchFeature(f"{before}: «{behind}» không phải số dòng; hãy ghi như «{before}:12».")
    if not path.is_file():
        raise NoSuchFeature(f"{path}: không có tệp này{_near(path)}.")
    if path.suffix != SUFFIX:
        raise NoSuchFeature(f"{path}: tên tệp phải kết thúc bằng {SUFFIX}; hãy đổi tên tệp.")
    if at_line and not line:
        raise NoSuchFeature(f"{path}: dòng được đếm từ 1; hãy ghi số dòng của kịch bản, hoặc bỏ «:0».")
    yield path.resolve(), line


def _near(path: Path) -> str:
    """Offer the file that was probably meant."""
    if path.with_name(path.name + SUFFIX).is_file():
        return f"; ý bạn là «{path.with_name(path.name + SUFFIX)}»?"
    if not path.parent.is_dir():
        return f"; cũng không có thư mục {path.parent}, hãy kiểm tra đường dẫn"
    wanted = (lambda one: one.is_file()) if path.suffix == SUFFIX else Path.is_dir
    names = [one.name for one in path.parent.iterdir() if (one.suffix == SUFFIX or one.is_dir()) and wanted(one)]
    close = difflib.get_close_matches(path.name, names, n=1, cutoff=0.5)
    return f"; ý bạn là «{path.parent / close[0]}»?" if close else "; hãy kiểm tra tên và đường dẫn"


def scenarios_at(chosen: Chosen) -> tuple[int, ...]:
    """Return the lines of the scenarios in which the chosen lines stand.

    A line of a rule, outside its scenarios, means all of the rule; one above everything means the whole file.

    Args:
        chosen: a file that can be read as a feature.

    Raises:
        NoSuchFeature: for a line behind the end of the file.
    """
    written = chosen.path.read_text(encoding="utf-8").splitlines()
    feature = read_feature(chosen.path, chosen.path.name)
    every = tuple(one.line for one in feature.scenarios)
    marks: dict[int, tuple[int, ...]] = {0: every}
    for rule in feature.rules:
        if rule.name:
            marks[rule.line] = tuple(one.line for one in rule.scenarios)
        marks |= {one.line: (one.line,) for one in rule.scenarios}
    found: set[int] = set()
    for line in chosen.lines:
        if line > len(written):
            raise NoSuchFeature(f"tệp chỉ có {len(written)} dòng; hãy ghi dòng của một kịch bản")
        below = line
        while below < len(written) and written[below - 1].strip()[:1] in ("", "@", "#"):
            below += 1
        found.update(marks[max(mark for mark in marks if mark <= below)])
    return tuple(sorted(found))
