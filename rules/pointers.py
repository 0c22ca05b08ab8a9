"""Why the engine did what it did, and which entry of the policy to look at, where an expectation did not hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from config.directive import Clause, Directive
from config.duty import Duty
from config.ladder import Ladder
from config.located import Located
from config.policy import Policy
from rules.world import World
from workflows.register.tables import Assignment
from workflows.why import why

#: Sentences of an answer that are shown: the first of why the date, the first of why the person.
DATES, PEOPLE = 4, 2
#: Entries of the policy that are shown.
ENTRIES = 5
_PAPERS = {"ký": "#signature", "quyết định": "#decision"}
_SIGNERS = {"ký": "monitor", "quyết định": "authority"}
_TIMING = ("deadline", "working_days_after_window", "event", "target", "watch")


@dataclass(frozen=True, slots=True)
class Pointers:
    """What helps whoever reads that an expectation did not hold.

    Attributes:
        why: what `namro why` answers about the date or the person, in short.
        policy: entries of the policy, as ``path:line: what it is``.
        ask: whom to ask where the policy is right; empty where no clause is named.
    """

    why: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    ask: str = ""


NOTHING = Pointers()


def shown(path: Path) -> str:
    """Return a path as somebody in the current directory would write it."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def pointers(world: World, arguments: Mapping[str, Any], about: str, tags: Collection[str]) -> Pointers:
    """Tell why the engine did what it did, and where the policy says so.

    Args:
        world: the scenario's world as it was when the expectation did not hold.
        arguments: what stood in the places of the sentence.
        about: what of a work the sentence speaks of, see `rules.sentences.Sentence`.
        tags: the scenario's tags, with those of what it stands in, without ``@``.

    Returns:
        The answer; empty in parts that nothing is known of.
    """
    subject = _Subject(world, arguments, about)
    policy = world.policy.original
    entries = dict.fromkeys((*subject.entries(), *_of_tags(policy, world.jurisdiction, world.directive_key, tags)))
    where = tuple(f"{shown(policy.root / file)}:{line}: {what}" for file, line, what in list(entries)[:ENTRIES])
    return Pointers(tuple(subject.why()), where, _ask(policy, world, subject.clause, tags))


#: File within the policy, line, and what stands there.
Entry = tuple[str, int, str]


def _entry(thing: Located, what: str, key: str = "") -> Entry:
    return thing.file, thing.line_of(key), what


class _Subject:
    """What an expectation is about: a work or what hangs on it, its row and its clause."""

    def __init__(self, world: World, arguments: Mapping[str, Any], about: str) -> None:
        self._world, self._arguments, self._about = world, arguments, about
        self.row: Assignment | None = None
        self.clause: Clause | None = None
        self._key = ""
        self._duty: Duty | None = None
        self._directive: Directive | None = None
        if isinstance(task := arguments.get("task"), str) and world.directive_key:
            self._find(world.task(task), task)

    def _find(self, key: str, task: str) -> None:
        world, policy = self._world, self._world.policy.original
        jurisdiction, directive, clause, duty = key.partition("#")[0].split("/")[:4]
        self._directive = policy.directive(f"{jurisdiction}/{directive}")
        self.clause = self._directive.clause(clause) if self._directive else None
        self._duty = self.clause.duty(duty) if self.clause else None
        if not world.began or (row := world.find(key)) is None:
            return
        self.row, self._key = row, key
        rung = world.escalation(task, self._arguments["rung"]) if "rung" in self._arguments else None
        if rung is not None:
            key = rung.key
            self._key = key
        hanging = _PAPERS[self._arguments["verb"]] if self._about == "#paper" else self._about
        if hanging.startswith("#") and world.find(key + hanging) is not None:
            self._key = key + hanging

    def why(self) -> Iterator[str]:
        """Yield what `namro why` answers, the first sentences of it."""
        world = self._world
        if self.row is None or world.now is None:
            return
        with world.register.read(world.now) as uow:
            told = why(uow.session, world.charter, self._key, as_of=world.now)
        name = f"{self._directive.label}, " if self._directive else ""
        for sentence in (*told["date"][:DATES], *(told["people"][:PEOPLE] if "who" in self._arguments else ())):
            if not sentence.endswith(":"):  # a heading of what is cut off here
                yield sentence.replace(name, "")

    def entries(self) -> Iterator[Entry]:
        """Yield the entries of the policy that decide it, the nearest first."""
        duty, clause = self._duty, self.clause
        if self._directive is None or duty is None or clause is None:
            return
        ladder = self._ladder(self._directive, duty)
        if ladder is not None:
            yield from self._of_ladder(ladder)
        period = self.row.period if self.row is not None else ""
        yield _timing(duty, period) or _entry(duty, f"nhiệm vụ «{duty.key}», khoản {clause.path}")
        if self.row is not None:
            yield from self._of_people(self.row)
            yield from _of_calendar(self._world.policy.original, self.row.why)

    def _ladder(self, directive: Directive, duty: Duty) -> Ladder | None:
        climbs = "rung" in self._arguments or self._about
        policy = self._world.policy.original
        return policy.ladder(directive, directive.effective_from.on, duty.ladder or "") if climbs else None

    def _of_ladder(self, ladder: Ladder) -> Iterator[Entry]:
        said, verb = self._arguments.get("rung"), self._arguments.get("verb", "")
        if said is not None:
            if self._about == "#paper":
                due = ladder.signature if verb == "ký" else ladder.decision
                yield _entry(due, f"hạn {verb} của thang «{ladder.label}»")
            rung = next((one for one in ladder.rungs if one.key == self._world.rung(said)), None)
            if rung is not None:
                yield _entry(rung, f"nấc «{rung.label}» của thang «{ladder.label}»")
        elif self._about == "#explanation":
            yield _entry(ladder.explanation, f"hạn giải trình của thang «{ladder.label}»")
        elif self._about == "#official-figures":
            yield _entry(ladder.official_figures, f"hạn gửi số liệu chính thức của thang «{ladder.label}»")
        elif self._about == "#watch" and ladder.watching is not None:
            yield _entry(ladder.watching, f"hạn đôn đốc của cơ quan theo dõi, thang «{ladder.label}»")
        elif self._about == "remind_before":
            yield _entry(ladder, f"nhắc trước hạn của thang «{ladder.label}»", "remind_before")

    def _of_people(self, row: Assignment) -> Iterator[Entry]:
        """Yield what names the person asked about; not of a changed copy, whose lines are others."""
        if "who" not in self._arguments or self._world.policy.changed:
            return
        role = _SIGNERS.get(self._arguments.get("verb", ""), "head")
        where = row.why.get("people", {}).get(role, {}).get("where", "")
        file, _, line = where.rpartition(":")
        if file:
            yield file, int(line), f"nơi khai {self._world.charter.label(getattr(row, role))}"


def _timing(duty: Duty, period: str) -> Entry | None:
    """Return where the time of a duty is declared, of its period where that is listed."""
    if (listed := next((one for one in duty.periods if one.key == period), None)) is not None:
        return _entry(listed, f"kỳ {listed.label} của nhiệm vụ «{duty.key}»", "deadline")
    if duty.schedules:
        return _entry(duty.schedules[0].due or duty.schedules[0], f"nhịp của nhiệm vụ «{duty.key}»")
    for name in _TIMING:
        if isinstance(value := getattr(duty, name), Located):
            return _entry(value, f"thời hạn của nhiệm vụ «{duty.key}»")
    return None


def _of_calendar(policy: Policy, told: Mapping[str, Any]) -> Iterator[Entry]:
    """Yield the rest days that a date was moved over; weekly rest is nobody's entry."""
    calendar = policy.national.calendar
    if "rolled" in told:
        yield _entry(calendar, "hạn rơi vào ngày nghỉ thì lùi", "roll")
    passed = [*told.get("skipped", ()), *told.get("rolled", {}).get("skipped", ())]
    days = {date.fromisoformat(one["day"]) for one in passed}
    for year in calendar.years:
        for day in year.holidays:
            if day.date in days:
                yield _entry(day, f"ngày nghỉ {day.date:%d/%m/%Y}, {day.name}")
        for swap in year.swaps:
            if swap.off in days:
                yield _entry(swap, f"ngày {swap.off:%d/%m/%Y} nghỉ hoán đổi")


def _of_tags(policy: Policy, jurisdiction: str, directive: str, tags: Collection[str]) -> Iterator[Entry]:
    """Yield the clauses and the assumptions that the scenario says it rests on."""
    for clause in _clauses(policy, jurisdiction, directive, tags):
        yield _entry(clause, f"khoản {clause.path}, {clause.printed_label}")
    for tag in sorted(tags):
        source = policy.source(tag)
        if source is not None:
            yield _entry(source, f"{source.label}, {source.title}")


def _clauses(policy: Policy, jurisdiction: str, directive: str, tags: Collection[str]) -> list[Clause]:
    found = policy.directive(f"{jurisdiction}/{directive}")
    return [one for one in found.clauses if "muc_" + one.path.replace(".", "_") in tags] if found else []


def _ask(policy: Policy, world: World, clause: Clause | None, tags: Collection[str]) -> str:
    """Say whose word decides where neither the scenario nor the policy can."""
    directive = policy.directive(f"{world.jurisdiction}/{world.directive_key}")
    if directive is None:
        return ""
    meant = [clause] if clause else _clauses(policy, world.jurisdiction, world.directive_key, tags)
    place = f", {meant[0].printed_label}" if meant else ""
    authority = policy.jurisdictions[world.jurisdiction].organization.label_of(directive.directing_authority)
    return f"{authority}, người có thẩm quyền chỉ đạo của {directive.label}{place}"
