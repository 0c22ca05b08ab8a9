"""A score for everybody who had work in a period, as advice, with its basis line by line; a person decides.

The law in force on the first day of the period says how. What is not known, such as what only a person can judge, is
never taken for nothing: the score is then a range, and where the range touches two levels there is no level at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from fractions import Fraction
from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config.dated import on
from config.ratings import Criterion, Level, Points, Scheme
from workflows.charter import Charter
from workflows.rate_parts import (
    NOTHING,
    WHOLE,
    Part,
    all_on_time,
    by_shares,
    exact,
    high_of,
    low_of,
    quality,
    quantity,
    schedule,
    spelled,
)
from workflows.rate_products import Product, RatedPeriod, concerning, products
from workflows.register.tables import Escalation
from workflows.register.tables_liability import Liability
from workflows.register.tables_rating import Rating
from workflows.working_time import at

CRITERIA: dict[str, str] = {
    "general": "tiêu chí chung",
    "quantity": "số lượng",
    "quality": "chất lượng",
    "schedule": "tiến độ",
    "subordinates": "kết quả của cấp dưới",
    "organising": "khả năng tổ chức",
    "unity": "đoàn kết nội bộ",
}


class NoScheme(LookupError):
    """No rules of rating were in force; the message says for when."""


@dataclass(frozen=True, slots=True)
class Rated:
    """What the machine makes of one post in one period.

    Attributes:
        post: key of the post, or of a named officer.
        leader: whether it was rated as the head of a unit or as a deputy.
        low: the least score; None where nothing was due, or where the law counts no points.
        high: the most.
        level: the level that follows; None where the data do not say.
        why: why there is no level; empty where there is one.
        parts: the criteria.
        products: what was due.
        notes: what else bears on it: proposals issued, liabilities.
    """

    post: str
    leader: bool
    low: Fraction | None
    high: Fraction | None
    level: Level | None
    why: str
    parts: tuple[Part, ...] = ()
    products: tuple[Product, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Sheet:
    """The advice for one period.

    Attributes:
        period: the period.
        scheme: the rules in force on its first day.
        cites: what they rest on.
        rated: by post, in order.
        notes: what concerns all of them.
    """

    period: RatedPeriod
    scheme: Scheme
    cites: str
    rated: list[Rated] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


#: By post, what a person has judged: ``general`` in points, other criteria in per cent.
Given = Mapping[str, Mapping[str, Fraction]]


def scheme_of(charter: Charter, period: RatedPeriod) -> tuple[Scheme, str]:
    """Return the rules of rating in force on the first day of a period, and what they rest on.

    Raises:
        NoScheme: when there were none, or they rate no such periods.
    """
    entry = on(charter.policy.national.ratings.schemes, period.first)
    if entry is None or entry.value is None:
        raise NoScheme(f"Chưa có quy định xếp loại nào có hiệu lực vào ngày {period.first:%d/%m/%Y}.")
    if period.cadence not in entry.value.cadences:
        raise NoScheme(f"{entry.value.label} không xếp loại theo kỳ «{period.key}».")
    return entry.value, charter.cite(entry.cites)


def rate(
    session: Session, charter: Charter, period: RatedPeriod, *, as_of: datetime, given: Given | None = None
) -> Sheet:
    """Compute the advice for everybody who had work in a period.

    Args:
        session: an open session.
        charter: the jurisdiction.
        period: the period.
        as_of: the instant (aware).
        given: what a person has judged.

    Raises:
        NoScheme: when no rules were in force.
    """
    scheme, cites = scheme_of(charter, period)
    sheet = Sheet(period, scheme, cites)
    computing = _Computing(session, charter, period, scheme, as_of, given or {})
    sheet.rated = [computing.of(post) for post in computing.subjects()]
    if (points := scheme.points) is not None and points.excellent_of_good is not None:
        sheet.notes += _too_many(sheet.rated, Fraction(points.excellent_of_good) / 100)
    return sheet


def level_of(points: Points, score: Fraction) -> Level:
    """Return the level that a score reaches: the best whose least it has, inclusive."""
    return next(band.level for band in points.bands if score >= Fraction(band.at_least))


def _too_many(rated: Sequence[Rated], share: Fraction) -> list[str]:
    excellent = sum(one.level == "excellent" for one in rated)
    good = sum(one.level in ("excellent", "good") for one in rated)
    if excellent <= share * good:
        return []
    return [
        f"{excellent} người đạt điểm xuất sắc, vượt {spelled(share * 100)}% của {good} người từ mức tốt trở lên; "
        f"người có thẩm quyền chọn trong số đó."
    ]


class _Computing:
    """The ratings of one period, each computed once: those below before those above."""

    def __init__(
        self, session: Session, charter: Charter, period: RatedPeriod, scheme: Scheme, as_of: datetime, given: Given
    ) -> None:
        self._session, self._charter, self._period, self._scheme = session, charter, period, scheme
        self._as_of, self._given = as_of, given
        self._points = cast(Points, scheme.points)
        self._products = products(session, charter, period, as_of=as_of)
        self._done: dict[str, Rated] = {}
        self._under_way: set[str] = set()
        organization = charter.jurisdiction.organization
        self._heads = {unit.head for unit in organization.units}
        self._outside = {post.key for post in organization.posts if post.external}
        self._deputies = {one.deputy for one in self._products}
        rating = select(Rating.post, Rating.level).where(
            Rating.jurisdiction == charter.key, Rating.period == period.key, Rating.decided_at <= as_of
        )
        self._decided: dict[str, str] = dict(session.execute(rating).tuples().all())

    def subjects(self) -> list[str]:
        """Return everybody of ours who had work, in order."""
        found = {
            post
            for one in self._products
            for post in (one.head, one.co_head, one.officer, one.deputy, one.authority)
            if post and post not in self._outside
        }
        return sorted(found)

    def of(self, post: str) -> Rated:
        """Return the rating of a post."""
        if post not in self._done:
            self._under_way.add(post)
            self._done[post] = self._rated(post)
            self._under_way.discard(post)
        return self._done[post]

    def _rated(self, post: str) -> Rated:
        mine, leader = concerning(post, self._products), post in self._heads or post in self._deputies
        known = [one for one in mine if one.known]
        waiting = sum(one.handed_in and not one.result for one in mine)
        notes = tuple(self._notes(post, waiting))
        if not known:
            why = "chưa đủ dữ liệu: chưa có việc nào đến hạn trong kỳ đã được đánh giá"
            return Rated(post, leader, None, None, None, why, (), tuple(mine), notes)
        if self._scheme.shares is not None:
            level, part = by_shares(self._scheme.shares, known)
            why = "" if level else "chưa đủ dữ liệu: quy định không nói mức nào cho tỷ lệ này, người có thẩm quyền xét"
            return Rated(post, leader, None, None, level, why, (part,), tuple(mine), notes)
        points = self._points
        parts = [
            self._part(name, post, mine, points) for name in (points.leader_criteria if leader else points.criteria)
        ]
        general = self._general(post, points)
        shares = len(parts)
        low, high = (
            end(general) * Fraction(points.general) + sum(map(end, parts), NOTHING) / shares * Fraction(points.results)
            for end in (low_of, high_of)
        )
        below, above = level_of(points, low), level_of(points, high)
        open_ = ", ".join(CRITERIA[part.name] for part in (general, *parts) if not part.known)
        why = "" if below == above else f"chưa đủ dữ liệu: chưa có điểm {open_}"
        level = below if below == above else None
        return Rated(post, leader, low, high, level, why, (general, *parts), tuple(mine), notes)

    def _general(self, post: str, points: Points) -> Part:
        most = Fraction(points.general)
        told = self._given.get(post, {}).get("general")
        if told is None:
            return Part("general", NOTHING, WHOLE, "do người có thẩm quyền cho điểm; chưa có")
        return exact("general", min(told / most, WHOLE) if most else NOTHING, f"{spelled(told)}/{spelled(most)} điểm")

    def _part(self, name: Criterion, post: str, mine: Sequence[Product], points: Points) -> Part:
        told = self._given.get(post, {}).get(name)
        if name == "quantity":
            return quantity(mine)
        if name == "quality":
            return quality(mine, Fraction(points.failed_off) / 100)
        if name == "schedule":
            return schedule(mine, Fraction(points.late_off) / 100)
        if name == "subordinates":
            return self._below(post, mine, Fraction(points.subordinate_failed) / 100)
        if told is not None:
            return exact(name, min(told / 100, WHOLE), "do người có thẩm quyền cho điểm")
        if name == "organising" and all_on_time(mine):
            return exact(name, WHOLE, "mọi việc đến hạn trong kỳ đều đạt và đúng hạn")
        return Part(name, NOTHING, WHOLE, "do người có thẩm quyền cho điểm; chưa có")

    def _below(self, post: str, mine: Sequence[Product], kept: Fraction) -> Part:
        """The result of those below: whole where all at least complete, less where any fails."""
        chain, last = self._charter.chain, self._period.last
        posts = self._charter.jurisdiction.organization.posts
        everybody = set(self.subjects()) - {post}
        below = {one.key for one in posts if one.key in everybody and chain.above(one.key, last) == post}
        below |= {one.officer for one in mine if one.head == post and one.officer in everybody and one.officer != post}
        below |= {one.head for one in mine if one.deputy == post and one.head != post}
        below -= self._under_way  # who steers each other's field is below neither
        levels = {one: self._decided.get(one) or self.of(one).level for one in sorted(below)}
        failing = [self._charter.label(one) for one, level in levels.items() if level == "not_completed"]
        if failing:
            return exact("subordinates", kept, f"có cấp dưới không hoàn thành nhiệm vụ: {'; '.join(failing)}")
        if not levels:
            return Part("subordinates", kept, WHOLE, "chưa có xếp loại của cấp dưới")
        if unknown := [self._charter.label(one) for one, level in levels.items() if level is None]:
            return Part("subordinates", kept, WHOLE, f"chưa đủ dữ liệu về: {'; '.join(unknown)}")
        return exact("subordinates", WHOLE, f"{len(levels)} cấp dưới đều từ mức hoàn thành trở lên")

    def _notes(self, post: str, waiting: int) -> list[str]:
        """What else bears on it, for whoever decides: never part of the score."""
        since, until = at(self._period.first, time(0)), min(self._period.ends_at, self._as_of)
        notes = [f"{waiting} việc đã nộp chưa được đánh giá, chưa tính vào điểm"] if waiting else []
        charged = self._session.scalar(
            select(func.count())
            .select_from(Liability)
            .where(Liability.post == post, Liability.jurisdiction == self._charter.key, Liability.state == "charged")
            .where(Liability.at > since, Liability.at <= until)
        )
        if charged:
            notes.append(f"{charged} lần bị ghi trách nhiệm trong kỳ")
        wording = self._charter.policy.national.wording
        issued = self._session.execute(
            select(Escalation.rung, func.count())
            .where(Escalation.addressee == post, Escalation.jurisdiction == self._charter.key)
            .where(Escalation.mode == "proposal", Escalation.issued_at > since, Escalation.issued_at <= until)
            .group_by(Escalation.rung)
            .order_by(Escalation.rung)
        )
        return notes + [f"{wording.label('rungs', rung).lower()}: {count} lần trong kỳ" for rung, count in issued]


def as_json(one: Rated, charter: Charter) -> dict[str, Any]:
    """Return a rating as plain data: points with two decimals, shares in per cent; what is not known is null."""
    return {
        "post": one.post,
        "label": charter.label(one.post),
        "leader": one.leader,
        "score": _number(one.low) if one.low == one.high else None,
        "score_from": _number(one.low),
        "score_to": _number(one.high),
        "level": one.level,
        "why_not": one.why or None,
        "criteria": [
            {
                "name": part.name,
                "share": _number(part.low * 100) if part.known else None,
                "share_from": _number(part.low * 100),
                "share_to": _number(part.high * 100),
                "said": part.said,
            }
            for part in one.parts
        ],
        "products": [
            {
                "key": product.key,
                "handed_in": product.handed_in,
                "result": product.result or None,
                "late": product.late,
                "failed": product.failed,
                "objective": product.objective,
                "counted": product.known,
            }
            for product in one.products
        ],
        "notes": list(one.notes),
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 2)
