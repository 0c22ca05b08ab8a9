"""Find what pytest-bdd would silently drop or wave through in a feature file.

``python -m tests.feature_lint [file or directory …]`` prints each finding as ``path:line: sentence``.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gherkin.dialect import Dialect
from gherkin.errors import CompositeParserException
from gherkin.parser import Parser

from tests.steps.policy_copy import packaged_policy
from tests.steps.sentences import SENTENCES

FEATURES = Path(__file__).resolve().parent.parent / "features"
PROMISES = range(1, 11)
#: Mechanisms and traps of the five directives, see tests/coverage.py.
MECHANISMS = range(1, 28)
TRAPS = range(1, 32)
_COLUMN = re.compile(r"<([^<>]+)>")
_STEPS = ("given", "when", "then", "and", "but")
_KINDS = {"Context": "given", "Action": "when", "Outcome": "then"}


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One thing wrong with a feature file."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """Say where and what."""
        return f"{self.path}:{self.line}: {self.message}"


def known_tags() -> set[str]:
    """Return the tags that mean something: promises, mechanisms, traps, jurisdictions, clauses, sources."""
    policy = packaged_policy()
    found = {f"loi_hua_{number}" for number in PROMISES} | set(policy.national.sources)
    found |= {f"co_che_{number}" for number in MECHANISMS} | {f"bay_{number}" for number in TRAPS}
    for key, jurisdiction in policy.jurisdictions.items():
        found.add(key)
        for directive in jurisdiction.directives.values():
            found |= {"muc_" + clause.path.replace(".", "_") for clause in directive.clauses}
    return found


def lint(path: Path, *, shown: str = "", tags: Collection[str] | None = None) -> list[Finding]:
    """Check one feature file.

    Args:
        path: the file.
        shown: how it is named in findings; the path itself by default.
        tags: the tags that are known; None for `known_tags`.

    Returns:
        The findings in order of lines; empty when nothing would be lost.
    """
    name = shown or str(path)
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        return [Finding(name, line, "tệp không phải UTF-8; hãy lưu lại với bảng mã UTF-8")]
    found = list(_letters(name, text))
    if not found:
        try:
            document = Parser().parse(text)
        except CompositeParserException as faults:
            found = [_syntax(name, fault) for fault in faults.errors]
        else:
            known = known_tags() if tags is None else tags
            found = [
                Finding(name, line, message)
                for line, message in _Feature(document, text.splitlines(), known).findings()
            ]
    return sorted(set(found))


def lint_all(root: Path = FEATURES) -> list[Finding]:
    """Check every feature file under a directory."""
    tags, base = known_tags(), root.parent
    return [
        finding
        for path in sorted(root.rglob("*.feature"))
        for finding in lint(path, shown=path.relative_to(base).as_posix(), tags=tags)
    ]


def _letters(name: str, text: str) -> Iterator[Finding]:
    """Check how the file is written: no BOM, composed letters, the language on the first line."""
    if text.startswith("\ufeff"):
        yield Finding(name, 1, "tệp có dấu BOM ở đầu; hãy lưu lại dạng UTF-8 không BOM")
        return
    for number, line in enumerate(text.splitlines(), 1):
        if unicodedata.normalize("NFC", line) != line:
            yield Finding(name, number, "chữ có dấu ở dạng tách rời (NFD); hãy gõ lại hoặc chuyển sang NFC")
    lines = text.splitlines()
    if not lines or lines[0].strip() != "# language: vi":
        yield Finding(name, 1, "dòng đầu phải là «# language: vi»")


def _syntax(name: str, fault: Any) -> Finding:
    got = str(fault).partition("got ")[2].strip("' ")
    if got:
        return Finding(name, fault.location["line"], f"không đọc được «{got}» ở chỗ này; kiểm tra từ khóa và thụt dòng")
    return Finding(name, fault.location["line"], "bảng có số cột không đều, hoặc tệp dừng giữa chừng")


class _Feature:
    """One parsed document, checked part by part."""

    def __init__(self, document: Any, lines: list[str], tags: Collection[str]) -> None:
        self._lines = lines
        self._feature = document.get("feature")
        self._tags = tags
        self._names: dict[str, int] = {}
        dialect = Dialect.for_name("vi")
        headings = (
            *dialect.feature_keywords, *dialect.rule_keywords, *dialect.background_keywords,
            *dialect.scenario_keywords, *dialect.scenario_outline_keywords, *dialect.examples_keywords,
        )  # fmt: skip
        english = ("Feature", "Rule", "Background", "Scenario", "Scenario Outline", "Examples", "Example")
        self._heading = re.compile(rf"({'|'.join(map(re.escape, (*headings, *english)))})\s*:", re.IGNORECASE)
        steps = {word.strip() for kind in _STEPS for word in getattr(dialect, f"{kind}_keywords")} - {"*"}
        self._step = re.compile(rf"({'|'.join(sorted(steps))}|Given|When|Then|And|But)\s", re.IGNORECASE)

    def findings(self) -> Iterator[tuple[int, str]]:
        """Yield every finding as line and sentence."""
        feature = self._feature
        if feature is None:
            yield 1, "tệp không có «Tính năng»"
            return
        yield from self._head(feature, "tính năng")
        seen = 0
        for child in feature["children"]:
            if "background" in child:
                yield from self._background(child["background"])
            elif "scenario" in child:
                seen += 1
                yield from self._scenario(child["scenario"], [])
            else:
                seen += 1
                yield from self._rule(child["rule"])
        if not seen:
            yield feature["location"]["line"], "tính năng không có kịch bản nào"

    def _rule(self, rule: Any) -> Iterator[tuple[int, str]]:
        yield from self._head(rule, "quy tắc")
        line = rule["location"]["line"]
        if not rule["tags"]:
            yield line, "quy tắc không có thẻ căn cứ; hãy ghi khoản hoặc giả định, ví dụ @muc_3_1_2 hoặc @gd_06"
        if not any("scenario" in child for child in rule["children"]):
            yield line, f"quy tắc «{rule['name']}» không có kịch bản nào"
        before: list[Any] = []
        for child in rule["children"]:
            if "background" in child:
                before = child["background"]["steps"]
                yield from self._background(child["background"])
            else:
                yield from self._scenario(child["scenario"], before)

    def _head(self, part: Any, what: str) -> Iterator[tuple[int, str]]:
        """Check name, tags, and what was swallowed as description."""
        if not part["name"].strip():
            yield part["location"]["line"], f"{what} chưa có tên"
        for tag in part.get("tags", ()):
            if tag["name"].lstrip("@") not in self._tags:
                yield tag["location"]["line"], f"không biết thẻ {tag['name']}; thẻ phải là khoản, giả định hoặc lời hứa"
        offset = part["location"]["line"]
        for line in part.get("description", "").splitlines():
            words = line.strip()
            offset = next(n for n in range(offset + 1, len(self._lines) + 1) if self._lines[n - 1].strip() == words)
            if self._heading.match(words) or self._step.match(words):
                yield (
                    offset,
                    f"«{words}» bị coi là lời mô tả; kiểm tra từ khóa",
                )

    def _background(self, background: Any) -> Iterator[tuple[int, str]]:
        yield from self._texts({**background, "name": background["name"] or "-"}, "bối cảnh", set())
        yield from self._steps(background["steps"], [{}])

    def _texts(self, part: Any, what: str, columns: Collection[str]) -> Iterator[tuple[int, str]]:
        yield from self._head(part, what)
        for step in part["steps"]:
            cells = [c["value"] for row in step.get("dataTable", {}).get("rows", ()) for c in row["cells"]]
            texts = (step["text"], *cells, step.get("docString", {}).get("content", ""))
            for column in dict.fromkeys(name for text in texts for name in _COLUMN.findall(text)):
                if column not in columns:
                    yield step["location"]["line"], f"<{column}> không phải là cột nào của «Dữ liệu»"

    def _scenario(self, scenario: Any, before: list[Any]) -> Iterator[tuple[int, str]]:
        line, name = scenario["location"]["line"], scenario["name"].strip()
        if name and name in self._names:
            yield line, f"trùng tên kịch bản «{name}» với dòng {self._names[name]}; kịch bản trước sẽ không được chạy"
        self._names.setdefault(name, line)
        tables = scenario["examples"]
        columns = {cell["value"] for t in tables for cell in (t.get("tableHeader") or {"cells": ()})["cells"]}
        yield from self._texts(scenario, "kịch bản", columns)
        for column in _COLUMN.findall(name):
            if column not in columns:
                yield line, f"<{column}> không phải là cột nào của «Dữ liệu»"
        if scenario["keyword"].startswith("Khung") and not tables:
            yield line, "khung kịch bản không có «Dữ liệu»"
        for table in tables:
            if not table.get("tableBody"):
                yield table["location"]["line"], "«Dữ liệu» không có dòng nào"
        yield from self._shape(line, scenario["steps"], before)
        rows = [
            dict(zip((c["value"] for c in t["tableHeader"]["cells"]), (c["value"] for c in row["cells"]), strict=True))
            for t in tables for row in t.get("tableBody", ())
        ]  # fmt: skip
        yield from self._steps(scenario["steps"], rows or [{}])

    def _shape(self, line: int, steps: list[Any], before: list[Any]) -> Iterator[tuple[int, str]]:
        """A scenario has steps, expects something, and ends by expecting it."""
        if not steps:
            yield line, "kịch bản không có bước nào"
            return
        kinds = [kind for kind, _ in _typed(steps)]
        if "then" not in kinds:
            yield line, "kịch bản không có «Thì» nên không kiểm tra điều gì"
        elif kinds[-1] != "then":
            yield (
                steps[-1]["location"]["line"],
                "kịch bản phải kết thúc bằng «Thì»",
            )
        if kinds[0] == "":
            yield steps[0]["location"]["line"], "bước đầu phải là «Biết», «Khi» hoặc «Thì»"

    def _steps(self, steps: list[Any], rows: list[dict[str, str]]) -> Iterator[tuple[int, str]]:
        """Every step is one known sentence, and one only."""
        for kind, step in _typed(steps):
            for row in rows:
                text = _COLUMN.sub(lambda column, row=row: row.get(column[1], column[0]), step["text"])  # type: ignore[misc]
                matching = [one.name for one in SENTENCES if one.type in (None, kind) and one.is_matching(text)]
                if not matching:
                    yield step["location"]["line"], f"chưa có câu «{text}»"
                elif len(matching) > 1:
                    yield step["location"]["line"], f"«{text}» hiểu được {len(matching)} cách: {'; '.join(matching)}"


def _typed(steps: list[Any]) -> Iterator[tuple[str, Any]]:
    """Yield each step with its kind: *Và* and *Nhưng* are of the kind before them."""
    kind = ""
    for step in steps:
        kind = _KINDS.get(step["keywordType"], kind)
        yield kind, step


def load_sentences() -> None:
    """Read every step definition, as a test run does."""
    import importlib

    for path in sorted((Path(__file__).parent / "steps").glob("*.py")):
        importlib.import_module(f"tests.steps.{path.stem}")


def main(arguments: list[str]) -> int:
    """Print the findings for files and directories; all features by default."""
    load_sentences()
    found: list[Finding] = []
    for place in [Path(one) for one in arguments] or [FEATURES]:
        found += lint_all(place) if place.is_dir() else lint(place)
    for finding in found:
        print(finding)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
