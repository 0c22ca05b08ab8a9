"""A stretch of the journal as a timeline for people who read it on a console."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from workflows.charter import Charter
from workflows.happenings import DELIVERIES, Happening

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
#: Up to so many names stand beside a duty each time; more are named once a day.
FEW = 2


def _place(heap: tuple[tuple[str, str], list[Happening]]) -> tuple[str, bool, bool]:
    (hour, _), some = heap
    return hour, bool(some[0].who), some[0].trigger in DELIVERIES


class Timeline:
    """Writes happenings day by day, and remembers what it has said already."""

    def __init__(self, charter: Charter) -> None:
        """Take the names of the directives, which need not stand on every line."""
        self._directives = [directive.label for directive in charter.directives]
        self._day = ""
        self._named: tuple[str, ...] = ()

    def lines(self, told: Sequence[Happening]) -> Iterator[str]:
        """Yield the lines for what happened next, in order of time."""
        for day, of_day in groupby(sorted(told, key=lambda one: (one.day, one.at)), key=lambda one: one.day):
            title = f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"
            if title != self._day:
                self._day, self._named = title, ()
                yield ""
                yield title
            heaps: dict[tuple[str, str], list[Happening]] = {}
            for one in of_day:
                heaps.setdefault((one.hour, one.what), []).append(one)
            # At one instant the directive comes before what it gives rise to, a letter before its arrival, the rest as
            # it came.
            for (hour, what), some in sorted(heaps.items(), key=_place):
                yield f"  {hour}  {what}"
                yield from self._duties(some)

    def _duties(self, some: Sequence[Happening]) -> Iterator[str]:
        """Yield each duty with whom it concerns and what it rests on; what comes next once, where it is the same."""
        for following, alike in groupby(some, key=lambda one: one.following):
            for one in alike:
                who = f": {self._who(one.who)}" if one.who else ""
                yield f"         · {one.duty}{who} [{self._short(one.cites)}]"
            if following:
                yield f"           → {following}"

    def _who(self, who: tuple[str, ...]) -> str:
        if len(who) <= FEW:
            return "; ".join(who)
        if who == self._named:
            return f"{len(who)} nơi như trên"
        self._named = who
        return f"{len(who)} nơi ({'; '.join(who)})"

    def _short(self, cites: str) -> str:
        for label in self._directives:
            cites = cites.replace(f"{label}, ", "")
        return cites
