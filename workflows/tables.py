"""The figures as a table for a terminal, or for a spreadsheet."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from config.citation import Citation
from workflows.charter import Charter
from workflows.figures import COUNTS, Row, total
from workflows.letters import spoken
from workflows.plans import cited_plans

HEADINGS = {
    "assigned": "được giao",
    "done_on_time": "xong đúng hạn",
    "done_late": "xong quá hạn",
    "open_in_time": "đang làm trong hạn",
    "open_overdue": "đang làm quá hạn",
    "no_deadline": "không thời hạn",
    "awaiting_evaluation": "chờ đánh giá",
}
GROUPS = {
    "unit": "đơn vị", "kind": "loại việc", "period": "kỳ", "line": "tuyến", "source": "nguồn", "level": "cấp",
    "source_level": "cấp của nguồn",
}  # fmt: skip
LEVELS = {
    "commune": "cấp xã", "district": "cấp huyện", "province": "cấp tỉnh", "ministry": "bộ, ngành",
    "unit": "cấp đơn vị", "party": "cấp ủy đảng", "government": "Chính phủ", "directive": "chính văn bản chỉ đạo",
}  # fmt: skip
RATES = {"rate_done": "tỷ lệ xong", "rate_done_of_due": "xong/đến hạn", "rate_overdue": "quá hạn/đến hạn"}
#: What is left out of adjusted figures, and what figures as known on a date are: defaults of ours.
_EXCUSED, _AS_KNOWN = Citation(source="gd_85"), Citation(source="gd_86")
_UNKNOWN = "chưa đủ dữ liệu"
_NOT_ON_FILE = "chưa nhập"


def cells(row: Row, charter: Charter) -> list[Any]:
    """Return a row as it is read: names first, counts, then rates; an unknown rate says so."""
    names = [_name(group, value, charter) for group, value in row.group.items()]
    data = row.as_json()
    rates = [_UNKNOWN if data[rate] is None else f"{data[rate]:.1%}".replace(".", ",") for rate in RATES]
    return [*names, *(_NOT_ON_FILE if row.unknown else data[count] for count in COUNTS), *rates]


def notes(rows: Sequence[Row], charter: Charter) -> Iterator[str]:
    """Say which plans are not on file, so that nobody takes what is unknown for nothing."""
    missing = dict.fromkeys(key for row in rows for key in row.not_imported or ())
    if missing:
        labels = "; ".join(_source(key, charter) for key in missing)
        yield f"Chưa nhập nên chưa biết, không phải bằng không: {labels}."


def _source(key: str, charter: Charter) -> str:
    """Return the name of a directive or of a plan that it refers to."""
    if (directive := charter.policy.directive(key)) is not None:
        return directive.label
    return next((one.plan.label for one in cited_plans(charter) if one.key == key), key)


def _name(group: str, value: str | None, charter: Charter) -> str:
    """Return what a group is called in Vietnamese."""
    wording = charter.policy.national.wording
    if value is None:
        return "–"
    match group:
        case "kind":
            return wording.label("kinds", value)
        case "line":
            return wording.label("lines_of_command", value)
        case "level" | "source_level":
            return LEVELS.get(value, value)
        case "source":
            return _source(value, charter)
    return charter.label(value) or "–"


def as_text(
    rows: Sequence[Row],
    charter: Charter,
    *,
    known_at: datetime | None = None,
    adjusted: Sequence[Row] | None = None,
) -> Iterator[str]:
    """Yield the table as aligned text.

    Args:
        rows: the rows of the table.
        charter: the jurisdiction, for the names.
        known_at: what was recorded later was left out (aware); None: nothing was.
        adjusted: the same rows without what an objective cause was found for, to be shown beside; None: not asked for.
    """
    groups = list(rows[0].group) if rows else []
    head = [*(GROUPS[g] for g in groups), *HEADINGS.values(), *RATES.values()]
    body = [cells(row, charter) for row in rows]
    body.append(_totals(rows, charter) if groups else [])
    if adjusted is not None:
        less = [*(cells(row, charter) for row in adjusted), _totals(adjusted, charter) if groups else []]
        body = [
            [_beside(a, b) for a, b in zip(plain, other, strict=True)] for plain, other in zip(body, less, strict=True)
        ]
    widths = [max(len(str(line[i])) for line in [head, *body] if line) for i in range(len(head))]
    for line in [head, *filter(None, body)]:
        yield "  ".join(
            str(cell).ljust(width) if i < len(groups) else str(cell).rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
    yield from notes(rows, charter)
    if adjusted is not None and rows:
        yield f"Sau mũi tên là số đã trừ {_without(charter)}; không có mũi tên là không phải trừ gì."
    if known_at is not None:
        yield _known(known_at, charter)
    if not rows:
        yield "Chưa có nhiệm vụ nào."


def _totals(rows: Sequence[Row], charter: Charter) -> list[Any]:
    """Return the line of the sum, as wide as the others."""
    groups = len(rows[0].group) if rows else 1
    return ["Tổng", *[""] * (groups - 1), *cells(total(rows), charter)]


def _beside(plain: Any, adjusted: Any) -> Any:
    return plain if plain == adjusted else f"{plain} → {adjusted}"


def _without(charter: Charter) -> str:
    return f"việc đã được xác nhận nguyên nhân khách quan ({charter.cite([_EXCUSED])})"


def _known(known_at: datetime, charter: Charter) -> str:
    return f"Chỉ theo những gì đã ghi vào sổ đến {spoken(known_at)} ({charter.cite([_AS_KNOWN])})."


def write_xlsx(
    path: Path,
    rows: Sequence[Row],
    charter: Charter,
    *,
    as_of: datetime,
    known_at: datetime | None = None,
    adjusted: Sequence[Row] | None = None,
) -> None:
    """Write the table as a spreadsheet; nothing a cell holds can become a formula or a link.

    Args:
        path: the file to be written.
        rows: the rows of the table.
        charter: the jurisdiction, for the names.
        as_of: up to when it was counted (aware).
        known_at: what was recorded later was left out (aware); None: nothing was.
        adjusted: the same rows without what an objective cause was found for, for a sheet of their own; None: no sheet.
    """
    import xlsxwriter

    title = f"{charter.jurisdiction.organization.label}: số liệu tính đến {spoken(as_of)}"
    known = [_known(known_at, charter)] if known_at is not None else []
    sheets = {"Số liệu": (title, rows, known)}
    if adjusted is not None:
        sheets["Đã trừ khách quan"] = (title, adjusted, [f"Đã trừ {_without(charter)}.", *known])
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        for name, (said, some, below) in sheets.items():
            _write_sheet(book, name, said, some, charter, below)


def _write_sheet(book: Any, name: str, title: str, rows: Sequence[Row], charter: Charter, below: Sequence[str]) -> None:
    sheet = book.add_worksheet(name)
    head_format = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1, "bg_color": "#DDE7F3"}
    )
    plain = book.add_format({"border": 1})
    number = book.add_format({"border": 1, "align": "right"})
    last = book.add_format({"border": 1, "bold": True, "align": "right"})
    last_name = book.add_format({"border": 1, "bold": True})
    sheet.write(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
    groups = list(rows[0].group) if rows else ["unit"]
    head = [
        *(GROUPS[g].capitalize() for g in groups),
        *(h.capitalize() for h in HEADINGS.values()),
        *(r.capitalize() for r in RATES.values()),
    ]
    for column, said in enumerate(head):
        sheet.write(2, column, said, head_format)
    sheet.set_column(0, len(groups) - 1, 36)
    sheet.set_column(len(groups), len(head) - 1, 13)
    sheet.set_row(2, 32)
    for place, row in enumerate(rows, 3):
        for column, cell in enumerate(cells(row, charter)):
            sheet.write(place, column, cell, plain if column < len(groups) else number)
    for column, cell in enumerate(_totals(rows, charter)):
        sheet.write(3 + len(rows), column, cell, last_name if column < len(groups) else last)
    for place, note in enumerate([*notes(rows, charter), *below], 5 + len(rows)):
        sheet.write(place, 0, note)
    sheet.freeze_panes(3, len(groups))
    sheet.set_landscape()
    sheet.repeat_rows(2)
    sheet.fit_to_pages(1, 0)
