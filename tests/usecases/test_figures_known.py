"""Figures of a date do not change with what is done afterwards, and can be had as they were known on any date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.plans import write_csv
from tests.usecases.changed import changed, ended, opened
from tests.usecases.conftest import Prepared
from tests.usecases.many import standings
from tests.usecases.office import DIRECTIVE, Office, report, small, vn, with_organization
from workflows.figures import Row, figures, total
from workflows.import_plan import import_plan
from workflows.plans import find_plan
from workflows.plans_file import read_plan
from workflows.register.columns import NEVER
from workflows.register.unit_of_work import Register

OfficeAt = Callable[..., Office]
MONITOR = "van_phong_thong_ke"
PERFORMERS = ("tu_phap", "tai_chinh", "dia_chinh")
Q1 = report("tu_phap")


def counted(office: Office, as_of: str | datetime, known_at: str | datetime | None = None, *by: str) -> list[Row]:
    """Count as of a date, as known on another or as known now."""
    known = None if known_at is None else _when(known_at)
    with office.register.read(office.now) as uow:
        return figures(uow.session, office.charter, as_of=_when(as_of), known_at=known, by=by or ("unit", "period"))


def _when(said: str | datetime) -> datetime:
    return vn(said) if isinstance(said, str) else said


def q1(office: Office, as_of: str, known_at: str | None = None, unit: str = "tu_phap") -> dict[str, int]:
    """Where the report of the first quarter of a unit stands: the columns that have it."""
    rows = [row for row in counted(office, as_of, known_at) if row.group == {"unit": unit, "period": "2024-Q1"}]
    said = total(rows).as_json()
    return {name: n for name, n in said.items() if isinstance(n, int) and n and name != "assigned"}


def test_a_report_returned_later_stands_as_it_stood(office_at: OfficeAt) -> None:
    """Received on the 8th and sent back on the 14th: on the 13th it waited in time, on the 14th nothing is there."""
    office = office_at("2024-03-08 09:00")
    office.yes("2024-03-08 10:00", MONITOR, "receive", Q1)
    office.yes("2024-03-14 09:00", "chu_tich", "return", Q1, reason="thiếu biểu")
    assert q1(office, "2024-03-14 08:59") == {"open_in_time": 1, "awaiting_evaluation": 1}
    assert q1(office, "2024-03-14 09:00") == {"open_overdue": 1}


def test_what_is_suspended_later_was_overdue_before(office_at: OfficeAt) -> None:
    """Overdue since the 12th, suspended on the 14th: the figures of the 13th stay what they were."""
    office = office_at("2024-03-13 09:00")
    office.yes("2024-03-14 09:00", "chu_tich", "suspend", Q1, reason="bão")
    assert q1(office, "2024-03-13 09:00") == {"open_overdue": 1}
    assert q1(office, "2024-03-14 09:00") == {"open_in_time": 1}
    office.yes("2024-03-18 09:00", "chu_tich", "resume", Q1)
    assert q1(office, "2024-03-15 09:00") == {"open_in_time": 1}
    assert q1(office, "2024-03-18 09:00") == {"open_overdue": 1}


def test_a_first_evaluation_stands_in_the_figures_of_its_time(office_at: OfficeAt) -> None:
    """Passed on the 9th, opened again on the 15th: done until then, and not done since."""
    office = office_at("2024-03-08 09:00")
    office.yes("2024-03-08 10:00", MONITOR, "receive", Q1)
    office.yes("2024-03-09 09:00", "chu_tich", "evaluate", Q1, result="passed")
    office.yes("2024-03-15 09:00", "chu_tich", "reopen", Q1, reason="số liệu sai")
    assert q1(office, "2024-03-15 08:59") == {"done_on_time": 1}
    assert q1(office, "2024-03-15 09:00") == {"open_overdue": 1}


def test_a_receipt_told_late_is_known_from_when_it_was_told(office_at: OfficeAt) -> None:
    """Received on the 8th and told on the 15th: as of the 12th in time, but whoever looked on the 14th saw it late."""
    office = office_at("2024-03-15 09:00")
    assert q1(office, "2024-03-12 00:00") == {"open_overdue": 1}
    assert not office.told(vn("2024-03-08 10:00"), MONITOR, "receive", Q1).refused
    waits = {"open_in_time": 1, "awaiting_evaluation": 1}
    assert q1(office, "2024-03-12 00:00") == waits
    assert q1(office, "2024-03-12 00:00", "2024-03-15 09:00") == waits
    assert q1(office, "2024-03-12 00:00", "2024-03-15 08:59") == {"open_overdue": 1}
    assert q1(office, "2024-03-08 09:59") == {"open_in_time": 1}


def test_what_is_told_late_takes_its_place_among_what_came_after(office_at: OfficeAt) -> None:
    """Suspended on the 14th, and a receipt from the 13th told on the 15th after it ran again: both count from theirs."""
    office = office_at("2024-03-13 08:00")
    office.yes("2024-03-14 09:00", "chu_tich", "suspend", Q1, reason="bão")
    office.yes("2024-03-15 09:00", "chu_tich", "resume", Q1)
    assert not office.told(vn("2024-03-13 10:00"), MONITOR, "receive", Q1).refused
    assert q1(office, "2024-03-13 09:59") == {"open_overdue": 1}
    assert q1(office, "2024-03-13 10:00") == {"open_overdue": 1, "awaiting_evaluation": 1}


def test_before_anything_was_recorded_nothing_was_known(lite_office_at: OfficeAt) -> None:
    """The day before the directive was assigned: nothing; at the very second it was: all of it."""
    office = lite_office_at("2024-03-01 00:00")
    assert counted(office, "2024-03-01 00:00", "2024-01-11 23:59") == []
    assert (
        total(counted(office, "2024-03-01 00:00", "2024-01-12 00:00")).assigned
        == total(counted(office, "2024-03-01 00:00")).assigned
    )


def test_what_was_handed_over_keeps_its_past(empty_register: Register) -> None:
    """Until the post ends its report is its own, from that day on its successor's, late as it was."""
    office = opened(empty_register, changed(tu_phap=ended(date(2024, 4, 1), "tai_chinh")))
    office.pass_time("2024-04-20 00:00")
    before, after = "2024-03-31 23:59:59", "2024-04-01 00:00"
    assert [q1(office, before, unit=unit) for unit in PERFORMERS[:2]] == [{"open_overdue": 1}, {"open_overdue": 1}]
    assert [q1(office, after, unit=unit) for unit in PERFORMERS[:2]] == [{}, {"open_overdue": 2}]


def test_a_plan_was_unknown_until_it_was_imported(empty_register: Register, tmp_path: Path) -> None:
    """Imported in March: as of February its tasks were there, but whoever asked in February was told it is unknown."""
    citing = with_organization(lambda organization: organization, {"2.1.1", "2.1.2"})
    office = Office(empty_register, citing, vn("2024-01-12 08:00"))
    office.assign()
    office.now = vn("2024-03-10 08:00")
    rows = [("1", "Việc", "Báo cáo", "tu_phap", "", "29/03/2024", "", "")]
    file = read_plan(write_csv(tmp_path / "kh.csv", rows), citing.jurisdiction.organization)
    cited = find_plan(citing, DIRECTIVE, "kh-tinh")
    import_plan(office.register, citing, cited, file, as_of=office.now, recorded_at=office.now)

    def of_the_plan(known_at: str | None) -> dict[str, Any]:
        rows = counted(office, "2024-02-01 00:00", known_at, "source")
        (row,) = [row.as_json() for row in rows if row.group["source"] == f"{DIRECTIVE}/kh-tinh"]
        return row

    assert (of_the_plan(None)["assigned"], of_the_plan(None)["imported"]) == (1, True)
    assert (of_the_plan("2024-03-10 08:00")["assigned"], of_the_plan("2024-02-01 00:00")["assigned"]) == (1, None)
    assert not of_the_plan("2024-03-10 07:59")["imported"]


def test_a_cut_off_keeps_nothing_and_a_report_one_standing(lite_office_at: OfficeAt) -> None:
    """Reminding, cutting off and climbing change nothing that figures read, so they write no standing."""
    office = lite_office_at("2024-03-08 09:00")
    before = len(standings(office.register))
    office.pass_time("2024-04-10 00:00")
    assert len(standings(office.register)) == before
    office.yes("2024-04-10 09:00", MONITOR, "receive", Q1)
    (kept,) = standings(office.register)[before:]
    assert (kept.at, kept.recorded_at, kept.received_at) == (vn("2024-04-10 09:00"), vn("2024-04-10 09:00"), NEVER)


@pytest.mark.parametrize("statement", ["UPDATE standing SET at = 0", "DELETE FROM standing"])
def test_a_standing_is_neither_changed_nor_removed(office_at: OfficeAt, statement: str) -> None:
    """The database itself refuses: what was answered once is answered the same again."""
    office = office_at("2024-03-01 00:00")
    with pytest.raises(DBAPIError, match="chỉ được ghi thêm"), office.register.engine.begin() as connection:
        connection.execute(text(statement))


def test_an_undone_act_leaves_no_standing(lite_office_at: OfficeAt) -> None:
    """A refused act keeps nothing: a report cannot be evaluated before it is there."""
    office = lite_office_at("2024-03-08 09:00")
    before = len(standings(office.register))
    assert office.act("2024-03-08 10:00", "chu_tich", "evaluate", Q1, result="passed").refused
    assert len(standings(office.register)) == before


# ------------------------------------------------------------ whatever is done

ACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "receive": (MONITOR, {}),
    "return": ("chu_tich", {"reason": "thiếu"}),
    "evaluate": ("chu_tich", {"result": "passed"}),
    "suspend": ("chu_tich", {"reason": "bão"}),
    "resume": ("chu_tich", {}),
    "endorse_referral": ("chu_tich", {"reason": "vượt thẩm quyền"}),
    "answer_referral": ("chu_tich", {"answer": "đồng ý"}),
    "declare_impossible": ("chu_tich", {"reason": "lũ"}),
    "revoke": ("chu_tich", {"reason": "giao nhầm"}),
    "reopen": ("chu_tich", {"reason": "sai"}),
}
#: Who does what to whose report, how many hours after the last one, and how many hours it is told late.
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(PERFORMERS), st.sampled_from(sorted(ACTS)), st.integers(1, 120), st.sampled_from([0, 0, 30])
    ),
    min_size=1,
    max_size=12,
)
BEGIN = vn("2024-03-05 00:00")


@given(DEEDS, st.booleans())
@settings(max_examples=8)
def test_what_was_given_then_is_given_again(
    made_once: dict[str, Prepared], tmp_path_factory: pytest.TempPathFactory, deeds: list[Any], telling_late: bool
) -> None:
    """After each deed the table is kept; when all is done, as known at each instant, each comes out the same.

    Where nothing was told late, so does each of them by its date alone.
    """
    home = tmp_path_factory.mktemp("deeds") / "office"
    office = Office(made_once["sqlite"].at(BEGIN, home), small(), BEGIN)
    kept: list[tuple[datetime, datetime, list[Row]]] = []
    try:
        for performer, act, hours, late in deeds:
            office.pass_time(office.now + timedelta(hours=hours))
            at = office.now - timedelta(hours=late if telling_late else 0)
            by, content = ACTS[act]
            office.told(at, by, act, report(performer), **content)
            for as_of in (office.now, office.now - timedelta(hours=50)):
                kept.append((as_of, office.now, counted(office, as_of)))
            office.now += timedelta(seconds=1)
        for as_of, known_at, rows in kept:
            assert counted(office, as_of, known_at) == rows
            if not telling_late:
                assert counted(office, as_of) == rows
    finally:
        office.register.engine.dispose()
