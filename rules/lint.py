"""Find what an author wrote wrong in a feature file, also where pytest-bdd would silently drop it or wave it through.

Each finding says file, line, what is wrong and what to write instead.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gherkin.errors import CompositeParserException
from gherkin.parser import Parser

from config.policy import Policy
from rules.features import ROOT
from rules.lint_feature import NO_FEATURE, LintedFeature
from rules.lint_lines import misread, misspelt_part
from rules.policy_copy import packaged_policy
from rules.steps import MODULES

LANGUAGE = "# language: vi"
#: Blanks that look like the usual one, or like nothing at all.
_ODD = re.compile("[\t\xa0\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
_ODD_NAMES = {"\t": "dấu Tab", "\xa0": "dấu cách không ngắt"}


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One thing wrong with a feature file.

    Attributes:
        path: the file.
        line: its line.
        message: what is wrong, and what to write instead.
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """Say where and what."""
        return f"{self.path}:{self.line}: {self.message}"


def lint(path: Path, *, shown: str = "", policy: Policy | None = None) -> list[Finding]:
    """Check one feature file.

    Args:
        path: the file.
        shown: how it is named in findings; the path itself by default.
        policy: the policy whose clauses and sources tags may name; the packaged one by default.

    Returns:
        The findings in order of lines; empty when the file can be run and nothing of it would be lost.
    """
    load_sentences()
    name = shown or str(path)
    try:
        raw = path.read_bytes()
    except OSError as fault:
        return [Finding(name, 1, f"không đọc được tệp ({fault.strerror}); hãy xem quyền đọc của tệp và thư mục")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        return [Finding(name, line, "tệp không phải UTF-8; hãy lưu lại với bảng mã UTF-8")]
    lines = text.splitlines()
    found = list(_letters(lines))
    if not found:
        try:
            document: Any = Parser().parse("\n".join(lines) + "\n")
        except CompositeParserException as faults:
            found = list(_syntax(lines, faults.errors))
        else:
            found = list(LintedFeature(document, lines, policy or packaged_policy()).findings())
    return sorted({Finding(name, line, message) for line, message in found})


def lint_all(root: Path = ROOT) -> list[Finding]:
    """Check every feature file under a directory."""
    return [
        finding
        for path in sorted(root.rglob("*.feature"))
        for finding in lint(path, shown=path.relative_to(root.parent).as_posix())
    ]


def load_sentences() -> None:
    """Read every step definition, as a test run does."""
    for module in MODULES:
        importlib.import_module(module)


def _letters(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Check how the file is written: something in it, no BOM, composed letters, the language on the first line."""
    if not any(line.strip() for line in lines):
        yield 1, f"tệp rỗng; hãy bắt đầu bằng dòng «{LANGUAGE}», rồi «Tính năng: …» và «Kịch bản: …»"
        return
    if lines[0].startswith("\ufeff"):
        yield 1, "tệp có dấu BOM ở đầu; hãy lưu lại dạng UTF-8 không BOM"
        return
    apart = [number for number, line in enumerate(lines, 1) if unicodedata.normalize("NFC", line) != line]
    if apart:
        more = f" (và {len(apart) - 1} dòng nữa)" if len(apart) > 1 else ""
        yield apart[0], f"chữ có dấu ở dạng tách rời (NFD){more}; hãy gõ lại hoặc chuyển cả tệp sang NFC (dựng sẵn)"
    for number, line in enumerate(lines, 1):
        if odd := _ODD.search(line.strip().lstrip("\ufeff")):
            told = f"có {_ODD_NAMES.get(odd[0], 'ký tự không nhìn thấy')} trong dòng"
            yield number, f"{told} (hay gặp khi dán từ nơi khác); hãy xóa nó và gõ lại bằng dấu cách thường"
    if lines[0].strip() != LANGUAGE:
        yield 1, f"dòng đầu phải là «{LANGUAGE}»; hãy thêm dòng ấy lên đầu tệp"


def _syntax(lines: list[str], faults: list[Any]) -> Iterator[tuple[int, str]]:
    """Say in Vietnamese what the parser could not read; below a missing beginning everything would be a fault."""
    misspelt = [(number, said) for number, line in enumerate(lines, 1) if (said := misspelt_part(line.strip()))]
    if misspelt:
        yield from misspelt  # what follows from it would only be told as so many faults more
    elif any(line.strip().startswith("Tính năng") for line in lines):
        yield from (_fault(lines, fault) for fault in faults)
    elif faults[0].location["line"] <= len(lines):
        yield _fault(lines, faults[0])
    else:
        yield 1, NO_FEATURE


def _fault(lines: list[str], fault: Any) -> tuple[int, str]:
    line = min(fault.location["line"], len(lines))
    said = str(fault)
    if "whitespace" in said:
        return line, "thẻ có dấu cách; hãy viết liền, mỗi thẻ bắt đầu bằng @, ví dụ «@muc_3_1_2 @gd_06»"
    if "inconsistent cell count" in said:
        return line, _ragged(lines, line)
    if "end of file" in said:
        while line > 1 and not lines[line - 1].strip():
            line -= 1
        words = lines[line - 1].strip()
        if words.startswith("@"):
            return line, f"thẻ «{words}» không đứng trên quy tắc hay kịch bản nào; hãy xóa hoặc viết tiếp phần sau nó"
        return line, 'tệp dừng giữa chừng; hãy viết nốt, hoặc đóng khối """ đã mở'
    return line, misread(lines[line - 1].strip())


def _ragged(lines: list[str], line: int) -> str:
    first = line
    while first > 1 and lines[first - 2].strip().startswith("|"):
        first -= 1
    if not lines[line - 1].strip().endswith("|"):
        return "dòng này của bảng thiếu «|» ở cuối; hãy thêm vào"
    here, wanted = (lines[number - 1].strip().strip("|").count("|") + 1 for number in (line, first))
    return f"dòng này của bảng có {here} ô, dòng đầu bảng có {wanted} ô; hãy thêm hoặc bớt ô, ngăn nhau bằng «|»"
