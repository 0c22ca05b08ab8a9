"""The world of one scenario: the policy it is about, its register, its simulated clock, and what was answered last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import InitVar, dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import Select, select

from config.directive import Directive
from config.errors import PolicyErrors
from config.policy import Policy
from rules import names
from rules.databases import Databases
from rules.mail import BrokenMail
from rules.policy_copy import PolicyCopy, packaged_policy
from rules.sentences import Slip, say_at
from workflows import assign, deliver, identity, sweep
from workflows.act import apply
from workflows.acts import Act
from workflows.assign import Assigned
from workflows.channels import Channel, Simulated
from workflows.charter import Charter
from workflows.register.tables import Assignment, Escalation, JournalLine
from workflows.register.unit_of_work import Register
from workflows.working_time import at

Row = TypeVar("Row")
#: A move of the law as the journal writes it: machine, trigger, state before, state after.
Move = tuple[str, str, str, str]
#: Of the keys that a scenario makes, and that live as long as it.
PASSPHRASE = "mật khẩu của kịch bản"  # noqa: S105
#: More sweeps than this in one step of a scenario means that time does not move on.
MOST = 500


@dataclass
class World:
    """What the steps of one scenario share.

    Attributes:
        home: directory of this scenario.
        databases: where registers come from.
        in_force: the policy of the run.
        policy: the same, changed or not.
        jurisdiction: key of the jurisdiction; empty until a directive is spoken of.
        directive_key: short key of the directive.
        now: the latest instant that was reached.
        stopped: whether the system is down: time passes, and nobody sweeps or sends.
        mail_down: whether letters stay queued.
        unreachable: posts without a channel of record.
        proofs: whether acts that judge must be proven.
        refusals: what was answered last, where it was a refusal that no expectation has spoken of yet.
        answered: the last answer, refusal or not; empty text for a yes, None while nothing was asked for.
        unclear: what the clarity gate refused.
        swept: what the last sweep did.
        mark: how many journal lines there were before the last event.
        keys: by post, the file of the key that its holder signs with.
        phones: by post, the address that the authenticator application of its holder was given.
    """

    home: Path
    databases: Databases
    in_force: InitVar[Policy]
    policy: PolicyCopy = field(init=False)
    jurisdiction: str = ""
    directive_key: str = ""
    now: datetime | None = None
    stopped: bool = False
    mail_down: bool = False
    unreachable: set[str] = field(default_factory=set)
    proofs: bool = False
    refusals: list[str] = field(default_factory=list)
    answered: str | None = None
    unclear: list[assign.Unclear] = field(default_factory=list)
    swept: sweep.Swept | None = None
    mark: int = 0
    keys: dict[str, Path] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    _untouched: str = ""
    _charter: Charter | None = None
    _register: Register | None = None

    def __post_init__(self, in_force: Policy) -> None:
        self.policy = PolicyCopy(self.home / "policy", in_force)

    @property
    def charter(self) -> Charter:
        """The policy married to the law, read at the first event."""
        if self._charter is None:
            self._charter = Charter(self.policy.load(), self.jurisdiction)
        return self._charter

    @property
    def directive(self) -> Directive:
        """The directive that the scenario is about."""
        return self.charter.jurisdiction.directives[self.directive_key]

    @property
    def register(self) -> Register:
        """The register; there is none before anything was assigned."""
        if self._register is None:
            raise Slip("Chưa giao nhiệm vụ nào; hãy thêm bước «giao nhiệm vụ ngày …» trước bước này.")
        return self._register

    @property
    def fired(self) -> frozenset[Move]:
        """The moves of the law that the journal has."""
        if self._register is None:
            return frozenset()
        line = JournalLine
        with self.register.read(self._now) as uow:
            found = uow.session.execute(select(line.machine, line.trigger, line.source, line.dest).distinct())
            return frozenset((a, b, c, d) for a, b, c, d in found)

    @property
    def began(self) -> bool:
        """Whether anything was assigned, or tried to be."""
        return self._register is not None

    def close(self) -> None:
        """Give the register back."""
        if self._register is not None:
            self.databases.drop(self._register)

    # ------------------------------------------------------------ names

    def post(self, name: str) -> str:
        """Return the key of a post, or of the head of a unit."""
        return names.find_post(self.charter.jurisdiction.organization, name)

    def task(self, text: str) -> str:
        """Return the key of an assignment."""
        return names.find_task(self.charter, self.directive, text)

    def rung(self, name: str) -> str:
        """Return the code of a rung."""
        return names.find_rung(self.charter.policy.national.wording, name)

    # ------------------------------------------------------------ events

    def assign(self, day: date) -> None:
        """Assign what the directives ask for, at the beginning of ``day``; a faulty policy is a refusal."""
        try:
            charter = self.charter
        except PolicyErrors as faults:
            self._answer([str(fault) for fault in faults.errors])
            return
        begin = at(day, time(0))
        if self._register is None:
            # A register that was assigned to once serves every scenario that begins the same way.
            name = f"{charter.policy.version} {charter.key} {begin} {sorted(self.unreachable)} {self.mail_down}"
            self._register = self.databases.like(name, lambda made: self._begin(made, begin))
            self.unclear = [one for directive in charter.directives for one in assign.gate(charter, directive)]
            self.now, self._untouched = begin, name
        else:
            self.reach(begin)
            self._untouched = ""
            self.unclear = self._assign_in(self._register, begin).refused
        self._answer([str(one) for one in self.unclear])
        self.settle(begin)

    def _begin(self, register: Register, begin: datetime) -> None:
        self._register, self.now = register, begin
        self._assign_in(register, begin)
        self.settle(begin)

    def _assign_in(self, register: Register, begin: datetime) -> Assigned:
        return assign.assign(register, self.charter, as_of=begin, recorded_at=begin)

    def no_earlier(self, until: datetime) -> None:
        """Refuse to let time pass backwards: an expectation of what lies ahead would hold without proving anything.

        Raises:
            Slip: when the scenario has reached a later instant already.
        """
        if self.now is not None and until < self.now:
            raise Slip(
                f"Thời gian không lùi lại được: kịch bản đã tới {say_at(self.now)}, bước này quay về {say_at(until)}; "
                "hãy xem lại ngày, tháng, năm."
            )

    def reach(self, until: datetime) -> None:
        """Let time pass up to ``until``, without what falls due at that very instant."""
        self._pass(until, including=False)

    def settle(self, until: datetime) -> None:
        """Let time pass up to ``until``, with what falls due at that very instant."""
        self._pass(until, including=True)

    def _pass(self, until: datetime, *, including: bool) -> None:
        self.now = self.now or until
        if self.mail_down or self.unreachable or self.stopped:
            self._untouched = ""
        self._skip(until, including=including)
        for _ in range(MOST):
            with self.register.read(self.now) as uow:
                due = None if self.stopped else sweep.next_due(uow, self.charter)
            following = None if due is None else max(due, self.now)
            if following is None or following > until or (following == until and not including):
                self.now = max(self.now, until)
                if including and not self.stopped:
                    self.send()
                return
            self.now = following
            name = self._untouched
            self.sweep(following)
            if name:
                self._untouched = name
                self.databases.keep(name, following)
        raise AssertionError(f"Hệ thống quét mãi quanh {say_at(self.now)} mà thời gian không trôi tiếp.")

    def _skip(self, until: datetime, *, including: bool) -> None:
        """Go on from what an earlier scenario reached by the same sweeps, as long as nobody has done anything."""
        if not self._untouched or self.now is None:
            return
        at = self.databases.latest(self._untouched, self.now, until, including=including)
        if at is not None:
            self._register = self.databases.restore(self._untouched, at)
            self.now = at

    def sweep(self, as_of: datetime) -> None:
        """Sweep once at an instant, and send the letters."""
        self._untouched = ""
        recorded = max(as_of, self.now or as_of)
        self.swept = sweep.sweep(self.register, self.charter, as_of=as_of, recorded_at=recorded)
        self.now = recorded
        self.send()

    def send(self) -> None:
        """Drain the outbox now."""
        now = self.now
        assert now is not None
        deliver.deliver(self.register, self.charter, self._channel, at=now, recorded_at=now)

    def _channel(self, post: str) -> Channel | None:
        if post in self.unreachable:
            return None
        return BrokenMail() if self.mail_down else Simulated()

    def act(
        self, when: datetime, by: str, act: str, on: str, *, key_of: str = "", code: str = "", **content: Any
    ) -> None:
        """Let a post do something; the answer is kept for the next expectation.

        An act told late is applied late: its own instant stays what it was. A one-time code stands for a signature.
        """
        self.reach(when)
        self._untouched = ""
        self.remember()
        raw: dict[str, Any] = {"at": when.isoformat(), "by": by, "act": act, "on": on, "with": content}
        if code:
            raw["proof"] = code
        elif (key := self.keys.get(key_of or by)) is not None:
            raw["proof"] = identity.sign(raw, key, PASSPHRASE)
        recorded = max(when, self.now or when)
        told = [Act(when, by, act, on, content, raw)]
        done = apply(self.register, self.charter, told, recorded_at=recorded, proofs=self.proofs)
        self._answer([done[0].refused] if done[0].refused else [])
        self.settle(recorded)

    def touch(self) -> None:
        """Note that the register is no longer what the sweeps alone made of it."""
        self._untouched = ""

    def remember(self) -> None:
        """Note how long the journal is, before an event."""
        self.mark = self.register.journal_lines()

    def _answer(self, refusals: list[str]) -> None:
        self.refusals, self.answered = refusals, "\n".join(refusals)

    @property
    def answer(self) -> str:
        """The last answer: the reason of a refusal, or empty for a yes.

        Raises:
            Slip: when nobody has asked for anything.
        """
        if self.answered is None:
            raise Slip("Chưa có việc nào được làm trước bước này; hãy thêm bước «Khi …» kể ai làm gì.")
        return self.answered

    def refuse(self, reason: str) -> None:
        """Keep a refusal that did not come from the law, e.g. the database's own."""
        self._answer([reason])

    # ------------------------------------------------------------ what the register says

    def row(self, task: str) -> Assignment:
        """Return an assignment as the register has it."""
        key = self.task(task)
        found = self.find(key)
        if found is None:
            raise AssertionError(f"Sổ không có {task} ({key}).")
        return found

    def find(self, key: str) -> Assignment | None:
        """Return an assignment by its key, or None."""
        return next(iter(self.read(select(Assignment).where(Assignment.key == key))), None)

    def escalation(self, task: str, rung: str) -> Escalation | None:
        """Return the latest escalation of a rung on an assignment, on its own line, or None."""
        row = self.row(task)
        found = self.read(
            select(Escalation)
            .where(Escalation.assignment_id == row.id, Escalation.rung == self.rung(rung), Escalation.line == row.line)
            .order_by(Escalation.cycle.desc())
        )
        return next(iter(found), None)

    def journal(self, trigger: str = "", subject: str = "", **details: str) -> list[JournalLine]:
        """Return the journal lines of a trigger, on a subject, with these details; all by default."""
        lines = select(JournalLine).order_by(JournalLine.seq)
        if trigger:
            lines = lines.where(JournalLine.trigger == trigger)
        if subject:
            lines = lines.where(JournalLine.subject == subject)
        return [
            line for line in self.read(lines) if all(line.details.get(name) == value for name, value in details.items())
        ]

    def read(self, statement: Select[tuple[Row]]) -> list[Row]:
        """Return what the register holds, detached from it."""
        with self.register.read(self._now) as uow:
            found = list(uow.session.scalars(statement))
            uow.session.expunge_all()
            return found

    @property
    def _now(self) -> datetime:
        assert self.now is not None
        return self.now


#: Where a run keeps the policy that its features are about, when that is not the packaged one.
POLICY = pytest.StashKey[Policy]()


@pytest.fixture(scope="session")
def policy_in_force(pytestconfig: pytest.Config) -> Policy:
    """Give the policy that the features are about."""
    return pytestconfig.stash.get(POLICY, None) or packaged_policy()


@pytest.fixture
def world(tmp_path: Path, databases: Databases, policy_in_force: Policy) -> Iterator[World]:
    """Give a scenario its world."""
    made = World(tmp_path, databases, policy_in_force)
    yield made
    made.close()
