"""The figures as a table for a terminal, or for a spreadsheet."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from workflows.charter import Charter
from workflows.figures import COUNTS, Row, total
from workflows.letters import spoken

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
    "unit": "đơn vị", "kind": "loại việc", "period": "kỳ", "line": "tuyến", "source": "văn bản", "level": "cấp",
}  # fmt: skip
LEVELS = {"commune": "cấp xã", "district": "cấp huyện", "province": "cấp tỉnh", "ministry": "bộ, ngành"}
RATES = {"rate_done": "tỷ lệ xong", "rate_done_of_due": "xong/đến hạn", "rate_overdue": "quá hạn/đến hạn"}
_UNKNOWN = "chưa đủ dữ liệu"


def cells(row: Row, charter: Charter) -> list[Any]:
    """Return a row as it is read: names first, counts, then rates; an unknown rate says so."""
    names = [_name(group, value, charter) for group, value in row.group.items()]
    data = row.as_json()
    rates = [_UNKNOWN if data[rate] is None else f"{data[rate]:.1%}".replace(".", ",") for rate in RATES]
    return [*names, *(data[count] for count in COUNTS), *rates]


def _name(group: str, value: str, charter: Charter) -> str:
    """Return what a group is called in Vietnamese."""
    wording = charter.policy.national.wording
    match group:
        case "kind":
            return wording.label("kinds", value)
        case "line":
            return wording.label("lines_of_command", value)
        case "level":
            return LEVELS.get(value, value)
        case "source":
            found = charter.policy.directive(value)
            return found.label if found else value
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
        sheet.freeze_panes(3, len(groups))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
