"""Read one YAML file into plain data that knows its lines.

The parser's events are composed here, not by the library: that refuses aliases (a file of 400 bytes
can otherwise unfold into gigabytes), counts the depth, sees duplicate keys, and keeps the line of
every key and item, in one pass at the speed of the C parser.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from config.errors import PolicyError
from config.yaml_words import explain

MAX_BYTES = 256 * 1024
MAX_DEPTH = 30

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_INTEGER = re.compile(r"[-+]?(0|[1-9]\d*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9]\d*)\.\d+")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}


class Mapping(dict[str, Any]):
    """A YAML mapping that knows where it stands.

    Attributes:
        path: the file, relative to the policy root.
        line: the line on which the mapping begins, from 1.
        lines: the line of each key.
    """

    __slots__ = ("line", "lines", "path")

    def __init__(self, path: str, line: int) -> None:
        """Start an empty mapping at a place."""
        super().__init__()
        self.path = path
        self.line = line
        self.lines: dict[str, int] = {}

    @property
    def where(self) -> str:
        """The place as ``file:line``."""
        return f"{self.path}:{self.line}"


class Sequence(tuple[Any, ...]):
    """A YAML sequence that knows its file and the lines of its items (from 1)."""

    path: str = ""
    lines: tuple[int, ...] = ()


class Unusable:
    """Stands for a value that was already reported."""


class _Refused(Exception):
    """The file cannot be read further."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def read(file: Path, root: Path) -> tuple[Mapping | None, list[PolicyError]]:
    """Read a policy file.

    Args:
        file: the file to read.
        root: the policy root, which the reported path is relative to.

    Returns:
        The top mapping, or None where the file cannot be understood, and every fault found.
    """
    path = file.relative_to(root).as_posix()
    errors: list[PolicyError] = []
    try:
        text = _text(file)
    except _Refused as refusal:
        return None, [PolicyError(path, refusal.line, refusal.message)]
    errors += [PolicyError(path, line, message) for line, message in _letters(text)]
    if _CONTROL.search(text.replace("\r\n", "\n")) is not None:
        return None, errors
    # Letters that are not precomposed are told; the rest of the file is still read, so that every fault is.
    text = unicodedata.normalize("NFC", text)
    try:
        return _Composer(path, errors).compose(text), errors
    except _Refused as refusal:
        return None, [*errors, PolicyError(path, refusal.line, refusal.message)]
    except YAMLError as fault:
        line, message = explain(fault)
        return None, [*errors, PolicyError(path, line, message)]


def _text(file: Path) -> str:
    """Read the bytes of a file as text, or refuse them."""
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as fault:
        raise _Refused(1, f"không đọc được tệp ({fault.strerror}); hãy kiểm tra quyền truy cập") from fault
    if len(raw) > MAX_BYTES:
        raise _Refused(1, f"tệp lớn hơn {MAX_BYTES // 1024} KiB; hãy tách thành nhiều tệp nhỏ hơn")
    if raw.startswith(b"\xef\xbb\xbf"):
        raise _Refused(1, "tệp mở đầu bằng dấu BOM; hãy lưu lại ở dạng UTF-8 không có BOM")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise _Refused(line, "dòng này không phải UTF-8; hãy lưu lại tệp ở dạng UTF-8") from fault


def _letters(text: str) -> Iterator[tuple[int, str]]:
    """Find lines with control characters or with letters that are not precomposed."""
    if _CONTROL.search(text.replace("\r\n", "\n")) is None and unicodedata.is_normalized("NFC", text):
        return
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        found = _CONTROL.search(line)
        if found is not None:
            yield number, f"có ký tự điều khiển U+{ord(found[0]):04X} không nhìn thấy được; hãy xóa ký tự đó"
        if not unicodedata.is_normalized("NFC", line):
            yield (
                number,
                (
                    "chữ có dấu chưa ở dạng dựng sẵn (NFC) nên máy coi là chữ khác;"
                    " hãy gõ lại dòng này bằng bộ gõ Unicode dựng sẵn"
                ),
            )


class _Composer:
    """Build plain data from the events of one document."""

    def __init__(self, path: str, errors: list[PolicyError]) -> None:
        self.path = path
        self.errors = errors
        self.events: Iterator[Any] = iter(())

    def compose(self, text: str) -> Mapping:
        """Compose the only document of a text; its top must be a mapping."""
        self.events = YAML(typ="safe").parse(text.encode())
        top: Any = None
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(
                        event.start_mark.line + 1,
                        "tệp có nhiều tài liệu YAML (dấu ---); mỗi tệp chỉ được một tài liệu",
                    )
                top = self._node(next(self.events), 1)
        if not isinstance(top, Mapping):
            raise _Refused(1, "tệp phải gồm các cặp 'khóa: giá trị' ở mức ngoài cùng; tệp này thì không")
        return top

    def _node(self, event: Any, depth: int) -> Any:
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise _Refused(line, "không được dùng neo (&) hay tham chiếu (*) của YAML; hãy viết rõ giá trị ra")
        if event.tag is not None:
            raise _Refused(
                line,
                f"không được dùng nhãn kiểu '{event.tag.replace('tag:yaml.org,2002:', '!!')}' của"
                " YAML; hãy bỏ nhãn này",
            )
        if depth > MAX_DEPTH:
            raise _Refused(line, f"lồng nhau quá {MAX_DEPTH} tầng; hãy viết lại cho gọn")
        if isinstance(event, ScalarEvent):
            return self._scalar(event, line)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(depth)
        return self._mapping(line, depth)

    def _sequence(self, depth: int) -> Sequence:
        items: list[Any] = []
        lines: list[int] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            lines.append(event.start_mark.line + 1)
            items.append(self._node(event, depth + 1))
        sequence = Sequence(items)
        sequence.path = self.path
        sequence.lines = tuple(lines)
        return sequence

    def _mapping(self, line: int, depth: int) -> Mapping:
        mapping = Mapping(self.path, line)
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            at = event.start_mark.line + 1
            if not isinstance(event, ScalarEvent):
                raise _Refused(at, "khóa phải là một từ, không được là danh sách hay nhóm; hãy sửa lại khóa")
            key = event.value
            self._node(event, depth)
            value = self._node(next(self.events), depth + 1)
            if key in mapping:
                first = mapping.lines[key]
                self._error(at, f"khóa '{key}' viết hai lần (lần đầu ở dòng {first}); hãy giữ một khóa")
                continue
            mapping[key] = value
            mapping.lines[key] = at
        return mapping

    def _scalar(self, event: ScalarEvent, line: int) -> Any:
        text: str = event.value
        if not event.implicit[0]:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if not (text[0].isdigit() or text[0] in "+-"):
            return text
        if (found := _DATE.fullmatch(text)) is not None:
            return self._date(found, line)
        if _INTEGER.fullmatch(text) is not None and len(text) <= 18:
            return int(text)
        if _DECIMAL.fullmatch(text) is not None:
            return Decimal(text)
        return text

    def _date(self, found: re.Match[str], line: int) -> date | Unusable:
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            self._error(line, f"ngày '{found[0]}' không có trong lịch; hãy viết năm-tháng-ngày, ví dụ 2024-03-10")
            return Unusable()

    def _error(self, line: int, message: str) -> None:
        self.errors.append(PolicyError(self.path, line, message))
