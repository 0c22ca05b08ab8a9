"""Read the sheet of a published index, CSV or XLSX: every fault with its line, names and points understood."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from config.organization import Organization
from workflows.plans_file import (
    Names,
    PlanFault,
    PlanFileError,
    Unreadable,
    csv_lines,
    number_of,
    sheet_lines,
    slug,
    text_of,
)

#: The headers of the sheet, as they stand in its first line.
COLUMNS = ("tiêu chí", "nội dung", "điểm tối đa", "điểm", "đơn vị tham mưu")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of an index with its points.

    Attributes:
        where: ``file:line``.
        number: its number as printed: ``1.2.1``.
        label: what it is about.
        most: the most points.
        score: the points it got; None where the sheet does not say.
        lead: key of the unit or post in whose advising field it lies; empty where the sheet does not say.
    """

    where: str
    number: str
    label: str
    most: Decimal
    score: Decimal | None
    lead: str

    @property
    def slug(self) -> str:
        """The number as it stands in keys."""
        return slug(self.number)


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A sheet that was read.

    Attributes:
        name: name of the file.
        digest: SHA-256 of its content.
        criteria: its criteria, in order.
    """

    name: str
    digest: str
    criteria: tuple[Criterion, ...]


def read_index(path: Path, organization: Organization) -> IndexFile:
    """Read every criterion of a sheet.

    Args:
        path: a CSV or XLSX file whose first line has the headers `COLUMNS`.
        organization: whose units and posts the names mean, by key or by label.

    Raises:
        PlanFileError: naming every faulty line; then nothing of the file is to be taken in.
    """
    faults: list[PlanFault] = []
    found: list[Criterion] = []
    seen: dict[str, str] = {}
    names = Names(organization)
    try:
        for number, cells in _records(path):
            where = f"{path}:{number}"
            if isinstance(cells, str):
                faults.append(PlanFault(where, cells))
                continue
            one = _criterion(where, cells, names, faults)
            if one is None:
                continue
            if one.slug in seen:
                faults.append(PlanFault(where, f"tiêu chí «{one.number}» đã ghi ở {seen[one.slug]}"))
            seen.setdefault(one.slug, where)
            found.append(one)
    except UnicodeDecodeError:
        faults.append(PlanFault(f"{path}:1", "tệp không phải UTF-8; hãy lưu lại dưới dạng CSV UTF-8 hoặc XLSX"))
    if not faults and not found:
        faults.append(PlanFault(f"{path}:1", "không có tiêu chí nào"))
    if faults:
        raise PlanFileError(faults)
    return IndexFile(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), tuple(found))


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Yield each line under the headers with its number; a text instead where it is no such sheet."""
    rows = sheet_lines(path) if path.suffix.lower() == ".xlsx" else csv_lines(path)
    number, header = next(rows, (1, []))
    names = [" ".join(str(name).casefold().split()) for name in header]
    if sorted(filter(None, names)) != sorted(COLUMNS):
        yield number, f"dòng đầu phải có đúng các cột: {', '.join(COLUMNS)}"
        return
    for number, cells in rows:
        if any(str(cell).strip() for cell in cells):
            yield number, dict(zip(names, cells, strict=False))


def _criterion(where: str, cells: dict[str, Any], names: Names, faults: list[PlanFault]) -> Criterion | None:
    before = len(faults)

    def read(column: str, understand: Any, otherwise: Any) -> Any:
        try:
            return understand(cells.get(column, ""))
        except Unreadable as fault:
            faults.append(PlanFault(where, f"cột «{column}»: {fault}"))
            return otherwise

    most = read("điểm tối đa", _points, None)
    one = Criterion(
        where=where,
        number=read("tiêu chí", number_of, ""),
        label=read("nội dung", text_of, ""),
        most=most or Decimal(0),
        score=read("điểm", _points, None),
        lead=read("đơn vị tham mưu", lambda cell: names.single(text_of(cell)), ""),
    )
    if len(faults) > before:
        return None
    if not one.most:
        faults.append(PlanFault(where, "cột «điểm tối đa»: phải là số lớn hơn 0"))
    if one.score is not None and one.score > one.most:
        faults.append(PlanFault(where, f"cột «điểm»: {one.score} lớn hơn điểm tối đa {one.most}"))
    return one if len(faults) == before else None


def _points(cell: Any) -> Decimal | None:
    said = text_of(cell).replace(",", ".")
    if not said:
        return None
    try:
        value = Decimal(said)
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or value < 0:
        raise Unreadable(f"«{cell}» không phải là điểm; hãy viết số như 8,5 hoặc để trống nếu chưa có")
    return value
