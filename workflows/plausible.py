"""Figures of several periods that cannot all be true: a whole that is less than its parts (trap 23).

Cumulative figures hold what was reported for the periods inside theirs: six months at least the first quarter, a year
at least six months and the third quarter. What fails is marked and told to whoever checks it, never refused: which of
the figures is wrong is for people to find (GĐ-72).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.acts import Act
from workflows.escalate import queue
from workflows.register.tables import Assignment, Figure, Report
from workflows.register.unit_of_work import UnitOfWork

#: Parts of a figure that are counted, and so can be compared: how many, and of how many.
COUNTED = {"value": "", "of": " (tổng số)"}


@dataclass(frozen=True, slots=True)
class Reported:
    """One period of a report, with the figures that stand for it.

    Attributes:
        period: its key.
        label: what people call it.
        first: first day of its data window.
        last: last day of its data window.
        cumulative: whether its figures include those of the periods inside its window.
        figures: by name, how many, and of how many where that was said.
    """

    period: str
    label: str
    first: date
    last: date
    cumulative: bool
    figures: dict[str, dict[str, Decimal]]


@dataclass(frozen=True, slots=True)
class Breach:
    """One figure of a whole that is less than its parts.

    Attributes:
        figure: its name.
        of: whether it is the total (``of``) that is too small.
        whole: the period with the cumulative figure.
        value: that figure.
        parts: the periods inside it, with their figures.
    """

    figure: str
    of: bool
    whole: Reported
    value: Decimal
    parts: tuple[tuple[Reported, Decimal], ...]

    @property
    def least(self) -> Decimal:
        """What the whole would have to be at least."""
        return sum((value for _, value in self.parts), Decimal(0))

    @property
    def said(self) -> str:
        """The breach in one sentence."""
        parts = " + ".join(f"{one.label} {value}" for one, value in self.parts)
        of = COUNTED["of" if self.of else "value"]
        return f"«{self.figure}»{of}: {self.whole.label} {self.value}, nhỏ hơn {parts}"

    @property
    def details(self) -> dict[str, Any]:
        """The breach as the journal keeps it."""
        return {
            "figure": self.figure,
            "of": self.of,
            "period": self.whole.period,
            "value": str(self.value),
            "least": str(self.least),
            "parts": [{"period": one.period, "value": str(value)} for one, value in self.parts],
            "said": self.said,
        }


def breaches(periods: Sequence[Reported], about: str) -> Iterator[Breach]:
    """Yield what cannot be true about one period and those it includes or is included in.

    Args:
        periods: every period of one report of one performer that has figures.
        about: key of the period that was reported now; what does not concern it is left out.
    """
    for whole in sorted(periods, key=lambda one: (one.first, one.last)):
        if not whole.cumulative:
            continue
        for name, stands in whole.figures.items():
            for counted in COUNTED:
                parts = tuple(_parts(whole, periods, name, counted))
                concerned = about in (whole.period, *(one.period for one, _ in parts))
                if parts and concerned and counted in stands and stands[counted] < sum(value for _, value in parts):
                    yield Breach(name, counted == "of", whole, stands[counted], parts)


def _parts(whole: Reported, periods: Sequence[Reported], name: str, counted: str) -> Iterator[tuple[Reported, Decimal]]:
    """Yield the longest periods inside a whole that do not overlap and have the figure: what has to add up to it."""
    inside = [
        one
        for one in periods
        if one.period != whole.period and whole.first <= one.first and one.last <= whole.last
        if counted in one.figures.get(name, {})
    ]
    taken: list[Reported] = []
    for one in sorted(inside, key=lambda one: (one.first - one.last, one.first)):
        if all(one.last < other.first or other.last < one.first for other in taken):
            taken.append(one)
    yield from ((one, one.figures[name][counted]) for one in sorted(taken, key=lambda one: one.first))


def check(session: Session, row: Assignment, act: Act) -> dict[str, Any]:
    """Compare what is handed in with the same performer's other periods; return what the journal says of it.

    Args:
        session: of the register.
        row: the report, or the official figures that are owed for one.
        act: what is handed in.
    """
    base = session.get_one(Assignment, row.base_id) if row.kind == "official_figures" else row
    if base.kind != "periodic_report" or not base.period or not act.content.get("figures"):
        return {}
    handed_in = _figures((str(f["name"]), f.get("value"), f.get("of")) for f in act.content["figures"])
    found = []
    for one in _periods(session, base):
        figures = _standing(session, one) | (handed_in if one.id == base.id else {})
        if (reported := _reported(one, figures)) is not None:
            found.append(reported)
    broken = [one.details for one in breaches(found, base.period)]
    return {"implausible": broken} if broken else {}


def tell(uow: UnitOfWork, row: Assignment, act: Act, broken: Sequence[dict[str, Any]]) -> None:
    """Tell whoever checks the report that its figures cannot all be true; nobody checks their own."""
    base = uow.session.get_one(Assignment, row.base_id) if row.base_id else row
    to = next((post for post in (base.monitor, base.authority) if post and post != base.head), "")
    if to:
        facts = {"said": "; ".join(one["said"] for one in broken)}
        queue(uow, "implausible", base, row.key, to=to, at=act.at, facts=facts)


def _periods(session: Session, base: Assignment) -> Sequence[Assignment]:
    """Return every period of a report of one performer, itself among them; a successor's keep the performer's key."""
    row = Assignment
    return session.scalars(
        select(row)
        .where(
            row.directive_id == base.directive_id,
            row.clause == base.clause,
            row.duty == base.duty,
            row.key.startswith(base.key.removesuffix(base.period), autoescape=True),
            row.derived == 0,
            row.state != "revoked",
        )
        .order_by(row.key)
    ).all()


def _standing(session: Session, base: Assignment) -> dict[str, dict[str, Decimal]]:
    """Return the figures that stand for a period: of each name the last one told, official or not."""
    rows = session.execute(
        select(Figure.name, Figure.value, Figure.of)
        .join(Report, Report.id == Figure.report_id)
        .join(Assignment, Assignment.id == Report.assignment_id)
        .where((Assignment.id == base.id) | ((Assignment.base_id == base.id) & (Assignment.kind == "official_figures")))
        .order_by(Report.at, Report.id)
    )
    return _figures(rows.tuples())


def _figures(told: Iterable[tuple[str, Any, Any]]) -> dict[str, dict[str, Decimal]]:
    found: dict[str, dict[str, Decimal]] = {}
    for name, value, of in told:
        # Whatever stands here was checked when it was handed in.
        counted = {"value": value, "of": of}
        found[name] = {key: Decimal(str(one)) for key, one in counted.items() if one not in (None, "")}
    return found


def _reported(row: Assignment, figures: dict[str, dict[str, Decimal]]) -> Reported | None:
    window = row.why.get("window")
    if not window or not figures:
        return None
    label = row.title.rpartition(" – ")[2] or row.period
    first, last = (date.fromisoformat(day) for day in window)
    return Reported(row.period, label, first, last, bool(row.why.get("cumulative")), figures)
