"""A year of a town in which anybody may do anything at any time: what must hold, holds after each stretch of it."""

from __future__ import annotations

import os
import shutil
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from random import SystemRandom
from typing import Any

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import event, select

from state_machines.assignment import OPEN
from tests.usecases.office import Office, fetch, open_register
from tests.usecases.town import BEGIN, END, communes, departments, open_town, town
from workflows.asked import asked
from workflows.escalate import climbed, lines_of, other_line, stored_ladder
from workflows.figures import COUNTS, Row, figures, total
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.tables import Assignment, Escalation, JournalLine
from workflows.register.tables_liability import Liability
from workflows.register.verify import verify
from workflows.working_time import at, day_of

GROUPS = ("unit", "level", "source", "source_level", "period", "kind")
RATES = ("rate_done", "rate_done_of_due", "rate_overdue")
MANY, FEW = st.integers(0, 10**6), st.integers(1, 6)
#: How long before it is told something was done.
LATE = st.sampled_from([0, 0, 0, 3, 40, 200]).map(lambda hours: timedelta(hours=hours))


def _in_a_hurry(connection: Any, _record: Any) -> None:
    """Wait for no disk: nobody pulls the plug in a test, and a year has thousands of letters."""
    connection.execute("PRAGMA synchronous = OFF")


class Year(RuleBasedStateMachine):
    """The town's year: units do, leave undone and tell late; time leaps; the sweep comes in time or long afterwards."""

    prepared: Path
    homes: Path

    @initialize(rhythm=st.lists(st.integers(5, 45), min_size=13, max_size=13))
    def begin(self, rhythm: list[int]) -> None:
        """Start from the register in which everything was assigned and nobody has acted; some weeks pass at once.

        Whatever is done, time goes on: after each few deeds comes one of the leaps of the rhythm.
        """
        self.rhythm, self.deeds = iter(rhythm), 0
        home = self.homes / f"{len(list(self.homes.iterdir()))}"
        shutil.copytree(self.prepared, home)
        register = open_register(f"sqlite:///{home / 'namro.db'}", home)
        register.engine.dispose()
        event.listen(register.engine, "connect", _in_a_hurry)
        self.office = Office(register, town(), BEGIN)
        self.kept: list[tuple[datetime, datetime, str, list[Row]]] = []
        self.leap(next(self.rhythm))

    # ------------------------------------------------------------ what people do

    def those(self, *states: str, derived: bool = False, **columns: Any) -> list[Assignment]:
        """Return assignments in these states, in order of their keys."""
        row = Assignment
        wanted = [getattr(row, name) == value for name, value in columns.items()]
        chosen = select(row).where(row.derived == int(derived), row.opens_at <= self.office.now, *wanted)
        return fetch(self.office.register, chosen.where(row.state.in_(states)).order_by(row.key))

    def do(
        self, rows: list[Assignment], first: int, many: int, late: timedelta, act: str, by: str, **rest: Any
    ) -> None:
        """Let whoever stands in a role do something to some of the rows; the law may refuse."""
        for row in rows[first % max(len(rows), 1) :][:many]:
            if post := getattr(row, by):
                self.told(row, post, act, late, **rest)

    def told(self, row: Assignment, post: str, act: str, late: timedelta, **content: Any) -> None:
        """Record now what a post did a while ago, but never before the work was there."""
        when = max(self.office.now - late, row.opens_at)
        self.office.told(when, post, act, row.key, **content)

    @rule(first=MANY, many=FEW)
    def acknowledge(self, first: int, many: int) -> None:
        """Heads take work and name officers."""
        rows = self.those("assigned", acknowledge_first=1)
        self.do(rows, first, many, timedelta(), "acknowledge", "head", officer="can_bo_1")

    @rule(first=MANY, many=FEW, late=LATE)
    def report(self, first: int, many: int, late: timedelta) -> None:
        """Units report, in time or late."""
        rows = self.those(*OPEN, answered_by="report")
        for row in rows[first % max(len(rows), 1) :][:many]:
            found = asked(self.office.charter, row)
            needed = found.duty.requires if found is not None else None
            sections = [*needed.sections, *(one.section for one in needed.nested)] if needed is not None else []
            self.told(row, row.head, "report", late, **({"sections": sections} if sections else {}))

    @rule(first=MANY, many=FEW, late=LATE)
    def receive(self, first: int, many: int, late: timedelta) -> None:
        """The route point says when reports arrived, announced or not."""
        rows = self.those("reported", *OPEN, answered_by="report", receipt=0)
        self.do(rows, first, many, late, "receive", "route_point")

    @rule(first=MANY, many=FEW, result=st.sampled_from(["passed", "passed", "failed"]))
    def evaluate(self, first: int, many: int, result: str) -> None:
        """The authority evaluates."""
        self.do(self.those("reported"), first, many, timedelta(), "evaluate", "authority", result=result)

    @rule(first=MANY, many=FEW)
    def explain(self, first: int, many: int) -> None:
        """Those who were late explain."""
        rows = self.those("assigned", derived=True, answered_by="explain")
        self.do(rows, first, many, timedelta(), "explain", "head", reason="thiếu người")

    @rule(
        first=MANY,
        late=LATE,
        act=st.sampled_from(
            ["return", "suspend", "resume", "endorse_referral", "answer_referral", "reopen", "confirm_deadline"]
        ),
    )
    def intervene(self, first: int, late: timedelta, act: str) -> None:
        """The authority stops clocks and lets them run, sends back, opens again, makes dates its own."""
        states = {"resume": ("suspended",), "answer_referral": ("referred",), "reopen": ("evaluated",)}
        rows = self.those(*states.get(act, (*OPEN, "reported")))
        content = {"reason": "có lý do", "answer": "đồng ý", "series": True}
        self.do(rows, first, 3, late, act, "authority", **content)

    @rule(first=MANY, act=st.sampled_from(["revoke", "declare_impossible"]))
    def give_up(self, first: int, act: str) -> None:
        """The authority takes work back, or accepts that it cannot be done."""
        self.do(self.those(*OPEN), first, 1, timedelta(), act, "authority", reason="không còn căn cứ")

    @rule(first=MANY, many=FEW)
    def sign(self, first: int, many: int) -> None:
        """Letters are signed."""
        self.do(self.those("assigned", derived=True, kind="signature"), first, many, timedelta(), "sign", "head")

    @rule(first=MANY, many=FEW, answer=st.sampled_from(["approve", "refuse", "ask_explanation"]))
    def decide(self, first: int, many: int, answer: str) -> None:
        """Proposals are decided."""
        rows = self.those("assigned", derived=True, kind="decision")
        self.do(rows, first, many, timedelta(), "decide", "head", answer=answer, reason="đã xem xét")

    @rule(first=MANY)
    def find_an_objective_cause(self, first: int) -> None:
        """Of one late work it is found that nobody is to blame."""
        late = [row for row in self.those(*OPEN) if row.announced_at > LONG_AGO]
        self.do(late, first, 1, timedelta(), "find_fault", "authority", fault="objective", basis="mưa lũ, mất điện")

    # ------------------------------------------------------------ time

    @rule(days=st.integers(1, 6))
    def pass_days(self, days: int) -> None:
        """A few days pass, swept at every instant at which something is due."""
        until = self.after(days)
        self.office.pass_time(until)
        self.arrive(until)

    @invariant()
    def time_goes_on(self) -> None:
        """After each five deeds weeks pass."""
        self.deeds += 1
        if self.deeds % 5 == 0:
            self.leap(next(self.rhythm, 1))

    def leap(self, days: int) -> None:
        """Weeks pass, and nobody sweeps before they are over."""
        self.arrive(self.after(days))

    def after(self, days: int) -> datetime:
        """Return the instant so many days later, but none after the year."""
        return max(self.office.now, min(self.office.now + timedelta(days=days), END))

    def arrive(self, until: datetime) -> None:
        """Sweep and send until nothing is due any more, then look at everything."""
        self.office.now, self.office.sweeps = until, 0
        while self.office.sweep(until).moved:
            self.office.send()
        self.look()
        self.office.now += timedelta(seconds=1)

    # ------------------------------------------------------------ what must hold

    def counted(self, by: str, as_of: datetime, **rest: Any) -> list[Row]:
        """Count by one group."""
        with self.office.register.read(self.office.now) as uow:
            return figures(uow.session, self.office.charter, as_of=as_of, by=(by,), **rest)

    def look(self) -> None:
        """Look at everything that must hold."""
        self.figures_add_up()
        self.breaches_are_answered_for()
        self.nobody_is_judged_unwarned()
        self.nobody_is_charged_twice()
        for as_of, known_at, by, rows in self.kept[-2:]:
            assert self.counted(by, as_of, known_at=known_at) == rows

    def figures_add_up(self) -> None:
        """The sum over any group is the total, rates lie between 0 and 1 or are unknown, adjusting only takes away."""
        now, whole = self.office.now, None
        for by in GROUPS:
            plain, adjusted = self.counted(by, now), self.counted(by, now, adjusted=True)
            assert whole is None or total(plain) == whole, by
            whole = total(plain)
            assert [row.group for row in plain] == [row.group for row in adjusted]
            for row, less in zip([*plain, whole], [*adjusted, total(adjusted)], strict=True):
                assert row.assigned == row.done + row.open_in_time + row.open_overdue + row.no_deadline
                assert all(getattr(row, name) >= getattr(less, name) for name in COUNTS)
                for one in (row.as_json(), less.as_json()):
                    assert all(one[rate] is None or 0 <= one[rate] <= 1 for rate in RATES)
            self.kept.append((now, now, by, plain))

    def breaches_are_answered_for(self) -> None:
        """Every announced breach has its line, an explanation that is owed, and a first rung on each of its lines.

        Or a reason that stands in the row: the report had come by then, or its clock was stopped before the rung.
        """
        rows = {
            row.id: row for row in fetch(self.office.register, select(Assignment).where(Assignment.timetable != ""))
        }
        told = Counter(line.subject for line in self.lines("cut_off"))
        keys = set(fetch(self.office.register, select(Assignment.key)))
        rungs = defaultdict(set)
        for one in fetch(self.office.register, select(Escalation).where(Escalation.ord == 1)):
            rungs[one.assignment_id, one.cycle].add(one.line)
        charged = {(one.assignment_id, one.cycle, one.line) for one in fetch(self.office.register, select(Liability))}
        for row in rows.values():
            if row.announced_at < row.cut_off_at or row.announced_at == LONG_AGO:
                continue
            assert told[row.key], row.key
            # A date that is only ours charges nobody (GĐ-75); any other breach has somebody on each of its lines.
            assert not row.firm or {(row.id, row.cycle, line) for line in lines_of(row)} <= charged, row.key
            suffix = f".{row.cycle}" if row.cycle > 1 else ""
            assert f"{row.key}#explanation{suffix}" in keys
            if row.co_head:
                assert f"{row.key}#explanation-{other_line(row.line)}{suffix}" in keys
            if row.received_at >= NEVER:
                assert rungs[row.id, row.cycle] == set(lines_of(row)), row.key

    def nobody_is_judged_unwarned(self) -> None:
        """Each rung that was laid before anybody has the one before it delivered, or waived or refused, and its gap."""
        chosen = select(Escalation).where(Escalation.raised_at < NEVER, Escalation.ord > 1)
        every = {
            (one.assignment_id, one.line, one.cycle, one.ord): one
            for one in fetch(self.office.register, select(Escalation))
        }
        with self.office.register.read(self.office.now) as uow:
            for one in fetch(self.office.register, chosen):
                before = every[one.assignment_id, one.line, one.cycle, one.ord - 1]
                assert before.state in ("delivered", "waived", "refused"), one.key
                ladder = stored_ladder(uow, uow.session.get_one(Assignment, one.assignment_id).timetable)
                if before.state == "delivered":
                    gap = climbed(ladder)[one.ord - 1].gap_working_days
                    since = self.office.charter.calendar.shift(day_of(before.delivered_at), gap)
                    assert one.raised_at >= at(since, ladder.office_day_start), one.key

    def nobody_is_charged_twice(self) -> None:
        """For one thing, under one line and in one cycle, each rung fell once, and each post answers once."""
        answers = Counter(
            (one.assignment_id, one.cycle, one.line, one.post) for one in fetch(self.office.register, select(Liability))
        )
        assert [thing for thing, times in answers.items() if times > 1] == []
        fell = Counter(line.subject for line in self.lines("escalate"))
        assert [subject for subject, times in fell.items() if times > 1] == []

    def lines(self, trigger: str) -> list[JournalLine]:
        """Return the journal lines of a trigger."""
        return fetch(self.office.register, select(JournalLine).where(JournalLine.trigger == trigger))

    def teardown(self) -> None:
        """At the end every table that was kept comes out again, and the journal is whole."""
        if not hasattr(self, "office"):
            return
        try:
            for as_of, known_at, by, rows in self.kept:
                assert self.counted(by, as_of, known_at=known_at) == rows
            assert verify(self.office.register) == []
        finally:
            self.office.register.engine.dispose()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of the town on its first day."""
    home = tmp_path_factory.mktemp("town")
    register = open_register(f"sqlite:///{home / 'namro.db'}", home)
    office = open_town(register, home)
    office.sweep(BEGIN)
    office.send()
    register.engine.dispose()
    return home


def test_the_town_is_as_large_as_one_is(prepared: Path) -> None:
    """Twelve departments, fifteen communes whose reports bind a Party secretary as well, three registers on file."""
    assert (len(departments(town())), len(communes(town()))) == (12, 15)
    register = open_register(f"sqlite:///{prepared / 'namro.db'}", prepared)
    rows = fetch(register, select(Assignment).where(Assignment.derived == 0))
    register.engine.dispose()
    assert len({row.source for row in rows} - {""}) == 3
    assert {row.performer for row in rows if row.co_head} == set(communes(town()))
    assert {*departments(town()), *communes(town())} <= {row.performer for row in rows}


def test_a_year_of_a_town(prepared: Path, tmp_path: Path) -> None:
    """Four years, each of up to forty-five deeds with weeks between them; one that fails is told step by step.

    NAMRO_YEAR_SEED lives the years of a run again. Nothing is made smaller: that would take longer than the years.
    """
    seed = int(os.environ.get("NAMRO_YEAR_SEED") or SystemRandom().randrange(2**32))
    print(f"NAMRO_YEAR_SEED={seed}")
    year = hypothesis.seed(seed)(type("SeededYear", (Year,), {"prepared": prepared, "homes": tmp_path}))
    lived = settings(
        max_examples=4,
        stateful_step_count=45,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(year, settings=lived)
