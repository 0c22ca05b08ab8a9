"""Which assignments appear, disappear, or are asked otherwise: each told once, whatever follows from it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain

from workflows.asked import asked
from workflows.charter import Charter
from workflows.escalate import said
from workflows.register.tables import Assignment
from workflows.what_if.cause import Cause, Facet
from workflows.what_if.events import Change
from workflows.what_if.lived import Lived
from workflows.what_if.names import Names
from workflows.why_dates import dates
from workflows.working_time import day_of

#: Columns that name posts and units: what does not change by an act.
ROLES = (
    "head", "deputy", "coordinators", "watcher", "monitor", "authority", "route_point", "co_head", "co_authority",
)  # fmt: skip
#: Further columns that are compared as they stand.
PLAIN = ("kind", "result_required", "modality", "provenance", "line")
#: So many periods or names are told one by one.
FEW = 6

#: Directive, clause and duty.
Cell = tuple[str, str, str]


def assigned_otherwise(
    today: Lived, changed: Lived, names: Names, *, end: datetime, without: frozenset[str]
) -> Iterator[Cause]:
    """Yield what the policies ask otherwise of people: duty by duty.

    Args:
        today: the stretch under today's policy.
        changed: the same stretch under the changed one.
        names: of posts and units.
        end: what opens at or after this instant under both policies is left out.
        without: keys of directives whose assignments appear or disappear as a whole, which is told already.
    """
    cells: dict[Cell, dict[str, None]] = {}
    for key, row in chain(today.rows.items(), changed.rows.items()):
        directive = _directive(key)
        if not row.derived and row.opens_at < end and directive not in without:
            cells.setdefault((directive, row.clause, row.duty), {})[key] = None
    for keys in cells.values():
        yield from _Duty(today, changed, names, list(keys)).causes()


class _Duty:
    """One duty, with all its assignments under both policies."""

    def __init__(self, today: Lived, changed: Lived, names: Names, keys: list[str]) -> None:
        self.today, self.changed, self.names = today, changed, names
        self.before = {key: today.rows[key] for key in keys if key in today.rows}
        self.after = {key: changed.rows[key] for key in keys if key in changed.rows}
        self.label = self._label()

    def causes(self) -> Iterator[Cause]:
        """Yield what is otherwise about it."""
        gone = [key for key in self.before if key not in self.after]
        come = [key for key in self.after if key not in self.before]
        if gone or come:
            yield from self._given(gone, come)
        yield from self._asked([key for key in self.before if key in self.after])

    def _label(self) -> str:
        lived, rows = (self.today, self.before) if self.before else (self.changed, self.after)
        row = next(iter(rows.values()))
        found = asked(lived.charter, row)
        if found is None:
            return f"«{row.title}»"
        return f"«{found.duty.what or found.clause.summary}» [{found.clause.printed_label}]"

    # ------------------------------------------------------------ given to others, or no more

    def _given(self, gone: list[str], come: list[str]) -> Iterator[Cause]:
        """Tell what is there under one policy only: the whole duty, performers, or periods of theirs."""
        if not self.before or not self.after:
            keys, rows, verb = (come, self.after, "Thêm") if come else (gone, self.before, "Bớt")
            change: Change = "come" if come else "go"
            said_of = f"; {self._periods(keys, rows)}" if any(row.period for row in rows.values()) else ""
            whom = self.names.some(_performers(keys))
            yield Cause("assignment", change, f"{verb} nhiệm vụ {self.label}: giao {whom}{said_of}", tuple(keys))
            return
        left = [one for one in _performers(gone) if one not in _performers(self.after)]
        new = [one for one in _performers(come) if one not in _performers(self.before)]
        moved = [key for key in (*gone, *come) if _performer(key) in (*left, *new)]
        if left and new:
            says = f"{self.label}: giao {self.names.some(new)}, không giao {self.names.some(left)} nữa"
            yield Cause("assignment", "move", says, tuple(moved))
        elif moved:
            change, verb = ("come", "giao thêm") if new else ("go", "không giao nữa cho")
            yield Cause("assignment", change, f"{self.label}: {verb} {self.names.some(new or left)}", tuple(moved))
        for keys, rows, change, verb in (
            (come, self.after, "come", "thêm"),
            (gone, self.before, "go", "bớt"),
        ):
            if rest := [key for key in keys if key not in moved]:
                whom = self.names.some(_performers(rest))
                says = f"{self.label}: {verb} {self._periods(rest, rows)}, đối với {whom}"
                yield Cause("assignment", change, says, tuple(rest))

    def _periods(self, keys: list[str], rows: dict[str, Assignment]) -> str:
        """Name periods; of many how many, the first and the last; what has none is only counted."""
        found = list(dict.fromkeys(filter(None, (_period(rows[key]) for key in keys))))
        if not found:
            return f"{len(keys)} việc"
        if len(found) <= FEW:
            return f"{len(found)} kỳ ({', '.join(found)})"
        return f"{len(found)} kỳ (từ {found[0]} đến {found[-1]})"

    # ------------------------------------------------------------ asked otherwise

    def _asked(self, kept: list[str]) -> Iterator[Cause]:
        """Tell what is otherwise about what both policies ask, the same of several performers and periods together."""
        heaps: dict[tuple[Facet, ...], list[str]] = {}
        for key in kept:
            if facets := tuple(self._facets(key)):
                heaps.setdefault(facets, []).append(key)
        if len(heaps) > FEW:
            yield self._series(heaps)
            return
        for facets, keys in heaps.items():
            yield Cause("assignment", "move", self._whose(keys), tuple(keys), facets, *self._why(keys[0], facets))

    def _series(self, heaps: dict[tuple[Facet, ...], list[str]]) -> Cause:
        """Tell what is otherwise about many periods once, and why by the first of them."""
        keys = [key for some in heaps.values() for key in some]
        facets = tuple(dict.fromkeys(chain.from_iterable(heaps)))
        return Cause("assignment", "move", self._whose(keys), tuple(keys), facets, *self._why(keys[0], facets))

    def _whose(self, keys: list[str]) -> str:
        periods = f", {self._periods(keys, self.before)}" if self.before[keys[0]].period else ""
        return f"{self.label}{periods}: {self.names.some(_performers(keys))}"

    def _facets(self, key: str) -> Iterator[Facet]:
        one, other = self.before[key], self.after[key]
        # What is not open yet has said no deadline to anybody.
        deadline = self.today.deadlines.get(key, said(one.deadline) or "")
        later = self.changed.deadlines.get(key, said(other.deadline) or "")
        if deadline != later:
            yield Facet("deadline", deadline, later)
        if one.opens_at != other.opens_at and not self._opens_with_directive(key):
            yield Facet("opens_at", said(one.opens_at) or "", said(other.opens_at) or "")
        if _bare(one) != _bare(other):
            yield Facet("title", _bare(one), _bare(other))
        for name in (*ROLES, *PLAIN):
            if (before := getattr(one, name)) != (after := getattr(other, name)):
                yield Facet(name, before, after)
        if one.quota != other.quota:
            yield Facet("quota", str(one.quota), str(other.quota))
        if (climbs := _climbs(self.today, one)) != (climbs_then := _climbs(self.changed, other)):
            yield Facet("ladder", climbs, climbs_then)

    def _opens_with_directive(self, key: str) -> bool:
        """Whether an assignment opens on both sides when its directive takes effect: that is told of the directive."""
        return all(
            day_of(rows[key].opens_at) == effect
            for lived, rows in ((self.today, self.before), (self.changed, self.after))
            if (effect := effective(lived.charter, _directive(key))) is not None
        )

    def _why(self, key: str, facets: tuple[Facet, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return why a deadline is what it is: the sentences that hold under one policy and not under the other."""
        if all(facet.name != "deadline" for facet in facets):
            return (), ()
        one, other = _sentences(self.today, self.before[key]), _sentences(self.changed, self.after[key])
        return tuple(s for s in one if s not in other), tuple(s for s in other if s not in one)


def effective(charter: Charter, directive: str) -> date | None:
    """Return the day on which a directive takes effect; None where the policy does not know it."""
    found = charter.policy.directive(directive)
    return None if found is None else found.effective_from.on


def _sentences(lived: Lived, row: Assignment) -> list[str]:
    """The last sentence, where it is declared, says another line for every line that was put in above it."""
    told = [lived.charter.short(sentence, row.key) for sentence in dates(lived.charter, row)]
    return told[:-1] if "where" in row.why else told


def _directive(key: str) -> str:
    return "/".join(key.split("/")[:2])


def _performer(key: str) -> str:
    return key.split("/")[4]


def _performers(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(_performer, keys)))


def _period(row: Assignment) -> str:
    return row.title.rpartition(" – ")[2] if row.period else ""


def _bare(row: Assignment) -> str:
    return row.title.rpartition(" – ")[0] if row.period else row.title


def _climbs(lived: Lived, row: Assignment) -> str:
    return lived.ladders[row.timetable].label if row.timetable else ""
