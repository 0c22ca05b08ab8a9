"""The figures as a table for a terminal, or for a spreadsheet."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

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


def as_text(rows: Sequence[Row], charter: Charter) -> Iterator[str]:
    """Yield the table as aligned text."""
    groups = list(rows[0].group) if rows else []
    head = [*(GROUPS[g] for g in groups), *HEADINGS.values(), *RATES.values()]
    body = [cells(row, charter) for row in rows]
    body.append(["Tổng", *[""] * (len(groups) - 1), *cells(total(rows), charter)] if groups else [])
    widths = [max(len(str(line[i])) for line in [head, *body] if line) for i in range(len(head))]
    for line in [head, *filter(None, body)]:
        yield "  ".join(
            str(cell).ljust(width) if i < len(groups) else str(cell).rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
    yield from notes(rows, charter)
    if not rows:
        yield "Chưa có nhiệm vụ nào."


def write_xlsx(path: Path, rows: Sequence[Row], charter: Charter, *, as_of: datetime) -> None:
    """Write the table as a spreadsheet; nothing a cell holds can become a formula or a link."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("Số liệu")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        plain = book.add_format({"border": 1})
        sheet.write(
            0,
            0,
            f"{charter.jurisdiction.organization.label}: số liệu tính đến {spoken(as_of)}",
            book.add_format({"bold": True}),
        )
        groups = list(rows[0].group) if rows else ["unit"]
        head = [
            *(GROUPS[g].capitalize() for g in groups),
            *(h.capitalize() for h in HEADINGS.values()),
            *(r.capitalize() for r in RATES.values()),
        ]
        for column, title in enumerate(head):
            sheet.write(2, column, title, bold)
        sheet.set_column(0, len(groups) - 1, 36)
        sheet.set_column(len(groups), len(head) - 1, 13)
        lines = [cells(row, charter) for row in rows]
        lines.append(["Tổng", *[""] * (len(groups) - 1), *cells(total(rows), charter)])
        for number, line in enumerate(lines, 3):
            for column, cell in enumerate(line):
                sheet.write(number, column, cell, plain)
        for number, note in enumerate(notes(rows, charter), 4 + len(lines)):
            sheet.write(number, 0, note)
        sheet.freeze_panes(3, len(groups))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
