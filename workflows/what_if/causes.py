"""Why things come, go or move: what the changed policy asks otherwise, as far as the registers can say it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from config.directive import Directive
from workflows.act import NAMES as ACTS
from workflows.acts import Act
from workflows.assign import gate
from workflows.charter import Charter
from workflows.letters import happened
from workflows.what_if.assignments import assigned_otherwise
from workflows.what_if.cause import Cause
from workflows.what_if.events import Change, Difference
from workflows.what_if.ladders import climbed_otherwise
from workflows.what_if.lived import Lived
from workflows.what_if.names import Names
from workflows.what_if.organizations import organized_otherwise
from workflows.working_time import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Refusal:
    """An act that the law refuses under one of the policies, or under both.

    Attributes:
        act: the act.
        today: the law's reason under today's policy; empty where it accepts it.
        changed: its reason under the changed one; empty where it accepts it.
    """

    act: Act
    today: str
    changed: str

    @property
    def differs(self) -> bool:
        """Whether only one of them refuses it."""
        return bool(self.today) != bool(self.changed)


def refusals(today: Lived, changed: Lived) -> list[Refusal]:
    """Return what either policy refuses, in order of time; both were given the same acts in the same order."""
    pairs = zip(today.replayed.outcomes, changed.replayed.outcomes, strict=True)
    return [Refusal(one.act, one.refused, other.refused) for one, other in pairs if one.refused or other.refused]


def causes(
    today: Lived, changed: Lived, names: Names, refused: list[Refusal], *, start: date, until: date, end: datetime
) -> list[Cause]:
    """Return what the policies ask otherwise, numbered.

    Args:
        today: the stretch under today's policy.
        changed: the same stretch under the changed one.
        names: of posts and units.
        refused: what either policy refuses.
        start: first day that is looked at.
        until: last day whose working time counts.
        end: what opens at or after this instant under both policies is left out.
    """
    whole = list(_directives(today, changed, end))
    told = frozenset(key for key, cause in whole if cause.change != "move")
    found = [cause for _, cause in whole]
    found += assigned_otherwise(today, changed, names, end=end, without=told)
    found += organized_otherwise(today.charter, changed.charter, names)
    found += climbed_otherwise(today, changed)
    found += _calendar(today.charter.calendar, changed.charter.calendar, start, until)
    found += [_act(refusal, names) for refusal in refused if refusal.differs]
    return [replace(cause, number=number) for number, cause in enumerate(found, 1)]


def explained(differences: list[Difference], found: list[Cause]) -> list[Difference]:
    """Return the differences, each with the numbers of its causes.

    The calendar concerns everything, so it is named only where nothing nearer explains the difference.
    """
    by_work: dict[str, list[int]] = {}
    by_post: dict[str, list[int]] = {}
    for cause in found:
        for key in cause.assignments:
            by_work.setdefault(key, []).append(cause.number)
        for key in cause.posts:
            by_post.setdefault(key, []).append(cause.number)
    far = {cause.number for cause in found if cause.kind == "calendar"}

    def because(one: Difference) -> tuple[int, ...]:
        near = {number for key in one.concerned for number in by_post.get(key, ())}
        return tuple(sorted(near.union(by_work.get(one.work.key, ())) or far))

    return [replace(one, because=because(one)) for one in differences]


# ------------------------------------------------------------ directives


def _directives(today: Lived, changed: Lived, end: datetime) -> Iterator[tuple[str, Cause]]:
    """Yield which directives are given under one policy only, and which begin on another day."""
    one, other = today.charter, changed.charter
    for short in one.jurisdiction.directives | other.jurisdiction.directives:
        before, after = one.jurisdiction.directives.get(short), other.jurisdiction.directives.get(short)
        known = before or after
        if known is None:
            continue
        key = known.full_key
        unclear, unclear_then = _unclear(one, before), _unclear(other, after)
        given, given_then = before is not None and not unclear, after is not None and not unclear_then
        concerned = _of(key, today, changed, end)
        if given != given_then:
            says = f"Văn bản «{known.label}» {'được giao' if given_then else 'không được giao nữa'}"
            if not unclear and not unclear_then:
                says += ", vì chỉ có trong chính sách " + ("đã sửa" if given_then else "hiện hành")
            works = f"{says} ({len(concerned)} việc)"
            change: Change = "come" if given_then else "go"
            yield key, Cause("directive", change, works, (key, *concerned), (), unclear, unclear_then)
        elif before is not None and after is not None and given:
            day, then = before.effective_from.on, after.effective_from.on
            if day != then:
                says = f"Văn bản «{known.label}» có hiệu lực từ {day:%d/%m/%Y} → {then:%d/%m/%Y}"
                says += f" ({len(concerned)} việc)"
                yield key, Cause("directive", "move", says, (key, *concerned))


def _unclear(charter: Charter, directive: Directive | None) -> tuple[str, ...]:
    return () if directive is None else tuple(str(one) for one in gate(charter, directive))


def _of(directive: str, today: Lived, changed: Lived, end: datetime) -> tuple[str, ...]:
    rows = today.rows | changed.rows
    return tuple(
        key for key, row in rows.items() if not row.derived and row.opens_at < end and key.startswith(f"{directive}/")
    )


# ------------------------------------------------------------ the calendar


def _calendar(one: WorkingCalendar, other: WorkingCalendar, start: date, until: date) -> Iterator[Cause]:
    """Yield which days are off under one calendar and worked under the other, as far as both reach."""
    first, last = max(start, one.first, other.first), min(until, one.last, other.last)
    off, worked = [], []
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        before, after = one.resting(day), other.resting(day)
        if before is None and after is not None:
            off.append(f"{day:%d/%m/%Y} ({after.reason})")
        elif before is not None and after is None:
            worked.append(f"{day:%d/%m/%Y} ({before.reason})")
    says = [f"thêm ngày nghỉ {', '.join(off)}"] if off else []
    says += [f"đi làm ngày {', '.join(worked)}"] if worked else []
    if says:
        yield Cause("calendar", "move", f"Lịch làm việc: {'; '.join(says)}")


# ------------------------------------------------------------ acts


def _act(refusal: Refusal, names: Names) -> Cause:
    act = refusal.act
    verb = "được nhận" if refusal.today else "bị từ chối"
    says = f"Việc «{ACTS.get(act.act, act.act)}» của {names.label(act.by)} lúc {happened(act.at)}, về {act.on}: {verb}"
    today, changed = ((f"Từ chối: {reason}",) if reason else () for reason in (refusal.today, refusal.changed))
    change: Change = "come" if refusal.today else "go"
    return Cause("act", change, says, (act.on.partition("#")[0],), (), today, changed)
