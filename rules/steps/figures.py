"""Steps about figures: how many of what, and rates that may be unknown."""

from datetime import datetime

from rules.names import find_performer
from rules.sentences import Slip, expect, then
from rules.world import World
from workflows.figures import Row, figures

COLUMNS = {
    "được giao": "assigned",
    "hoàn thành đúng hạn": "done_on_time",
    "hoàn thành quá hạn": "done_late",
    "đang làm trong hạn": "open_in_time",
    "đang làm quá hạn": "open_overdue",
    "không thời hạn": "no_deadline",
    "chờ đánh giá": "awaiting_evaluation",
}
RATES = {
    "tỷ lệ hoàn thành": "rate_done",
    "tỷ lệ hoàn thành trên số đến hạn": "rate_done_of_due",
    "tỷ lệ quá hạn": "rate_overdue",
}
UNKNOWN = "chưa đủ dữ liệu"


def _row(world: World, who: str, at: datetime) -> Row:
    performer = find_performer(world.charter.jurisdiction.organization, who)
    with world.register.read(at) as uow:
        rows = figures(uow.session, world.charter, as_of=at)
    return next((row for row in rows if row.group["unit"] == performer), Row({"unit": performer}))


def _named(names: dict[str, str], name: str, what: str) -> str:
    if name not in names:
        raise Slip(f"Không có {what} «{name}»; hiện có: {', '.join(names)}.")
    return names[name]


def _counted(row: list[str]) -> tuple[str, int]:
    if len(row) != 2 or not row[1].isdigit():
        raise Slip(
            f"«{' | '.join(row)}» không phải là một số liệu; hãy viết hai ô, tên rồi số, ví dụ | được giao | 6 |."
        )
    return row[0], int(row[1])


@then("số liệu của {who} lúc {at} là:")
def _(world: World, who: str, at: datetime, datatable: list[list[str]]) -> None:
    row = _row(world, who, at)
    wrong = [
        f"{name}: {found}, không phải {wanted}"
        for name, wanted in map(_counted, datatable)
        if (found := getattr(row, _named(COLUMNS, name, "cột"))) != wanted
    ]
    expect(not wrong, "; ".join(wrong))


@then("{said} của {who} lúc {at} là {answer:said}")
def _(world: World, said: str, who: str, at: datetime, answer: str) -> None:
    found = _row(world, who, at).as_json()[_named(RATES, said, "tỷ lệ")]
    told = UNKNOWN if found is None else f"{found * 100:g} %".replace(".", ",")
    expect(told == answer, f"{said} là «{told}».")
