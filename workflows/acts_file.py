"""Read acts from a file: JSON Lines, CSV or XLSX, every fault with its line."""

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from workflows.acts import Act
from workflows.working_time import sane

COLUMNS = ("at", "by", "act", "on", "with", "proof")


@dataclass(frozen=True, slots=True)
class ActFault:
    """One line that is not an act: ``path:line: message``."""

    where: str
    message: str

    def __str__(self) -> str:
        """Say where and what."""
        return f"{self.where}: {self.message}"


class ActsFileError(ValueError):
    """The file has faults; none of its acts is applied.

    Attributes:
        faults: every one of them.
    """

    def __init__(self, faults: list[ActFault]) -> None:
        """Keep them all."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def read_acts(path: Path) -> list[Act]:
    """Read every act of a file.

    Raises:
        ActsFileError: naming every faulty line; then nothing of the file is to be applied.
    """
    acts: list[Act] = []
    faults: list[ActFault] = []
    try:
        for number, row in _rows(path):
            where = f"{path}:{number}"
            if isinstance(row, str):
                faults.append(ActFault(where, row))
                continue
            read = _act(row, where)
            if isinstance(read, ActFault):
                faults.append(read)
            else:
                acts.append(read)
    except OSError as fault:
        faults.append(ActFault(f"{path}:1", f"không đọc được tệp: {fault.strerror}"))
    except UnicodeDecodeError:
        faults.append(ActFault(f"{path}:1", "tệp không phải UTF-8; hãy lưu lại với mã UTF-8."))
    if faults:
        raise ActsFileError(faults)
    return acts


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    match path.suffix.lower():
        case ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                # Excel in Vietnamese parts columns by semicolons.
                first = file.readline()
                file.seek(0)
                reader = csv.reader(file, delimiter=";" if first.count(";") > first.count(",") else ",")
                yield from _table((reader.line_num, row) for row in reader)
        case ".xlsx":
            yield from _table(_sheet(path))
        case _:
            for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
                if line.strip():
                    yield number, _json(line)


def _json(line: str) -> dict[str, Any] | str:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as fault:
        return f"không phải JSON: {fault}"
    return row if isinstance(row, dict) else "mỗi dòng phải là một đối tượng JSON {…}"


def _sheet(path: Path) -> Iterator[tuple[int, list[Any]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    except CalamineError as fault:
        raise ActsFileError([ActFault(f"{path}:1", f"không đọc được bảng tính: {fault}")]) from None
    yield from enumerate(rows, 1)


def _table(rows: Iterator[tuple[int, list[Any]]]) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Read rows under a header; ``with`` is JSON in its cell."""
    number, header = next(rows, (1, []))
    names = [str(name).strip() for name in header]
    if missing := [name for name in COLUMNS[:4] if name not in names]:
        yield number, f"thiếu cột {', '.join(missing)}; dòng đầu phải là: {', '.join(COLUMNS)}"
        return
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        yield number, f"có hai cột cùng tên: {', '.join(twice)}; hãy bỏ một cột"
        return
    for number, cells in rows:
        row = {name: cell for name, cell in zip(names, cells, strict=False) if cell not in ("", None)}
        if not row:
            continue
        if isinstance(row.get("with"), str):
            content = _json(row["with"])
            if isinstance(content, str):
                yield number, f"cột with {content}"
                continue
            row["with"] = content
        yield number, row


def _act(row: dict[str, Any], where: str) -> Act | ActFault:
    text = orjson.dumps(row, default=str).decode()
    if "\\u0000" in text:
        return ActFault(where, "có ký tự rỗng (NUL), thường do tệp hỏng; hãy xóa ô ấy rồi gõ lại")
    if not unicodedata.is_normalized("NFC", text):
        return ActFault(where, "chữ có dấu viết tách rời (không phải NFC); hãy gõ lại bằng Unicode dựng sẵn")
    if strange := sorted(set(row) - set(COLUMNS)):
        return ActFault(where, f"có trường lạ: {', '.join(strange)}; chỉ dùng: {', '.join(COLUMNS)}")
    for name in COLUMNS[:4]:
        if name == "at" and isinstance(row.get(name), datetime):
            row[name] = row[name].isoformat()
        if not isinstance(row.get(name), str) or not row[name]:
            return ActFault(where, f"thiếu {name}, hoặc {name} không phải là chữ")
    try:
        at = datetime.fromisoformat(row["at"])
    except ValueError:
        return ActFault(where, f"at «{row['at']}» không phải thời điểm ISO 8601, ví dụ 2024-03-08T15:30:00+07:00")
    if at.tzinfo is None:
        return ActFault(where, f"at «{row['at']}» thiếu múi giờ; hãy thêm +07:00")
    if not sane(at):
        return ActFault(where, f"at «{row['at']}» không thể là lúc làm việc này; hãy xem lại năm")
    content = row.get("with") or {}
    if not isinstance(content, dict):
        return ActFault(where, "with phải là một đối tượng JSON {…}")
    return Act(at=at, by=row["by"], act=row["act"], on=row["on"], content=content, raw=row, where=where)
