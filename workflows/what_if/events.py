"""What reaches people under a policy, and what comes, goes or moves under another one."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal

from workflows.asked import asked
from workflows.escalate import MILDEST_FIRST
from workflows.happenings import MISSED, OPENED
from workflows.register.tables import JournalLine, Notice
from workflows.what_if.lived import Lived

Change = Literal["come", "go", "move"]
#: Which event it is: kind, key of what it is about, what else tells it apart, and the how manieth of these.
Identity = tuple[str, str, str, int]

#: What a late work, or a rung of its ladder, makes somebody owe.
_OWED = OPENED | {
    "explanation": "Phải giải trình",
    "signature": "Phải ký văn bản",
    "decision": "Phải quyết định về đề xuất",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens to one post at one instant.

    Attributes:
        kind: the trigger of the law that the system fired, or ``letter`` for a letter beside it: a copy, or a rung
            that a person issued.
        subject: key of what it is about.
        what: what happens, in Vietnamese, whoever it happens to.
        at: when.
        to: the post that it reaches.
        holder: who is to sign or decide; empty for nobody.
        mode: how a rung is issued: ``automatic``, ``to_sign``, ``proposal``; empty for what is no rung.
        due: by when what it makes somebody owe is due; None for nothing.
        verdict: how a target was judged; empty for what is none.
        previous: who had it before: who was silent about a paper, or whose post or unit ended.
        sooner: what brought a rung forward.
    """

    kind: str
    subject: str
    what: str
    at: datetime
    to: str
    holder: str = ""
    mode: str = ""
    due: datetime | None = None
    verdict: str = ""
    previous: str = ""
    sooner: str = ""

    def differs(self, other: "Event") -> list[str]:
        """Return the fields in which another event of the same identity differs; the words do not count."""
        names = [one.name for one in fields(self) if one.name != "what"]
        return [name for name in names if getattr(self, name) != getattr(other, name)]


@dataclass(frozen=True, slots=True)
class Work:
    """The assignment that an event is about, or the directive where it hangs on none.

    Attributes:
        key: its key.
        title: its title, or the name of the directive.
        clause: its clause as printed; empty for a directive.
        performer: who performs it; empty for a directive.
        head: who answers for it; empty for a directive.
    """

    key: str
    title: str
    clause: str = ""
    performer: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One event that comes, goes or moves.

    Attributes:
        today: the event under today's policy; None where it comes.
        changed: the event under the changed policy; None where it goes.
        work: what it is about, as the changed policy has it wherever it does.
        because: numbers of the causes that the registers can name.
    """

    today: Event | None
    changed: Event | None
    work: Work
    because: tuple[int, ...] = ()

    @property
    def change(self) -> Change:
        """Whether it comes, goes or moves."""
        if self.today is None:
            return "come"
        return "go" if self.changed is None else "move"

    @property
    def events(self) -> tuple[Event, ...]:
        """The event under each of the policies that has it, today's first."""
        return tuple(one for one in (self.today, self.changed) if one is not None)

    @property
    def at(self) -> datetime:
        """The earlier of its instants."""
        return min(one.at for one in self.events)

    @property
    def concerned(self) -> set[str]:
        """Every post and unit that has to do with it."""
        return {key for one in self.events for key in (one.to, one.holder, one.previous)} | {
            self.work.performer,
            self.work.head,
        }

    @property
    def heads(self) -> tuple[str, ...]:
        """Whom it reaches; two posts where it moves from one to another."""
        return tuple(dict.fromkeys(one.to for one in self.events))


def differences(today: Lived, changed: Lived, *, end: datetime) -> list[Difference]:
    """Return what comes, goes and moves, in order of time.

    Args:
        today: the stretch under today's policy.
        changed: the same stretch under the changed one.
        end: what lies at or after this instant under both, or under the only one that has it, is left out.
    """
    one, other = _events(today), _events(changed)
    found = []
    for identity, event in (one | other).items():
        before, after = one.get(identity), other.get(identity)
        if before is not None and after is not None and not before.differs(after):
            continue
        different = Difference(before, after, _work(today if after is None else changed, event))
        if different.at < end:
            found.append(different)
    return sorted(found, key=lambda d: (d.at, d.work.key, d.events[0].subject, d.events[0].kind))


def _work(lived: Lived, event: Event) -> Work:
    """Return what an event is about."""
    key = event.subject.partition("#")[0]
    row = lived.rows.get(key)
    if row is None:
        directive = lived.charter.policy.directive(key)
        return Work(key, directive.label if directive else key)
    found = asked(lived.charter, row)
    return Work(key, row.title, found.clause.printed_label if found else "", row.performer, row.head)


def _events(lived: Lived) -> dict[Identity, Event]:
    """Return every event by its identity; the like of one subject are numbered in order of time."""
    found: dict[Identity, Event] = {}
    count: Counter[tuple[str, str, str]] = Counter()
    written = [(event, mark) for line in lived.lines for event, mark in _of_line(lived, line)]
    told = {(event.kind if not event.mode else _rung(event.subject), event.subject, event.to) for event, _ in written}
    written += [(event, mark) for letter in lived.letters for event, mark in _of_letter(lived, letter, told)]
    for event, mark in written:
        like = (event.kind, event.subject, mark)
        count[like] += 1
        found[*like, count[like]] = event
    return found


def _of_line(lived: Lived, line: JournalLine) -> Iterator[tuple[Event, str]]:
    """Yield the event that a journal line tells of, and what marks it off from others of its kind and subject."""
    row, told, words = lived.rows.get(line.subject), line.details, lived.charter.policy.national.wording

    def event(what: str, to: Any, **rest: Any) -> Event:
        return Event(line.trigger, line.subject, what, line.at, str(to or ""), **rest)

    rung = words.label("rungs", _rung(line.subject))
    if line.machine == "escalation":
        to = told.get("addressee")
        if line.trigger == "escalate":
            yield event(rung, to, holder=told["holder"], mode=told["mode"], sooner=told["sooner"]), ""
        elif line.trigger == "propose_again":
            yield event(f"Trình lại đề xuất {rung.lower()}", to), ""
        return
    if row is None:
        return
    of_rung = f" («{rung}»)" if row.kind in ("signature", "decision") else ""
    match line.trigger:
        case "warn":
            days = told["working_days"]
            yield event(_warning(days), told["addressee"]), days
        case "cut_off":
            yield event(MISSED.get(row.kind, "Quá hạn") + of_rung, told["head"]), ""
        case "open" if row.derived:
            yield event(_OWED.get(row.kind, "Phải làm") + of_rung, told["head"], due=_instant(told["deadline"])), ""
        case "pass_on":
            what = f"Nhận văn bản chuyển lên vì cấp dưới chưa xử lý{of_rung}"
            yield event(what, told["addressee"], previous=told["silent"], due=_instant(told["due"])), ""
        case "assess":
            yield event("Đánh giá chỉ tiêu", row.head, verdict=told["verdict"]), ""
        case "hand_over":
            to = told.get("changed", {}).get("head", {}).get("to") or row.head
            yield event("Chuyển cho nơi kế thừa", to, previous=told.get("from") or ""), ""


def _of_letter(lived: Lived, letter: Notice, told: set[tuple[str, str, str]]) -> Iterator[tuple[Event, str]]:
    """Yield the event that a letter is, where no journal line has told already that it reaches this post.

    Left out are letters about what a person did, and those that an opening or a passing on stands for.
    """
    words = lived.charter.policy.national.wording
    days = str(letter.facts.get("working_days", ""))
    says: dict[str, Callable[[], str]] = {
        "open": lambda: "Giao nhiệm vụ",
        "warn": lambda: _warning(days),
        "cut_off": lambda: "Đã hết hạn",
        "published": lambda: f"Văn bản chỉ đạo ({words.label('recipient_roles', letter.facts['role']).lower()})",
    } | dict.fromkeys(MILDEST_FIRST, lambda: words.label("rungs", letter.kind))
    issued = letter.kind in MILDEST_FIRST and letter.facts.get("mode") != "automatic"
    known = not issued and (letter.kind, letter.subject, letter.addressee) in told
    if letter.kind not in says or (not letter.copy and (known or letter.kind == "open")):
        return
    what = ("Thư để biết: " if letter.copy else "Thư: ") + says[letter.kind]()
    event = Event("letter", letter.subject, what, letter.at, letter.addressee)
    # Copies of one letter are told apart by whom they reach; the letter itself may reach another post than before.
    yield event, "|".join((letter.kind, letter.addressee if letter.copy else "", days))


def _warning(days: str) -> str:
    return f"Nhắc trước hạn, còn {days} ngày làm việc"


def _rung(key: str) -> str:
    """Return which rung a key is of, or hangs on; empty for none."""
    found = re.search(r"#rung-([a-z_]+)", key)
    return found.group(1) if found else ""


def _instant(said: Any) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
