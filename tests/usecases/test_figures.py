"""The four-way table, counted by hand on what people did in the first quarter."""

from __future__ import annotations

from collections.abc import Callable

from tests.usecases.office import Office, report, vn
from workflows.figures import Row, figures, total

OfficeAt = Callable[..., Office]
MONITOR = "van_phong_thong_ke"


def counted(office: Office, as_of: str, *by: str) -> list[Row]:
    """Count at an instant."""
    with office.register.read(office.now) as uow:
        return figures(uow.session, office.charter, as_of=vn(as_of), by=by or ("unit",))


def q1(office: Office, as_of: str) -> dict[str, object]:
    """The row of the first quarter's six reports (the consolidated one apart)."""
    rows = [r for r in counted(office, as_of, "period", "unit") if r.group["period"] == "2024-Q1"]
    return total([r for r in rows if r.group["unit"] != MONITOR]).as_json()


def worked(office_at: OfficeAt) -> Office:
    """One in time and passed, one late and passed, one in time and failed, one in time and waiting, one revoked, one silent."""
    office = office_at("2024-03-08 09:00")
    for performer in ("tu_phap", "dia_chinh", "van_hoa_xa_hoi"):
        office.yes("2024-03-08 10:00", MONITOR, "receive", report(performer))
    office.yes("2024-03-13 09:00", MONITOR, "receive", report("tai_chinh"))
    office.yes("2024-03-14 09:00", "chu_tich", "revoke", report("quan_su"), reason="giao nhầm")
    for performer, result in (("tu_phap", "passed"), ("tai_chinh", "passed"), ("dia_chinh", "failed")):
        office.yes("2024-03-15 09:00", "chu_tich", "evaluate", report(performer), result=result)
    return office


def test_the_four_way_table(office_at: OfficeAt) -> None:
    """Six reports: one done on time, one done late, one open in time, two overdue, one revoked and left out."""
    office = worked(office_at)
    assert q1(office, "2024-03-15 12:00") == {
        "group": {}, "assigned": 5, "done_on_time": 1, "done_late": 1, "open_in_time": 1, "open_overdue": 2,
        "no_deadline": 0, "awaiting_evaluation": 1,
        "rate_done": 0.4,  # 2 of 5
        "rate_done_of_due": 0.5,  # 2 of 2 + 2
        "rate_overdue": 0.5,
    }  # fmt: skip


def test_the_table_as_it_stood_before(office_at: OfficeAt) -> None:
    """On the 13th nothing was evaluated or revoked yet: one late and waiting, three in time and waiting, two silent."""
    office = worked(office_at)
    assert q1(office, "2024-03-13 12:00") == {
        "group": {}, "assigned": 6, "done_on_time": 0, "done_late": 0, "open_in_time": 3, "open_overdue": 3,
        "no_deadline": 0, "awaiting_evaluation": 4, "rate_done": 0.0, "rate_done_of_due": 0.0, "rate_overdue": 1.0,
    }  # fmt: skip
    before = q1(office, "2024-03-11 23:59")
    assert (before["open_in_time"], before["open_overdue"], before["rate_done_of_due"]) == (6, 0, None)
    at_midnight = q1(office, "2024-03-12 00:00")
    assert (at_midnight["open_in_time"], at_midnight["open_overdue"]) == (3, 3)


def test_a_rate_without_a_denominator_is_unknown(lite_office_at: OfficeAt) -> None:
    """Before anything is due, done and overdue rates are null, never 0; with nothing assigned all are."""
    office = lite_office_at("2024-03-08 09:00")
    row = total(counted(office, "2024-03-08 09:00")).as_json()
    assert (row["rate_done"], row["rate_done_of_due"], row["rate_overdue"]) == (0.0, None, None)
    nothing = total(counted(office, "2024-01-11 00:00")).as_json()
    assert (nothing["assigned"], nothing["rate_done"], nothing["rate_done_of_due"], nothing["rate_overdue"]) == (
        0, None, None, None,
    )  # fmt: skip


def test_what_is_suspended_is_not_overdue(lite_office_at: OfficeAt) -> None:
    """While its clock stands still a report is not counted as overdue."""
    office = lite_office_at("2024-03-08 09:00")
    office.yes("2024-03-08 10:00", "chu_tich", "suspend", report("tu_phap"), reason="bão")
    office.pass_time("2024-03-15 00:00")
    (row,) = [r for r in counted(office, "2024-03-15 00:00", "unit", "period")
              if r.group == {"unit": "tu_phap", "period": "2024-Q1"}]  # fmt: skip
    assert (row.open_in_time, row.open_overdue) == (1, 0)


def test_groups_add_up(lite_office_at: OfficeAt) -> None:
    """By unit, kind, period, level, source and line: the same sum; what hangs on a work is never counted."""
    office = worked(lite_office_at)
    whole = total(counted(office, "2024-03-20 00:00"))
    for group in ("kind", "period", "level", "source", "line"):
        assert total(counted(office, "2024-03-20 00:00", group)) == whole
    # 24 reports and 4 consolidations without those of the third quarter (7), 12 one-offs, less the revoked one.
    assert whole.assigned == 24 + 4 - 7 + 12 - 1
    assert whole.assigned == (
        whole.done_on_time + whole.done_late + whole.open_in_time + whole.open_overdue + whole.no_deadline
    )
