"""Targets: judged when their time is over, on what was recorded before; what binds and is missed becomes due."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, select

from config.duty import Deadline, Duty, Target
from tests.unit.duties import CITES, duty
from tests.usecases.office import DIRECTIVE, Office, charter, fetch, vn
from tests.usecases.recurring import TERM, charter_of, key, lines
from workflows import sweep
from workflows.batch import Scope
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.tables import Assignment, Escalation, JournalLine, SetAside
from workflows.register.unit_of_work import Register
from workflows.steps.step import Step

TARGET = key()
END = "2024-06-01 00:00"
#: The reminder falls on the first working day after, 3/6/2024, a Monday.
REMINDED = "2024-06-03 08:00"


def measured(
    kind: str = "ratio_min", *, until: str | None = "2024-05-31", dated: str = "document", **rest: Any
) -> Duty:
    """Return a target to be reached by a day; 80 per cent unless told otherwise."""
    said = {"indicator": "Hồ sơ trực tuyến", "provenance": "document", "cites": CITES, "figure": "truc-tuyen"}
    if kind.startswith("ratio"):
        said["value"] = Decimal(80)
    deadline = Deadline(on=date.fromisoformat(until), provenance=dated, cites=CITES) if until else None
    return duty("target", target=Target(type=kind, **(said | rest)), deadline=deadline)


def held(**rest: Any) -> Duty:
    """Return a rank of 30 of 114 to be attained by 31/5 and held until 30/6."""
    spans = {"attain_by": date(2024, 5, 31), "hold_until": date(2024, 6, 30)}
    return measured("attain_maintain", until=None, value=Decimal(30), of=114, **(spans | rest))


def opened(register: Register, *duties: Duty, modality: str = "must") -> Office:
    """Open an office that was given targets on 1/4/2024."""
    office = Office(register, charter_of(*duties, modality=modality), vn(f"{TERM[0]} 00:00"))
    office.assign()
    return office


def figure(value: Any, of: Any = 100, name: str = "truc-tuyen", nature: str = "official") -> list[dict[str, Any]]:
    """Return the figures of an act."""
    return [{"name": name, "value": value, "nature": nature} | ({} if of is None else {"of": of})]


def say(office: Office, when: str, value: Any, of: Any = 100, **rest: Any) -> JournalLine:
    """Record a figure, and return its line in the journal."""
    office.yes(when, "tu_phap", "record", TARGET, figures=figure(value, of, **rest))
    return lines(office, "record", TARGET)[-1]


@contextmanager
def unswept(office: Office) -> Iterator[None]:
    """Keep whatever is recorded meanwhile from being judged, as a row that was set aside is."""
    with office.register.write(office.now) as uow:
        uow.session.add(SetAside(machine="assignment", row_id=office.row(TARGET).id, at=office.now, fault="thử"))
        uow.commit()
    yield
    with office.register.write(office.now) as uow:
        uow.session.execute(delete(SetAside))
        uow.commit()


def assessed(office: Office) -> list[tuple[str, str]]:
    """Return when the target was judged, and how."""
    found = lines(office, "assess", TARGET)
    return [(f"{line.at.astimezone(vn(END).tzinfo):%Y-%m-%d %H:%M}", line.details["verdict"]) for line in found]


def rungs(office: Office) -> list[str]:
    """Return the keys of all rungs on the target."""
    return [key.removeprefix(TARGET) for key in fetch(office.register, select(Escalation.key).order_by(Escalation.id))]


# ------------------------------------------------------------ judged at its time


def test_a_target_that_is_met_is_judged_and_nothing_follows(empty_register: Register) -> None:
    """80 of 100 by 31/5 is met: one line at 24:00 says so with its figures, and nobody is ever late."""
    office = opened(empty_register, measured())
    say(office, "2024-05-20 09:00", 80)
    office.pass_time("2024-06-30 00:00")
    (line,) = lines(office, "assess", TARGET)
    assert (line.at, line.by, line.source, line.dest) == (vn(END), "system", "assigned", "assigned")
    assert line.details == {
        "verdict": "met",
        "reason": "80 %, yêu cầu ít nhất 80 %",
        "value": "80",
        "threshold": "80",
        "unit": "percent",
        "nature": "official",
        "figure": "truc-tuyen",
    }
    row = office.row(TARGET)
    assert (row.deadline, row.cut_off_at, row.announced_at, row.next_due_at) == (NEVER, NEVER, LONG_AGO, NEVER)
    assert lines(office, "cut_off", TARGET) == [] and rungs(office) == []


def test_a_target_that_is_missed_becomes_due_at_that_instant(empty_register: Register) -> None:
    """79 of 100 by 31/5 misses: the cut-off stands at the same instant, an explanation is owed, and it climbs."""
    office = opened(empty_register, measured())
    say(office, "2024-05-20 09:00", 79)
    office.pass_time(END)
    assert assessed(office) == [(END, "not_met")]
    (missed,) = lines(office, "cut_off", TARGET)
    assert (missed.at, missed.details["deadline"]) == (vn(END), "2024-06-01T00:00:00+07:00")
    row = office.row(TARGET)
    assert (row.deadline, row.cut_off_at, row.announced_at) == (vn(END), vn(END), vn(END))
    assert office.row(f"{TARGET}#explanation").cut_off_at == vn("2024-06-05 17:00")
    reminder = office.rung(f"{TARGET}#rung-reminder")
    assert reminder is not None and reminder.due_at == vn(REMINDED)
    office.pass_time("2024-06-07 00:00")
    assert rungs(office) == ["#rung-reminder", "#rung-urging"]


def test_nothing_recorded_is_no_miss(empty_register: Register) -> None:
    """Without a figure it is said that there is not enough to judge by, and nothing becomes due."""
    office = opened(empty_register, measured())
    office.pass_time("2024-06-30 00:00")
    (line,) = lines(office, "assess", TARGET)
    assert line.details == {
        "verdict": "insufficient",
        "reason": "chưa có số liệu nào được ghi nhận",
        "figure": "truc-tuyen",
    }
    assert lines(office, "cut_off", TARGET) == [] and rungs(office) == []
    assert office.row(TARGET).deadline == NEVER


@pytest.mark.parametrize("modality", ["strive", "minimise", "intensify"])
def test_only_what_is_demanded_climbs(lite_register: Register, modality: str) -> None:
    """What is striven for, kept down or intensified is judged, and its miss is written down and no more."""
    office = opened(lite_register, measured(), modality=modality)
    say(office, "2024-05-20 09:00", 10)
    office.pass_time("2024-06-30 00:00")
    assert assessed(office) == [(END, "not_met")]
    assert lines(office, "cut_off", TARGET) == [] and rungs(office) == []


@pytest.mark.parametrize(("when", "found"), [("2024-05-31 23:59:59", "met"), (END, "insufficient")])
def test_the_last_second_decides(lite_register: Register, when: str, found: str) -> None:
    """A figure of 23:59:59 on the last day counts, one of 00:00 no longer does."""
    office = opened(lite_register, measured())
    say(office, when, 90)
    office.pass_time("2024-06-02 00:00")
    assert assessed(office) == [(END, found)]


def test_the_end_is_outside_also_for_a_late_sweep(empty_register: Register) -> None:
    """A figure of 00:00, kept before anybody could judge the target, comes too late; one of 23:59:59 decides."""
    office = opened(empty_register, measured())
    with unswept(office):
        say(office, "2024-05-31 23:59:59", 90)
        say(office, END, 10)
    assert assessed(office) == []
    office.sweep(office.now)
    assert assessed(office) == [(END, "met")]


def test_a_late_sweep_judges_what_stood_at_its_time(empty_register: Register) -> None:
    """A sweep of 20/6 judges by the figures of 31/5 and dates the miss on 31/5, whatever was recorded since."""
    office = opened(empty_register, measured())
    say(office, "2024-05-20 09:00", 79)
    office.now = vn("2024-06-20 09:00")
    office.told(office.now, "tu_phap", "record", TARGET, figures=figure(95))
    office.sweep(office.now)
    assert assessed(office) == [(END, "not_met")]
    (missed,) = lines(office, "cut_off", TARGET)
    assert missed.at == vn(END)
    row = office.row(TARGET)
    assert (row.announced_at, row.received_at) == (vn(END), vn("2024-06-20 09:00"))


def test_reached_late_it_climbs_no_further_and_stays_late(empty_register: Register) -> None:
    """80 per cent on 4/6 ends the ladder; the miss of 31/5 stays, and so does the explanation that is owed."""
    office = opened(empty_register, measured())
    say(office, "2024-05-20 09:00", 79)
    office.pass_time("2024-06-04 09:00")
    line = say(office, "2024-06-04 10:00", 80)
    assert line.details["verdict"] == "met"
    row = office.row(TARGET)
    assert (row.deadline, row.received_at) == (vn(END), vn("2024-06-04 10:00"))
    assert office.row(f"{TARGET}#explanation").state == "assigned"
    office.pass_time("2024-06-30 00:00")
    urging = office.rung(f"{TARGET}#rung-urging")
    assert urging is not None and urging.raised_at == NEVER
    assert len(lines(office, "cut_off", TARGET)) == 1


def test_a_figure_that_still_misses_ends_nothing(lite_register: Register) -> None:
    """79.9 per cent on 4/6 is not 80: the ladder goes on."""
    office = opened(lite_register, measured())
    say(office, "2024-05-20 09:00", 79)
    say(office, "2024-06-04 10:00", "79.9")
    assert office.row(TARGET).received_at == NEVER
    office.pass_time("2024-06-07 00:00")
    assert office.row(f"{TARGET}#rung-urging#signature").state == "assigned"


def test_told_after_the_miss_it_counts_from_when_it_was_told(lite_register: Register) -> None:
    """A figure of 30/5 that is told of on 5/6 undoes no miss; it ends the ladder from 5/6 on."""
    office = opened(lite_register, measured())
    say(office, "2024-05-20 09:00", 79)
    office.pass_time("2024-06-05 10:00")
    outcome = office.told(vn("2024-05-30 09:00"), "tu_phap", "record", TARGET, figures=figure(85))
    assert outcome.refused == ""
    row = office.row(TARGET)
    assert (row.announced_at, row.received_at) == (vn(END), vn("2024-06-05 10:00"))
    assert assessed(office) == [(END, "not_met")]


@pytest.mark.parametrize(
    ("dated", "stated"), [("inferred", "document"), ("default", "document"), ("document", "inferred")]
)
def test_our_own_reading_is_only_reminded_of(lite_register: Register, dated: str, stated: str) -> None:
    """Where the date or the threshold is ours, a miss climbs no further than the reminder until the authority agrees."""
    office = opened(lite_register, measured(dated=dated, provenance=stated))
    say(office, "2024-05-20 09:00", 79)
    office.pass_time("2024-06-14 00:00")
    row = office.row(TARGET)
    assert (row.firm, row.provenance) == (0, "inferred" if stated == "inferred" else dated)
    assert rungs(office) == ["#rung-reminder"]
    office.yes("2024-06-14 09:00", "chu_tich", "confirm_deadline", TARGET)
    office.pass_time("2024-06-17 09:00")
    assert rungs(office) == ["#rung-reminder", "#rung-urging"]


def test_nobody_is_reminded_of_a_target(lite_register: Register) -> None:
    """A target is looked at when it is opened and when it is judged, and never between."""
    office = opened(lite_register, measured())
    with office.register.read(office.now) as uow:
        assert sweep.next_due(uow, office.charter) == vn(END)
    (opening,) = lines(office, "open", TARGET)
    assert opening.details["deadline"] == "2024-06-01T00:00:00+07:00"
    office.pass_time("2024-06-30 00:00")
    assert lines(office, "warn", TARGET) == []


def test_a_date_on_a_rest_day_moves_where_something_is_due(lite_register: Register) -> None:
    """A deadline on Saturday 1/6 is judged at the end of Monday; a day of attaining is no filing, and stays."""
    assert opened(lite_register, measured(until="2024-06-01")).row(TARGET).window_closes_at == vn("2024-06-04 00:00")


def test_a_day_of_attaining_is_not_moved(lite_register: Register) -> None:
    """A rank to be attained by Saturday 1/6 is judged at the end of that Saturday."""
    office = opened(lite_register, held(attain_by=date(2024, 6, 1)))
    assert office.row(TARGET).window_closes_at == vn("2024-06-02 00:00")


def test_a_standing_target_is_shown_by_its_figures_alone(lite_register: Register) -> None:
    """A target without any date is never judged by the sweep and never due; its figures say how it stands."""
    office = opened(lite_register, measured(until=None))
    assert say(office, "2024-05-20 09:00", 10).details["verdict"] == "not_met"
    office.pass_time("2025-06-30 00:00")
    assert assessed(office) == [] and rungs(office) == []
    row = office.row(TARGET)
    assert (row.next_due_at, row.deadline, row.timetable) == (NEVER, NEVER, "")


def test_a_target_that_the_policy_dropped_is_judged_by_nobody(lite_register: Register) -> None:
    """Where today's policy has the target no more, it is not judged, and no figure of it is taken."""
    office = opened(lite_register, measured())
    say(office, "2024-05-20 09:00", 10)
    office.charter = charter_of(duty("standing", key="khac"))
    refused = office.act("2024-05-21 09:00", "tu_phap", "record", TARGET, figures=figure(20)).refused
    assert refused == "Chính sách hiện hành không còn chỉ tiêu này."
    office.pass_time("2024-06-30 00:00")
    (line,) = lines(office, "assess", TARGET)
    assert (line.details["verdict"], line.details["reason"]) == (
        "insufficient",
        "chính sách hiện hành không còn chỉ tiêu này",
    )
    assert rungs(office) == []


# ------------------------------------------------------------ attained, then held


def test_attained_and_held(empty_register: Register) -> None:
    """Thirtieth in May and never worse until 30/6: both parts are met, each judged at its end."""
    office = opened(empty_register, held())
    for when, rank in (("2024-05-06", 45), ("2024-05-20", 30), ("2024-06-10", 28), ("2024-06-25", 30)):
        say(office, f"{when} 09:00", rank, 114)
    office.pass_time("2024-08-01 00:00")
    assert assessed(office) == [(END, "met"), ("2024-07-01 00:00", "met")]
    assert [line.details["part"] for line in lines(office, "assess", TARGET)] == ["attain", "hold"]
    assert rungs(office) == [] and office.row(TARGET).next_due_at == NEVER


def test_a_worse_rank_breaks_the_holding_only(empty_register: Register) -> None:
    """Attained in May and lost in June: the first part stays met, the second is missed at its end and climbs."""
    office = opened(empty_register, held())
    say(office, "2024-05-20 09:00", 30, 114)
    assert say(office, "2024-06-10 09:00", 31, 114).details["verdict"] == "not_met"
    assert say(office, "2024-06-25 09:00", 3, 114).details["verdict"] == "not_met"
    office.pass_time("2024-07-01 00:00")
    assert assessed(office) == [(END, "met"), ("2024-07-01 00:00", "not_met")]
    (missed,) = lines(office, "cut_off", TARGET)
    assert missed.at == vn("2024-07-01 00:00")
    row = office.row(TARGET)
    assert (row.deadline, row.cycle, row.next_due_at) == (vn("2024-07-01 00:00"), 1, NEVER)
    office.pass_time("2024-07-02 08:00")
    assert rungs(office) == ["#rung-reminder", "#rung-urging"]


def test_both_parts_may_be_missed(empty_register: Register) -> None:
    """Attained only in June and lost again: two misses, each with its own explanation and its own ladder."""
    office = opened(empty_register, held())
    say(office, "2024-05-20 09:00", 40, 114)
    office.pass_time("2024-06-03 09:00")
    assert say(office, "2024-06-04 09:00", 30, 114).details["verdict"] == "met"
    say(office, "2024-06-25 09:00", 31, 114)
    office.pass_time("2024-07-01 08:00")
    assert assessed(office) == [(END, "not_met"), ("2024-07-01 00:00", "not_met")]
    assert [line.at for line in lines(office, "cut_off", TARGET)] == [vn(END), vn("2024-07-01 00:00")]
    row = office.row(TARGET)
    assert (row.cycle, row.deadline, row.received_at) == (2, vn(END), NEVER)
    assert [office.row(f"{TARGET}#explanation{n}").state for n in ("", ".2")] == ["assigned", "assigned"]
    office.pass_time("2024-07-02 08:00")
    assert [r for r in rungs(office) if "reminder" in r] == ["#rung-reminder", "#rung-reminder.2"]


def test_what_was_never_attained_is_missed_once(lite_register: Register) -> None:
    """Never thirtieth: missed at the end of the first part; the second says so and is no further miss."""
    office = opened(lite_register, held())
    say(office, "2024-05-20 09:00", 40, 114)
    say(office, "2024-06-20 09:00", 35, 114)
    office.pass_time("2024-07-10 00:00")
    assert assessed(office) == [(END, "not_met"), ("2024-07-01 00:00", "not_met")]
    assert [line.at for line in lines(office, "cut_off", TARGET)] == [vn(END)]
    assert office.row(TARGET).cycle == 1


def test_downtime_over_both_parts_changes_nothing(empty_register: Register) -> None:
    """One sweep of August finds both misses, each at its own instant, the first announced before the second.

    Only the second climbs on: for the first there is nothing left to ask for.
    """
    office = opened(empty_register, held())
    with unswept(office):
        for when, rank in (("2024-05-20", 40), ("2024-06-04", 30), ("2024-06-25", 31)):
            outcome = office.told(vn(f"{when} 09:00"), "tu_phap", "record", TARGET, figures=figure(rank, 114))
            assert outcome.refused == ""
    assert assessed(office) == []
    office.now = vn("2024-08-01 09:00")
    office.sweep(office.now)
    assert assessed(office) == [(END, "not_met"), ("2024-07-01 00:00", "not_met")]
    assert [line.at for line in lines(office, "cut_off", TARGET)] == [vn(END), vn("2024-07-01 00:00")]
    assert office.row(TARGET).cycle == 2
    office.send()
    office.pass_time("2024-08-15 00:00")
    assert rungs(office) == ["#rung-reminder", "#rung-reminder.2", "#rung-urging.2"]
    first, second = (office.rung(f"{TARGET}#rung-reminder{n}") for n in ("", ".2"))
    assert first is not None and second is not None
    assert (first.state, second.state) == ("void", "delivered")


def test_one_part_is_announced_before_the_next_is_judged(lite_register: Register) -> None:
    """However few rows a batch takes, the first miss is announced before the second one is judged."""
    tasks = [
        duty("one_off", key=f"viec-{n}", deadline=Deadline(on=date(2024, 5, 10), provenance="document", cites=CITES))
        for n in range(4)
    ]
    office = opened(lite_register, held(), *tasks)
    with unswept(office):
        for when, rank in (("2024-05-02", 40), ("2024-06-04", 30), ("2024-06-25", 31)):
            office.told(vn(f"{when} 09:00"), "tu_phap", "record", TARGET, figures=figure(rank, 114))
    office.now = vn("2024-08-01 09:00")
    with office.register.write(office.now) as uow:
        step = Step(uow, office.charter, office.now, Scope("ba_bich"), most=1)
        while sum(one(step) for one in sweep.STEPS):
            pass
        uow.commit()
    assert assessed(office) == [(END, "not_met"), ("2024-07-01 00:00", "not_met")]
    assert [line.at for line in lines(office, "cut_off", TARGET)] == [vn(END), vn("2024-07-01 00:00")]


def test_striven_for_it_never_enters_the_ladder(lite_register: Register) -> None:
    """The rank of index 766 is striven for: attained or lost, nobody is late (CG-3b)."""
    office = opened(lite_register, held(), modality="strive")
    say(office, "2024-05-20 09:00", 30, 114)
    say(office, "2024-06-10 09:00", 99, 114)
    office.pass_time("2024-08-01 00:00")
    assert assessed(office) == [(END, "met"), ("2024-07-01 00:00", "not_met")]
    assert fetch(office.register, select(Escalation)) == [] and lines(office, "cut_off", TARGET) == []


# ------------------------------------------------------------ the figures


def test_the_line_of_a_figure_says_how_it_stands(empty_register: Register) -> None:
    """Each recorded figure is judged as of its own instant, and an estimate is said to be one."""
    office = opened(empty_register, measured())
    line = say(office, "2024-05-20 09:00", 162, 200, nature="estimated")
    assert line.details == {
        "figures": 1,
        "estimated": 1,
        "figure": "truc-tuyen",
        "verdict": "met",
        "reason": "162/200 (81 %), yêu cầu ít nhất 80 % (số ước thực hiện)",
        "value": "81",
        "threshold": "80",
        "unit": "percent",
        "nature": "estimated",
    }
    office.pass_time(END)
    (judged,) = lines(office, "assess", TARGET)
    assert judged.details["nature"] == "estimated" and "số ước" in judged.details["reason"]


def test_the_latest_figure_is_the_one_that_counts(lite_register: Register) -> None:
    """Of several figures the latest by its own instant is judged, in whatever order they were told."""
    office = opened(lite_register, measured())
    say(office, "2024-05-20 09:00", 90)
    outcome = office.told(vn("2024-05-10 09:00"), "tu_phap", "record", TARGET, figures=figure(10))
    assert outcome.refused == ""
    assert lines(office, "record", TARGET)[-1].details["verdict"] == "not_met"
    office.pass_time(END)
    assert assessed(office) == [(END, "met")]


def test_a_figure_of_an_earlier_day_is_judged_as_of_that_day(lite_register: Register) -> None:
    """What was attained on 15/5 says nothing of 10/5: a worse rank of that day breaks no holding yet."""
    office = opened(lite_register, held())
    say(office, "2024-05-15 09:00", 28, 114)
    outcome = office.told(vn("2024-05-10 09:00"), "tu_phap", "record", TARGET, figures=figure(45, 114))
    assert outcome.refused == ""
    details = lines(office, "record", TARGET)[-1].details
    assert (details["part"], details["verdict"]) == ("attain", "not_met")


NAMED = "Chỉ tiêu «Hồ sơ trực tuyến» được đo bằng đúng một số liệu «truc-tuyen»"


LEVELS = (
    "Mức xếp loại phải là một trong: excellent (hoàn thành xuất sắc nhiệm vụ), good (hoàn thành tốt nhiệm vụ), "
    "completed (hoàn thành nhiệm vụ), not_completed (không hoàn thành nhiệm vụ)."
)
NO_NUMBER = "Số liệu «truc-tuyen» phải là số không âm (value, of)."


@pytest.mark.parametrize(
    ("found", "told"),
    [
        pytest.param(
            measured(),
            [
                ({}, f"{NAMED}."),
                ({"figures": figure(30, name="par-index")}, f"{NAMED}, không phải «par-index»."),
                ({"figures": [*figure(30), *figure(40, name="khac")]}, f"{NAMED}, không phải «truc-tuyen», «khac»."),
                ({"figures": [*figure(30), *figure(40)]}, f"{NAMED}, không phải «truc-tuyen», «truc-tuyen»."),
                (
                    {"figures": figure(30), "verdict": "met", "value": 90},
                    "Kết quả đánh giá do hệ thống tính từ số liệu; hãy bỏ: value, verdict.",
                ),
                ({"figures": figure("good", None)}, NO_NUMBER),
                ({"figures": figure("good", 100)}, NO_NUMBER),
                ({"figures": figure("-1", None)}, NO_NUMBER),
                ({"figures": figure(1, 0)}, "Số liệu «truc-tuyen»: tổng số (of) phải lớn hơn 0."),
            ],
            id="ratio",
        ),
        pytest.param(
            held(),
            [({"figures": figure(place, 114)}, "Thứ hạng phải là số nguyên từ 1.") for place in ("1.5", 0)],
            id="rank",
        ),
        pytest.param(
            measured("rating_min", level="good"),
            [({"figures": figure(said, None)}, LEVELS) for said in ("tốt", 3)],
            id="rating",
        ),
    ],
)
def test_only_its_own_figure_is_taken(
    lite_register: Register, found: Duty, told: list[tuple[dict[str, Any], str]]
) -> None:
    """One index is not another: a figure of another name or kind, or none, is refused, and nothing is kept."""
    office = opened(lite_register, found)
    refused = [office.act("2024-05-20 09:00", "tu_phap", "record", TARGET, **content).refused for content, _ in told]
    assert refused == [reason for _, reason in told]
    assert lines(office, "record", TARGET) == []


def test_a_target_without_a_name_for_its_figure_takes_its_own(lite_register: Register) -> None:
    """The figure bears the name of the duty where the policy gives it none."""
    office = opened(lite_register, measured(figure=None))
    assert say(office, "2024-05-20 09:00", 90, name="viec").details["figure"] == "viec"


def test_a_rating_is_a_level(empty_register: Register) -> None:
    """*Hoàn thành nhiệm vụ* is below *hoàn thành tốt*, and is judged so from the register as well."""
    office = opened(empty_register, measured("rating_min", level="good"))
    line = say(office, "2024-05-20 09:00", "completed", None)
    assert (line.details["verdict"], line.details["value"], line.details["threshold"]) == (
        "not_met",
        "completed",
        "good",
    )
    office.pass_time(END)
    assert assessed(office) == [(END, "not_met")]


# ------------------------------------------------------------ other dates


def _dated_again(office: Office) -> None:
    """Let a missed target climb to the proposal, and the authority give it until 20/6 instead."""
    office.pass_time("2024-06-06 09:00")
    office.yes("2024-06-06 09:30", "van_phong_thong_ke", "sign", f"{TARGET}#rung-urging#signature")
    office.send()
    office.pass_time("2024-06-13 09:00")
    granted = {"answer": "new_date", "reason": "Hệ thống lỗi", "deadline": "2024-06-20"}
    office.yes("2024-06-13 10:00", "chu_tich", "decide", f"{TARGET}#rung-criticism", **granted)


def test_a_new_date_is_judged_anew(empty_register: Register) -> None:
    """The authority grants a new date: the target is judged again by then, and only then missed again."""
    office = opened(empty_register, measured())
    say(office, "2024-05-20 09:00", 79)
    _dated_again(office)
    row = office.row(TARGET)
    assert (row.window_closes_at, row.next_due_at, row.cut_off_at) == (*[vn("2024-06-21 00:00")] * 2, NEVER)
    office.pass_time("2024-06-20 23:59")
    assert len(lines(office, "cut_off", TARGET)) == 1
    office.pass_time("2024-06-21 00:00")
    assert assessed(office) == [(END, "not_met"), ("2024-06-21 00:00", "not_met")]
    row = office.row(TARGET)
    assert (row.cycle, row.deadline, row.cut_off_at) == (2, vn(END), vn("2024-06-21 00:00"))
    assert office.row(f"{TARGET}#explanation.2").state == "assigned"


def test_a_new_date_that_is_kept_ends_it(lite_register: Register) -> None:
    """Met by the new date, the target is judged met, and no second miss is announced."""
    office = opened(lite_register, measured())
    say(office, "2024-05-20 09:00", 79)
    _dated_again(office)
    say(office, "2024-06-20 09:00", 80)
    office.pass_time("2024-06-30 00:00")
    assert assessed(office) == [(END, "not_met"), ("2024-06-21 00:00", "met")]
    assert len(lines(office, "cut_off", TARGET)) == 1


def test_a_threshold_that_was_lowered_is_met_by_what_stands(lite_register: Register) -> None:
    """Missed at 80 per cent and dated again, 79 per cent meets the 75 that the policy asks for by then."""
    office = opened(lite_register, measured())
    say(office, "2024-05-20 09:00", 79)
    _dated_again(office)
    office.charter = charter_of(measured(value=Decimal(75)))
    office.pass_time("2024-06-30 00:00")
    assert assessed(office) == [(END, "not_met"), ("2024-06-21 00:00", "met")]
    assert office.row(TARGET).received_at == vn("2024-06-21 00:00")


def test_a_stopped_clock_stops_the_judging(lite_register: Register) -> None:
    """Suspended ten working days before its date, a target is judged ten working days after it goes on."""
    office = opened(lite_register, measured())
    say(office, "2024-05-10 09:00", 79)
    office.yes("2024-05-17 09:00", "chu_tich", "suspend", TARGET, reason="Chờ hệ thống của tỉnh")
    office.pass_time("2024-06-10 08:00")
    assert assessed(office) == []
    office.yes("2024-06-10 09:00", "chu_tich", "resume", TARGET)
    (line,) = lines(office, "resume", TARGET)
    assert line.details["deadline_before"] == "2024-06-01T00:00:00+07:00"
    assert line.details["deadline"] == "2024-06-25T00:00:00+07:00"
    office.pass_time("2024-06-25 00:00")
    assert assessed(office) == [("2024-06-25 00:00", "not_met")]
    assert [one.at for one in lines(office, "cut_off", TARGET)] == [vn("2024-06-25 00:00")]


def test_a_withdrawn_target_is_judged_no_more(lite_register: Register) -> None:
    """A target that was revoked before its date is never judged."""
    office = opened(lite_register, measured())
    office.yes("2024-05-17 09:00", "chu_tich", "revoke", TARGET, reason="Giao nơi khác")
    office.pass_time("2024-06-30 00:00")
    assert assessed(office) == []


# ------------------------------------------------------------ Ba Bích


@pytest.fixture
def ba_bich(lite_register: Register) -> Office:
    """Open Ba Bích with its targets and remedies, and nothing else that would have to be swept."""
    kept = charter()
    directive = kept.jurisdiction.directives["2024-kl-cchc"]
    clauses = tuple(
        clause.model_copy(
            update={"duties": tuple(d for d in clause.duties if d.kind == "target" or d.weakness is not None)}
        )
        for clause in directive.clauses
    )
    small = directive.model_copy(update={"clauses": clauses})
    place = replace(kept.jurisdiction, directives={small.key: small})
    office = Office(
        lite_register,
        type(kept)(replace(kept.policy, jurisdictions={"ba_bich": place}), "ba_bich"),
        vn("2024-01-12 00:00"),
    )
    office.assign(until=None)
    return office


@pytest.mark.parametrize(
    ("on", "better", "same"),
    [
        ("2.6.1/ho-so-truc-tuyen", (163, 376), (162, 376)),
        ("2.4.1/so-hoa", (4841, 10000), (484, 1000)),
        ("2.4.2/tre-hen", (50, 376), (51, 376)),
    ],
)
def test_the_trends_of_ba_bich_are_measured_from_2023(
    ba_bich: Office, on: str, better: tuple[int, int], same: tuple[int, int]
) -> None:
    """162 of 376, 48.4 per cent and 51 of 376: one better is a move the right way, the same again is none."""
    subject = f"{DIRECTIVE}/{on}/tu_phap"
    name = on.partition("/")[2]
    for day, (value, of) in (("15", better), ("16", same)):
        ba_bich.yes(f"2024-05-{day} 09:00", "tu_phap", "record", subject, figures=figure(value, of, name=name))
    assert [line.details["verdict"] for line in lines(ba_bich, "record", subject)] == ["met", "not_met"]
    ba_bich.yes("2024-05-17 09:00", "tu_phap", "record", subject, figures=figure(9, None, name=name))
    assert lines(ba_bich, "record", subject)[-1].details["verdict"] == "insufficient"


def test_no_target_of_ba_bich_ever_climbs(ba_bich: Office) -> None:
    """Rank and rating are striven for and trends have no date: however bad the figures, nobody is late for a target."""
    rank = f"{DIRECTIVE}/2/thu-hang/tu_phap"
    ba_bich.yes("2024-05-15 09:00", "tu_phap", "record", rank, figures=figure(19, 19, name="thu-hang"))
    late = f"{DIRECTIVE}/2.4.2/tre-hen/tu_phap"
    ba_bich.yes("2024-05-15 09:00", "tu_phap", "record", late, figures=figure(376, 376, name="tre-hen"))
    ba_bich.pass_time("2025-03-31 00:00")
    targets = fetch(ba_bich.register, select(Assignment).where(Assignment.kind == "target"))
    assert len(targets) > 20
    assert {row.announced_at for row in targets} == {LONG_AGO} and {row.deadline for row in targets} == {NEVER}
    ids = [row.id for row in targets]
    assert fetch(ba_bich.register, select(Escalation).where(Escalation.assignment_id.in_(ids))) == []


def test_every_weakness_of_ba_bich_has_its_remedy(ba_bich: Office) -> None:
    """For each weakness that the directive finds, one duty remedies it, and it is assigned and counted."""
    directive = ba_bich.charter.directives[0]
    remedies = [(clause.path, d) for clause, d in directive.duties() if d.weakness is not None]
    assert sorted(d.weakness for _, d in remedies if d.weakness) == sorted(directive.weaknesses())
    rows = fetch(ba_bich.register, select(Assignment).where(Assignment.countable == 1, Assignment.derived == 0))
    given = {(row.clause, row.duty) for row in rows}
    assert {(path, d.key) for path, d in remedies} <= given


def test_nothing_of_nothing_is_no_share(lite_register: Register) -> None:
    """Where no case arose there is nothing to judge by, and it is said so: neither a pass nor a 0 % (GĐ-13)."""
    office = opened(lite_register, measured(value=100))
    told = say(office, "2024-05-01 09:00", 0, 0).details
    assert told["verdict"] == "insufficient"
    assert "không phát sinh" in told["reason"]
