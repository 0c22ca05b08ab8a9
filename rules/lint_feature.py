"""The parts of a feature that can be read, checked one by one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from typing import Any

from config.policy import Policy
from rules.lint_lines import looks_meant, misread, unknown, unreadable
from rules.names import find_directive
from rules.sentences import SENTENCES, Slip, StepType

PROMISES = range(1, 11)
#: Mechanisms and traps of the five directives, see tests/coverage.py.
MECHANISMS = range(1, 28)
TRAPS = range(1, 32)
NO_FEATURE = "tệp không có «Tính năng: …»; hãy thêm sau dòng «# language: vi»"
_COLUMN = re.compile(r"<([^<>]+)>")
_KINDS: dict[str, StepType] = {"Context": "given", "Action": "when", "Outcome": "then"}
IN_FORCE = re.compile(r"(?P<what>thông báo kết luận|văn bản chỉ đạo) của (?P<who>.+) đang áp dụng")
_CLAUSE = "muc_"

Findings = Iterator[tuple[int, str]]


def known_tags(policy: Policy) -> set[str]:
    """Return the tags that mean something: promises, mechanisms, traps, jurisdictions, clauses, sources.

    Args:
        policy: the policy in force.
    """
    found = {f"loi_hua_{number}" for number in PROMISES} | _sources(policy)
    found |= {f"co_che_{number}" for number in MECHANISMS} | {f"bay_{number}" for number in TRAPS}
    for key, jurisdiction in policy.jurisdictions.items():
        found.add(key)
        for directive in jurisdiction.directives.values():
            found |= {_tag_of(clause.path) for clause in directive.clauses}
    return found


def _sources(policy: Policy) -> set[str]:
    own = (one.organization.sources for one in policy.jurisdictions.values())
    return {*policy.national.sources, *(source.key for sources in own for source in sources)}


def _tag_of(path: str) -> str:
    return _CLAUSE + path.replace(".", "_")


class LintedFeature:
    """One parsed document, checked part by part."""

    def __init__(self, document: Any, lines: list[str], policy: Policy) -> None:
        """Take what was parsed, the lines it was parsed from, and the policy that its tags speak of."""
        self._lines, self._policy = lines, policy
        self._feature = document.get("feature")
        self._known = known_tags(policy)
        self._names: dict[str, int] = {}

    def findings(self) -> Findings:
        """Yield every finding as line and sentence."""
        feature = self._feature
        if feature is None:
            yield 1, NO_FEATURE
            return
        yield from self._head(feature, "tính năng")
        before: list[Any] = []
        seen = 0
        for child in feature["children"]:
            if "background" in child:
                before = child["background"]["steps"]
                yield from self._background(child["background"])
            elif "scenario" in child:
                seen += 1
                yield from self._scenario(child["scenario"], before, feature["tags"])
            else:
                seen += 1
                yield from self._rule(child["rule"], before, feature["tags"])
        if not seen:
            line = feature["location"]["line"]
            yield line, "tính năng không có kịch bản nào; hãy thêm «Kịch bản: …» với các bước «Biết», «Khi», «Thì»"

    def _rule(self, rule: Any, above: list[Any], tags: list[Any]) -> Findings:
        yield from self._head(rule, "quy tắc")
        line = rule["location"]["line"]
        basis = {one["name"].lstrip("@") for one in rule["tags"]}
        if not any(one.startswith(_CLAUSE) or one in _sources(self._policy) for one in basis):
            yield line, "quy tắc không có thẻ căn cứ; hãy ghi khoản hoặc giả định, ví dụ @muc_3_1_2 hoặc @gd_06"
        if not any("scenario" in child for child in rule["children"]):
            yield line, f"quy tắc «{rule['name']}» không có kịch bản nào; hãy thêm «Kịch bản: …» hoặc xóa quy tắc"
        before = above
        for child in rule["children"]:
            if "background" in child:
                before = above + child["background"]["steps"]
                yield from self._background(child["background"])
            else:
                yield from self._scenario(child["scenario"], before, tags + rule["tags"])

    def _head(self, part: Any, what: str) -> Findings:
        """Check name, tags, and what was swallowed as description."""
        if not part["name"].strip():
            yield part["location"]["line"], f"{what} chưa có tên; hãy ghi tên sau dấu hai chấm"
        for tag in part.get("tags", ()):
            if tag["name"].lstrip("@") not in self._known:
                yield tag["location"]["line"], self._unknown_tag(tag["name"])
        offset = part["location"]["line"]
        for line in part.get("description", "").splitlines():
            words = line.strip()
            offset = next(n for n in range(offset + 1, len(self._lines) + 1) if self._lines[n - 1].strip() == words)
            if words and looks_meant(words):
                yield offset, misread(words)

    def _unknown_tag(self, name: str) -> str:
        near = difflib.get_close_matches(name.lstrip("@"), sorted(self._known), n=1, cutoff=0.6)
        meant = f"ý bạn là «@{near[0]}»? " if near else ""
        return (
            f"không biết thẻ {name}; {meant}Thẻ phải là khoản (@muc_3_1_2), giả định (@gd_06), địa phương hoặc lời hứa "
            "(@loi_hua_8)"
        )

    def _background(self, background: Any) -> Findings:
        yield from self._head({**background, "name": background["name"] or "-"}, "bối cảnh")
        yield from self._columns(background["steps"], None)
        yield from self._steps(background["steps"], [{}])
        for kind, step in _typed(background["steps"]):
            if kind != "given":
                said = f"{step['keyword'].strip()} {step['text']}"
                yield (
                    step["location"]["line"],
                    f"bối cảnh chỉ kể điều đã có, bắt đầu bằng «Biết»; hãy viết «Biết {step['text']}», hoặc chuyển "
                    f"«{said}» xuống kịch bản",
                )
                break

    # ------------------------------------------------------------ scenarios

    def _scenario(self, scenario: Any, before: list[Any], above: list[Any]) -> Findings:
        line, name = scenario["location"]["line"], scenario["name"].strip()
        yield from self._head(scenario, "kịch bản")
        if name and name in self._names:
            yield (
                line,
                f"trùng tên kịch bản «{name}» với dòng {self._names[name]}; hãy đặt tên khác, "
                "vì kịch bản trước sẽ không được chạy",
            )
        self._names.setdefault(name, line)
        tables = scenario["examples"]
        columns = {cell["value"] for t in tables for cell in (t.get("tableHeader") or {"cells": ()})["cells"]}
        yield from self._columns(scenario["steps"], columns if tables else None)
        yield from self._in_name(line, name, columns)
        yield from self._unused(scenario, columns)
        if scenario["keyword"].startswith("Khung") and not tables:
            yield line, "khung kịch bản không có «Dữ liệu»; hãy thêm «Dữ liệu:» và bảng, hoặc viết «Kịch bản: …»"
        for table in tables:
            if not table.get("tableBody"):
                yield table["location"]["line"], "«Dữ liệu» không có dòng nào; hãy thêm dòng dưới dòng tên cột"
        yield from _shape(line, scenario["steps"])
        rows: list[dict[str, str]] = [
            dict(zip((c["value"] for c in t["tableHeader"]["cells"]), (c["value"] for c in row["cells"]), strict=True))
            for t in tables for row in t.get("tableBody", ())
        ]  # fmt: skip
        yield from self._steps(scenario["steps"], rows or [dict[str, str]()])
        yield from self._basis([*above, *scenario["tags"]], [*before, *scenario["steps"]])

    def _columns(self, steps: list[Any], columns: Collection[str] | None) -> Findings:
        """Every column that a step names is one of the data; None: there is no data."""
        for step in steps:
            cells = [c["value"] for row in step.get("dataTable", {}).get("rows", ()) for c in row["cells"]]
            texts = (step["text"], *cells, step.get("docString", {}).get("content", ""))
            for column in dict.fromkeys(name for text in texts for name in _COLUMN.findall(text)):
                if column not in (columns or ()):
                    yield step["location"]["line"], _no_column(column, columns)

    def _in_name(self, line: int, name: str, columns: Collection[str]) -> Findings:
        for column in _COLUMN.findall(name):
            if column not in columns:
                yield line, _no_column(column, columns or None)

    def _unused(self, scenario: Any, columns: Collection[str]) -> Findings:
        """A column that no step names changes nothing."""
        told = scenario["name"] + "".join(
            step["text"]
            + "".join(c["value"] for row in step.get("dataTable", {}).get("rows", ()) for c in row["cells"])
            for step in scenario["steps"]
        )
        for column in sorted(columns):
            if f"<{column}>" not in told:
                line = scenario["examples"][0]["location"]["line"]
                yield line, f"không bước nào dùng cột «{column}»; hãy viết <{column}> vào một bước hoặc xóa cột"

    def _steps(self, steps: list[Any], rows: list[dict[str, str]]) -> Findings:
        """Every step is one known sentence, and one only, and says what can be meant."""
        for kind, step in _typed(steps):
            line = step["location"]["line"]
            for row in rows:
                text = _COLUMN.sub(lambda column, row=row: row.get(column[1], column[0]), step["text"])  # type: ignore[misc]
                matching = [one for one in SENTENCES if one.type in (None, kind) and one.is_matching(text)]
                if not matching:
                    if kind and not _COLUMN.search(text):
                        yield line, unknown(text, kind)
                elif len(matching) > 1:
                    ways = "; ".join(f"«{one.example}»" for one in matching)
                    yield line, f"«{text}» hiểu được {len(matching)} cách: {ways}; hãy viết cho rõ một cách"
                elif wrong := unreadable(matching[0], text):
                    yield line, wrong
                else:
                    yield from _table(line, text, step)

    # ------------------------------------------------------------ what it rests on

    def _basis(self, tags: list[Any], steps: list[Any]) -> Findings:
        """The clauses of its tags are clauses of the directive that the scenario is about."""
        found = next((one for step in steps if (one := IN_FORCE.fullmatch(step["text"]))), None)
        if found is None:
            return
        try:
            key, short = find_directive(self._policy, found["who"], found["what"])
        except Slip as slip:
            line = next(step["location"]["line"] for step in steps if step["text"] == found[0])
            yield line, str(slip)
            return
        directive = self._policy.jurisdictions[key].directives[short]
        clauses = {_tag_of(clause.path) for clause in directive.clauses}
        named = {tag["name"].lstrip("@") for tag in tags}
        for tag in tags:
            name, line = tag["name"].lstrip("@"), tag["location"]["line"]
            if name in self._policy.jurisdictions and name != key:
                yield line, f"thẻ @{name} không phải địa phương của kịch bản; hãy viết @{key}, hoặc đổi văn bản áp dụng"
            if not name.startswith(_CLAUSE) or name not in self._known:
                continue
            if name not in clauses:
                near = difflib.get_close_matches(name, sorted(clauses), n=1)
                meant = f"ý bạn là «@{near[0]}»?" if near else "hãy ghi khoản của văn bản ấy"
                yield line, f"@{name} không phải khoản nào của {directive.label}; {meant}"
            elif key not in named:
                yield line, f"@{name} chưa nói khoản của địa phương nào; hãy thêm thẻ @{key} cho tính năng hoặc quy tắc"


def _no_column(column: str, columns: Collection[str] | None) -> str:
    if columns is None:
        return f"<{column}> không phải là cột nào; hãy viết «Khung kịch bản: …» và «Dữ liệu:» có cột ấy, hoặc bỏ < >"
    known = ", ".join(sorted(columns)) or "(chưa có)"
    return f"<{column}> không phải là cột nào của «Dữ liệu»; các cột: {known}"


def _shape(line: int, steps: list[Any]) -> Findings:
    """A scenario has steps, expects something, and ends by expecting it."""
    if not steps:
        yield line, "kịch bản không có bước nào; hãy thêm «Biết …», «Khi …», «Thì …»"
        return
    kinds = [kind for kind, _ in _typed(steps)]
    if "then" not in kinds:
        yield line, "kịch bản không có «Thì» nên không kiểm tra điều gì; hãy thêm «Thì …» điều phải xảy ra"
    elif kinds[-1] != "then":
        last = steps[-1]
        yield (
            last["location"]["line"],
            f"kịch bản phải kết thúc bằng «Thì»; hãy thêm «Thì …» sau «{last['keyword'].strip()} {last['text']}»",
        )
    if kinds[0] is None:
        yield steps[0]["location"]["line"], "bước đầu phải là «Biết», «Khi» hoặc «Thì»; hãy đổi từ khóa của bước này"


def _table(line: int, text: str, step: Any) -> Findings:
    """A step has a table where its sentence asks for one, and nowhere else."""
    if text.endswith(":") and "dataTable" not in step:
        yield line, f"«{text}» phải có bảng ở dưới; hãy thêm các dòng «| tên | số |»"
    if not text.endswith(":") and ("dataTable" in step or "docString" in step):
        yield line, f"«{text}» không dùng bảng hay khối chữ ở dưới; hãy xóa, hoặc chuyển xuống «Dữ liệu:»"


def _typed(steps: list[Any]) -> Iterator[tuple[StepType, Any]]:
    """Yield each step with its kind: *Và* and *Nhưng* are of the kind before them."""
    kind: StepType = None
    for step in steps:
        kind = _KINDS.get(step["keywordType"], kind)
        yield kind, step
