"""What the use-case tests share: an office on a database, the passing of time, and its journal as short texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from config.loader import load_policy, packaged_root
from config.policy import Policy
from workflows import deliver, sweep
from workflows.act import apply
from workflows.acts import Act, Outcome
from workflows.acts_file import read_acts
from workflows.assign import assign
from workflows.channels import Channel, Simulated
from workflows.charter import Charter
from workflows.register.tables import Assignment, Escalation, JournalLine, Notice
from workflows.register.unit_of_work import Register
from workflows.replay import Replayed, replay
from workflows.working_time import ZONE, at

DIRECTIVE = "ba_bich/2024-kl-cchc"
ACTS = Path(__file__).parent / "acts"
#: Details that a line is compared by; the others (kind, head, cites …) follow from them.
SAID = {
    "open": ("deadline", "provenance"),
    "warn": ("working_days", "addressee"),
    "cut_off": ("deadline", "reported"),
    "escalate": ("mode", "addressee", "holder"),
    "pass_on": ("silent", "addressee", "due"),
    "deliver": ("addressee", "evidence"),
    "undelivered": ("failure",),
    "decide": ("answer", "reason"),
    "waive": ("reason",),
    "void": ("reason",),
    "evaluate": ("result", "timeliness"),
}


@cache
def policy() -> Policy:
    """Return the packaged policy, read once."""
    return load_policy(packaged_root())


@cache
def charter() -> Charter:
    """Return Ba Bích as it is."""
    return Charter(policy(), "ba_bich")


@cache
def small() -> Charter:
    """Return Ba Bích with only its reports and one list of measures: less to sweep, the same law."""
    return with_organization(lambda organization: organization, {"2.2.2", "3.1", "3.1.2", "3.2.2"})


def with_organization(change: Callable[[Any], Any], clauses: set[str] | None = None) -> Charter:
    """Return Ba Bích with another organisation, and only some clauses."""
    before = policy()
    ba_bich = before.jurisdictions["ba_bich"]
    directive = ba_bich.directives["2024-kl-cchc"]
    kept = tuple(c for c in directive.clauses if clauses is None or c.path in clauses)
    directives = {"2024-kl-cchc": directive.model_copy(update={"clauses": kept})}
    after = replace(ba_bich, organization=change(ba_bich.organization), directives=directives)
    return Charter(replace(before, jurisdictions={"ba_bich": after}), "ba_bich")


def report(performer: str, period: str = "2024-Q1") -> str:
    """Return the key of a periodic report."""
    return f"{DIRECTIVE}/3.1.2/bao-cao/{performer}/{period}"


def vn(said: str) -> datetime:
    """Read ``2024-03-12 08:00`` as Vietnamese time."""
    return datetime.fromisoformat(said).replace(tzinfo=ZONE)


def open_register(url: str, home: Path) -> Register:
    """Open a register with a key and anchors of its own."""
    home.mkdir(parents=True, exist_ok=True)
    return Register.open(url, key_file=home / "seal.key", anchors=home / "anchors.jsonl")


def said(line: JournalLine) -> str:
    """Write a line as ``12/03/2024 08:00 trigger state detail=…``, without its subject."""
    details = []
    for name in SAID.get(line.trigger, ()):
        value = line.details.get(name)
        if value not in (None, ""):
            details.append(f"{name}={_short(str(value))}")
    local = line.at.astimezone(ZONE)
    clock = f"{local:%d/%m/%Y %H:%M}" + (f":{local:%S}" if local.second else "")
    return " ".join([clock, line.trigger, line.dest, *details])


def _short(value: str) -> str:
    if len(value) == 25 and value.endswith("+07:00"):
        return f"{datetime.fromisoformat(value):%d/%m/%YT%H:%M}"
    return value


@dataclass
class Office:
    """An office on one register: time passes, people act, the journal is read."""

    register: Register
    charter: Charter
    now: datetime
    refused: list[str] = field(default_factory=list)
    sweeps: int = 0

    def assign(self, until: date | None = date(2025, 1, 15)) -> None:
        """Assign what the directives ask for, now."""
        assign(self.register, self.charter, as_of=self.now, recorded_at=self.now, until=until)

    def pass_time(self, until: str | datetime, *, send: bool = True) -> None:
        """Sweep and send at each instant at which something is due, up to and including ``until``."""
        end = until if isinstance(until, datetime) else vn(until)
        while True:
            with self.register.read(self.now) as uow:
                due = sweep.next_due(uow, self.charter)
            if due is None or max(due, self.now) > end:
                break
            self.now = max(due, self.now)
            self.sweep(self.now)
            if send:
                self.send()
        self.now = end

    def sweep(self, as_of: datetime, **rest: Any) -> sweep.Swept:
        """Sweep once."""
        self.sweeps += 1
        assert self.sweeps < 2000, f"quét mãi quanh {as_of}"
        return sweep.sweep(self.register, self.charter, as_of=as_of, recorded_at=max(as_of, self.now), **rest)

    def send(self, channel: Channel | None = None) -> deliver.Delivered:
        """Drain the outbox now."""
        way = channel or Simulated()
        return deliver.deliver(self.register, self.charter, lambda _: way, at=self.now, recorded_at=self.now)

    def act(self, when: str, by: str, trigger: str, on: str, *, proofs: bool = False, **content: Any) -> Outcome:
        """Let somebody do something; what fell due before is swept first, time stands at the act afterwards."""
        when_ = vn(when)
        if when_ > self.now:
            self.pass_time(when_)
        return self.told(when_, by, trigger, on, proofs=proofs, **content)

    def told(self, when: datetime, by: str, trigger: str, on: str, *, proofs: bool = False, **content: Any) -> Outcome:
        """Record now what somebody did at another instant; nothing is swept before."""
        raw = {"at": when.isoformat(), "by": by, "act": trigger, "on": on, "with": content}
        act = Act(when, by, trigger, on, content, raw)
        recorded = max(when, self.now)
        (outcome,) = apply(self.register, self.charter, [act], recorded_at=recorded, proofs=proofs)
        return outcome

    def yes(self, when: str, by: str, trigger: str, on: str, **content: Any) -> None:
        """Let somebody do something that the law allows."""
        outcome = self.act(when, by, trigger, on, **content)
        assert outcome.refused == "", outcome.refused

    def row(self, key: str) -> Assignment:
        """Return an assignment."""
        (found,) = fetch(self.register, select(Assignment).where(Assignment.key == key))
        return found

    def rung(self, key: str) -> Escalation | None:
        """Return a rung, or None."""
        return next(iter(fetch(self.register, select(Escalation).where(Escalation.key == key))), None)

    def notices(self, **wanted: Any) -> list[Notice]:
        """Return the notices that have these values."""
        return fetch(self.register, select(Notice).filter_by(**wanted).order_by(Notice.id))

    def register_lines(self) -> list[JournalLine]:
        """Return the whole journal as it was written."""
        return all_lines(self.register)

    def story(self, key: str) -> list[str]:
        """Return the journal of an assignment and of what hangs on it, in legal order: ``suffix: line``."""
        return story(self.register, key)


def fetch(register: Register, statement: Any) -> list[Any]:
    """Return what a statement selects, free of its session."""
    with register.read(datetime(2025, 1, 1, tzinfo=ZONE)) as uow:
        found = list(uow.session.scalars(statement))
        uow.session.expunge_all()
    return found


def all_lines(register: Register) -> list[JournalLine]:
    """Return the whole journal as it was written."""
    return fetch(register, select(JournalLine).order_by(JournalLine.seq))


def story(register: Register, key: str) -> list[str]:
    """Return the journal of a key and of what hangs on it, by instant, subject and trigger."""
    mine = [line for line in all_lines(register) if line.subject == key or line.subject.startswith(key + "#")]
    mine.sort(key=lambda line: (line.at, line.subject, line.trigger, line.seq))
    return [f"{line.subject.removeprefix(key)} {said(line)}".strip() for line in mine]


def by_hand(text: str) -> list[str]:
    """Read an expectation written by hand: a line each."""
    return [line.strip() for line in text.strip().splitlines() if line.strip()]


def live(
    register: Register, charter: Charter, until: str, acts: str | Iterable[Act] = (), start: str = "2024-01-12"
) -> Replayed:
    """Replay a stretch of time with what a file of acts says."""
    done = read_acts(ACTS / acts) if isinstance(acts, str) else acts
    ticks = iter(range(10**6))
    begun = at(date(2026, 1, 1), time(0))
    return replay(
        register,
        charter,
        start=date.fromisoformat(start),
        until=date.fromisoformat(until),
        acts=done,
        clock=lambda: begun + timedelta(seconds=next(ticks)),
    )
