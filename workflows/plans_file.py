"""Read the tasks of a cited plan from a table, CSV or XLSX: every fault with its line, names and dates understood."""

import csv
import hashlib
import re
import unicodedata
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from config.located import nearest
from config.organization import Organization

#: The headers of the table, as they stand in its first line.
COLUMNS = ("stt", "việc", "kết quả", "chủ trì", "phối hợp", "thời hạn", "cơ quan theo dõi", "ghi chú")
#: Those that a table cannot do without.
_NEEDED = ("stt", "việc", "kết quả", "chủ trì", "thời hạn")
#: The longest text of a cell that the register keeps as a title.
_LONGEST = 2000
#: What the template shows: every column, every way to write a date.
EXAMPLES = (
    ("I.1", "Rà soát thủ tục hành chính thuộc lĩnh vực phụ trách", "Báo cáo rà soát", "", "", "30/09/2024", "", ""),
    ("I.2", "Niêm yết công khai thủ tục hành chính", "Biên bản niêm yết", "", "", "quý III/2024", "", "quý: ngày cuối"),
    ("I.3", "Tập huấn nghiệp vụ", "Danh sách người dự", "", "", "", "", "để trống khi kế hoạch không nêu thời hạn"),
)

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(r"(?:ngày )?(\d{1,2})/(\d{1,2})/(\d{4})")
_QUARTER = re.compile(r"quý (i{1,3}|iv|[1-4]) ?(?:/|-|năm) ?(\d{4})")
_MONTH = re.compile(r"tháng (\d{1,2}) ?(?:/|-|năm) ?(\d{4})")
_YEAR = re.compile(r"(?:hết )?năm (\d{4})")


@dataclass(frozen=True, slots=True)
class PlanFault:
    """One line that cannot be taken in: ``path:line: message``."""

    where: str
    message: str

    def __str__(self) -> str:
        """Say where and what."""
        return f"{self.where}: {self.message}"


class PlanFileError(ValueError):
    """The file has faults; nothing of it is taken in.

    Attributes:
        faults: every one of them.
    """

    def __init__(self, faults: list[PlanFault]) -> None:
        """Keep them all."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One task of a plan, its names and dates understood.

    Attributes:
        where: ``file:line``.
        printed: its number as it stands in the plan: ``I.1``.
        number: the same as it stands in keys: ``i-1``; unique within the plan.
        what: what is to be done; empty where the plan does not say.
        result: what must come out; empty where the plan does not say.
        leads: keys of who leads; empty: nobody.
        coordinators: keys of who coordinates.
        deadline: the day the plan names; None where it names none.
        exclusive: whether that day is the first that is too late (*trước ngày*).
        watch: key of the unit that watches, or empty.
        note: what else the plan says.
    """

    where: str
    printed: str
    number: str
    what: str
    result: str
    leads: tuple[str, ...]
    coordinators: tuple[str, ...]
    deadline: date | None
    exclusive: bool
    watch: str
    note: str

    def facts(self) -> dict[str, Any]:
        """Return what the plan says of it, as the register keeps it: the same for a name by key or by label."""
        return {
            "what": self.what,
            "result": self.result,
            "leads": list(self.leads),
            "coordinators": list(self.coordinators),
            "deadline": self.deadline.isoformat() if self.deadline else "",
            "exclusive": self.exclusive,
            "watch": self.watch,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A table that was read.

    Attributes:
        name: name of the file.
        digest: SHA-256 of its content.
        items: its tasks, in order.
    """

    name: str
    digest: str
    items: tuple[PlanItem, ...]


class _Unreadable(ValueError):
    """A cell that cannot be understood; the message says what to write instead."""


def read_plan(path: Path, organization: Organization) -> PlanFile:
    """Read every task of a table.

    Args:
        path: a CSV or XLSX file whose first line has the headers `COLUMNS`.
        organization: whose units, posts and groups the names mean, by key or by label.

    Raises:
        PlanFileError: naming every faulty line; then nothing of the file is to be taken in.
    """
    faults: list[PlanFault] = []
    items: list[PlanItem] = []
    lines: dict[str, str] = {}
    try:
        content = path.read_bytes()
        names = _Names(organization)
        for number, cells in _records(path):
            where = f"{path}:{number}"
            if isinstance(cells, str):
                faults.append(PlanFault(where, cells))
                continue
            item = _item(where, cells, names, faults)
            if item is None:
                continue
            if item.number in lines:
                faults.append(PlanFault(where, f"stt «{item.printed}» trùng với {lines[item.number]}; mỗi việc một số"))
                continue
            lines[item.number] = where
            items.append(item)
    except OSError as fault:
        raise PlanFileError([PlanFault(f"{path}:1", f"không đọc được tệp: {fault.strerror}")]) from None
    except UnicodeDecodeError:
        raise PlanFileError([PlanFault(f"{path}:1", "tệp không phải UTF-8; hãy lưu lại với mã UTF-8")]) from None
    if not items and not faults:
        faults.append(PlanFault(f"{path}:1", "tệp không có việc nào dưới dòng tiêu đề"))
    if faults:
        raise PlanFileError(faults)
    return PlanFile(path.name, hashlib.sha256(content).hexdigest(), tuple(items))


def template() -> list[tuple[str, ...]]:
    """Return the lines of a table to start from: the headers and an example of each way to write a date."""
    return [COLUMNS, *EXAMPLES]


def write_template(path: Path) -> None:
    """Write the table to start from as CSV, or as XLSX where the name says so.

    Raises:
        FileExistsError: rather than overwrite anything.
    """
    if path.exists():
        raise FileExistsError(path)
    if path.suffix.lower() == ".xlsx":
        import xlsxwriter

        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            sheet = book.add_worksheet("Kế hoạch")
            for number, line in enumerate(template()):
                sheet.write_row(number, 0, line)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, 0, 8)
            sheet.set_column(1, len(COLUMNS) - 1, 28)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(template())


class _Names:
    """Units, posts and groups by key and by label, however it is spaced and capitalised."""

    def __init__(self, organization: Organization) -> None:
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._groups = {group.key for group in organization.groups}
        named = [(post.key, post.label) for post in organization.posts]
        named += [(unit.key, unit.label) for unit in organization.units]
        named += [(group.key, group.label) for group in organization.groups]
        for key, label in named:
            self._keys[key].add(key)
            self._keys[_plain(label)].add(key)

    def several(self, said: str) -> tuple[str, ...]:
        """Understand one name or several, apart by semicolons or lines; each once, in order."""
        parts = [said] if _plain(said) in self._keys else re.split(r"[;\n]", said)
        return tuple(dict.fromkeys(self._one(part.strip()) for part in parts if part.strip()))

    def single(self, said: str) -> str:
        """Understand the name of one unit or post, or nothing."""
        if not said:
            return ""
        key = self._one(said)
        if key in self._groups:
            raise _Unreadable(f"«{said}» là một nhóm; ở đây phải là một đơn vị hoặc chức danh")
        return key

    def _one(self, said: str) -> str:
        found = self._keys.get(_plain(said), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise _Unreadable(f"tên «{said}» dùng chung cho {', '.join(sorted(found))}; hãy ghi mã thay cho tên")
        raise _Unreadable(
            f"không có đơn vị, chức danh hay nhóm «{said}»{nearest(_plain(said), set(self._keys))}; hãy sửa tên, khai "
            f"trong organization.yaml, hoặc để trống nếu việc không thuộc phạm vi giao"
        )


def _item(where: str, cells: dict[str, Any], names: _Names, faults: list[PlanFault]) -> PlanItem | None:
    """Understand one line, or report every cell that cannot be."""
    before = len(faults)

    def read(column: str, understand: Any, otherwise: Any) -> Any:
        try:
            return understand(cells.get(column, ""))
        except _Unreadable as fault:
            faults.append(PlanFault(where, f"cột «{column}»: {fault}"))
            return otherwise

    printed = read("stt", _number, "")
    deadline, exclusive = read("thời hạn", read_deadline, (None, False))
    item = PlanItem(
        where=where,
        printed=printed,
        number=slug(printed),
        what=read("việc", _text, ""),
        result=read("kết quả", _text, ""),
        leads=read("chủ trì", lambda cell: names.several(_text(cell)), ()),
        coordinators=read("phối hợp", lambda cell: names.several(_text(cell)), ()),
        deadline=deadline,
        exclusive=exclusive,
        watch=read("cơ quan theo dõi", lambda cell: names.single(_text(cell)), ""),
        note=read("ghi chú", _text, ""),
    )
    return item if len(faults) == before else None


def read_deadline(cell: Any) -> tuple[date | None, bool]:
    """Understand a deadline: a day, a quarter, a month, a year (their last day), *trước ngày*, or nothing.

    Args:
        cell: a text, or the date of a spreadsheet.

    Returns:
        The day, or None for an empty cell; and whether it is the first day that is too late.

    Raises:
        ValueError: saying how to write it.
    """
    if isinstance(cell, datetime):
        return cell.date(), False
    if isinstance(cell, date):
        return cell, False
    if not isinstance(cell, str):
        raise _Unreadable(f"«{cell}» là một con số; hãy định dạng ô thành ngày, hoặc viết 30/09/2024")
    said = _plain(cell)
    if not said:
        return None, False
    exclusive = said.startswith("trước ")
    try:
        day = _day(said.removeprefix("trước "), exclusive)
    except ValueError:
        day = None
    if day is None:
        raise _Unreadable(
            f"không hiểu thời hạn «{cell}»; hãy viết 30/09/2024, 2024-09-30, trước ngày 30/09/2024, quý III/2024, "
            f"tháng 9/2024, năm 2024, hoặc để trống nếu kế hoạch không nêu"
        )
    return day, exclusive


def _day(said: str, exclusive: bool) -> date | None:
    """Read a day, or the last day of a span; before a span is its first day."""
    if found := _ISO.fullmatch(said):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY.fullmatch(said):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := _QUARTER.fullmatch(said):
        last = _QUARTERS[found[1]] * 3
        return date(int(found[2]), last - 2, 1) if exclusive else _month_end(int(found[2]), last)
    if found := _MONTH.fullmatch(said):
        year, month = int(found[2]), int(found[1])
        return date(year, month, 1) if exclusive else _month_end(year, month)
    if found := _YEAR.fullmatch(said):
        return date(int(found[1]), 1, 1) if exclusive else date(int(found[1]), 12, 31)
    return None


def _month_end(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first.replace(day=monthrange(year, month)[1])


def slug(said: str) -> str:
    """Return a text as it stands in keys: small letters and digits without marks, joined by hyphens."""
    bare = unicodedata.normalize("NFD", said.casefold().replace("đ", "d"))
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", kept).strip("-")


def _number(cell: Any) -> str:
    if isinstance(cell, date):
        raise _Unreadable("bảng tính đã đổi số thứ tự thành ngày; hãy định dạng cột thành chữ")
    printed = f"{cell:g}" if isinstance(cell, float) else _text(cell)
    if not slug(printed):
        raise _Unreadable("thiếu số thứ tự; mỗi việc phải có một số riêng để đối chiếu khi nhập lại")
    return printed


def _text(cell: Any) -> str:
    said = "\n".join(" ".join(line.split()) for line in unicodedata.normalize("NFC", str(cell)).splitlines()).strip()
    if len(said) > _LONGEST:
        raise _Unreadable(f"dài {len(said)} ký tự; nhiều nhất {_LONGEST}")
    return said


def _plain(said: str) -> str:
    return " ".join(unicodedata.normalize("NFC", said).casefold().split())


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Yield each line under the headers with its number; a text instead where the table is no such table."""
    rows = _sheet(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    number, header = next(rows, (1, []))
    names = [_plain(str(name)) for name in header]
    if missing := [name for name in _NEEDED if name not in names]:
        yield number, f"thiếu cột {', '.join(missing)}; dòng đầu phải là: {', '.join(COLUMNS)}"
        return
    if strange := [name for name in names if name and name not in COLUMNS]:
        yield number, f"có cột lạ: {', '.join(strange)}; chỉ dùng: {', '.join(COLUMNS)}"
        return
    if len(set(names) - {""}) < len([name for name in names if name]):
        yield number, "có cột ghi hai lần; mỗi cột chỉ một lần"
        return
    for number, cells in rows:
        if any(str(cell).strip() for cell in cells):
            yield number, {name: cell for name, cell in zip(names, cells, strict=False) if name}


def _csv(path: Path) -> Iterator[tuple[int, list[Any]]]:
    """Yield the lines of a CSV file, by commas or, as Vietnamese spreadsheets save it, by semicolons."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        reader = csv.reader(file, delimiter=";" if first.count(";") > first.count(",") else ",")
        last = 0
        for row in reader:
            yield last + 1, row
            last = reader.line_num


def _sheet(path: Path) -> Iterator[tuple[int, list[Any]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except CalamineError as fault:
        raise PlanFileError([PlanFault(f"{path}:1", f"không đọc được bảng tính: {fault}")]) from None
    yield from enumerate(rows, 1)
