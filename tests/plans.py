"""Registers of tasks as provinces, districts, communes and ministries write them, for every plan that a directive cites.

They are made up, always the same for the same plan, and know by themselves what must become of each task.
"""

from __future__ import annotations

import csv
import random
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from workflows.charter import Charter
from workflows.plans import CitedPlan
from workflows.plans_file import COLUMNS

WORK = (
    "Rà soát, đề xuất đơn giản hóa thủ tục hành chính",
    "Công khai danh mục thủ tục hành chính tại nơi tiếp nhận",
    "Tự kiểm tra việc giải quyết hồ sơ",
    "Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực",
    "Hướng dẫn người dân nộp hồ sơ trực tuyến",
    "Khảo sát mức độ hài lòng của người dân",
    "Cập nhật trang thông tin điện tử",
    "Tập huấn nghiệp vụ cải cách hành chính",
    "Kiểm tra kỷ luật, kỷ cương hành chính",
    "Rà soát văn bản quy phạm pháp luật thuộc lĩnh vực",
    "Sắp xếp vị trí việc làm theo đề án",
    "Thanh toán không dùng tiền mặt phí, lệ phí",
)
FIELDS = ("hộ tịch", "đất đai", "tài chính", "văn hóa", "y tế", "giáo dục", "bảo trợ xã hội", "xây dựng", "chứng thực")
RESULTS = (
    "Báo cáo kết quả",
    "Danh mục đã công khai",
    "Biên bản kiểm tra",
    "Kế hoạch được duyệt",
    "Quyết định ban hành",
)


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a register.

    Attributes:
        cells: its cells, in the order of the headers.
        fate: what must become of it: ``assigned``, ``nobody``, ``outside``, ``unclear`` or ``past``.
        leads: keys of whoever must get it; empty where nobody does.
        day: the day it names; None for none.
    """

    cells: tuple[Any, ...]
    fate: str
    leads: tuple[str, ...]
    day: date | None


def size_of(plan: CitedPlan) -> int:
    """How many tasks the register of a plan has: 30 to 150, always the same."""
    return 30 + zlib.crc32(plan.key.encode()) % 121


def tasks(charter: Charter, plan: CitedPlan) -> list[Task]:
    """Make the register of a plan."""
    return list(_tasks(charter, plan, random.Random(plan.key)))


def _tasks(charter: Charter, plan: CitedPlan, dice: random.Random) -> Iterator[Task]:
    directive = plan.directive
    begins = directive.effective_from.on
    ours, outside = _ours(charter, plan), _outside(charter)
    chapter = 0
    for number in range(1, size_of(plan) + 1):
        chapter += number % 15 == 1
        printed = f"{_roman(chapter)}.{number}"
        what = f"{dice.choice(WORK)} lĩnh vực {dice.choice(FIELDS)}"
        result = dice.choice(RESULTS)
        leads: tuple[str, ...] = (dice.choice(ours),)
        day: date | None = begins + timedelta(days=dice.randrange(20, 300))
        fate = "assigned"
        match number % 11:
            case 3:
                leads, fate = (), "nobody"
            case 5 if outside:
                leads, fate = (dice.choice(outside),), "outside"
            case 7:
                day, fate = None, "unclear" if directive.clarity_gate == 5 else "assigned"
            case 9:
                day, fate = begins - timedelta(days=dice.randrange(20, 200)), "past"
            case 10:
                result, fate = "", "unclear"
            case 0:
                leads = tuple(dice.sample(ours, min(2, len(ours))))
        others = [party for party in ours if party not in leads]
        coordinators = dice.sample(others, min(len(others), dice.randrange(3)))
        cells = (
            printed,
            what,
            result,
            "; ".join(_said(charter, lead, dice) for lead in leads),
            "; ".join(_said(charter, one, dice) for one in coordinators),
            _written(day, dice),
            "",
            dice.choice(("", "", "theo kế hoạch năm")),
        )
        yield Task(cells, fate, leads if fate == "assigned" else (), day)


def _ours(charter: Charter, plan: CitedPlan) -> list[str]:
    """Whoever the directive can give a task to: not above it, there when it takes effect, and answering to another."""
    organization, begins = charter.jurisdiction.organization, plan.directive.effective_from.on
    found = []
    for party in (*organization.units, *organization.posts):
        head = organization.head_of(party.key)
        if head is None or party.external or not party.exists_on(begins) or not head.exists_on(begins):
            continue
        if head.key != plan.directive.directing_authority:
            found.append(party.key)
    return found


def _outside(charter: Charter) -> list[str]:
    return [unit.key for unit in charter.jurisdiction.organization.units if unit.external]


def _said(charter: Charter, party: str, dice: random.Random) -> str:
    """Write somebody by key, or by a label that nobody else has."""
    organization = charter.jurisdiction.organization
    labels = [one.label.casefold() for one in (*organization.units, *organization.posts, *organization.groups)]
    label = charter.label(party)
    return label if labels.count(label.casefold()) == 1 and dice.random() < 0.6 else party


def _written(day: date | None, dice: random.Random) -> Any:
    """Write a day in one of the ways that plans do."""
    if day is None:
        return ""
    return dice.choice((day.isoformat(), f"{day:%d/%m/%Y}", f"ngày {day.day}/{day.month}/{day.year}", day))


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def write_csv(path: Path, rows: Iterable[Sequence[Any]], *, delimiter: str = ",") -> Path:
    """Write lines under the headers as CSV."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([COLUMNS, *rows])
    return path


def write_xlsx(path: Path, rows: Iterable[Sequence[Any]]) -> Path:
    """Write lines under the headers as a spreadsheet; a date becomes a date of the spreadsheet."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet, dated = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate([COLUMNS, *rows]):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, datetime.combine(cell, time()), dated)
                else:
                    sheet.write(number, column, cell)
    return path
