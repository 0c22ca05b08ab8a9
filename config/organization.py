"""Who there is: posts and units of a jurisdiction and of the bodies above it. Posts, never people."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from config.citation import OptionalCites, Source
from config.located import Key, Line, Located, Provenance, Text
from config.yaml_source import Mapping


class Vacancy(Located):
    """A time during which nobody holds a post.

    Attributes:
        from_: first vacant day.
        until: first day on which it is held again; None while it lasts.
        acting: the post that acts for it; None: nobody.
        cites: what says so.
    """

    from_: date = Field(alias="from")
    until: date | None = None
    acting: Key | None = None
    cites: OptionalCites = ()

    def covers(self, day: date) -> bool:
        """Whether the post is vacant on a day."""
        return self.from_ <= day and (self.until is None or day < self.until)


class Edge(Located):
    """To whom a post or a unit is bound, on one line, for a time; a bare key stands for one that always holds.

    Attributes:
        to: key of the post at the other end.
        line: the line of command; None: the line of whoever is bound.
        from_: first day on which it holds; None: from the beginning.
        until: first day on which it no longer holds; None while it does.
        provenance: whether a text says so or we read it so.
        cites: what says so.
    """

    to: Key
    line: Line | None = None
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    provenance: Provenance = "document"
    cites: OptionalCites = ()

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day < self.until)


def _edges(value: object) -> object:
    """Let a bare key stand for one edge that always holds."""
    if isinstance(value, str):
        return ({"to": value},)
    if isinstance(value, Mapping):
        return (value,)
    return value


Edges = Annotated[tuple[Edge, ...], BeforeValidator(_edges, json_schema_input_type=str | Edge | tuple[Edge, ...])]
"""One edge or several: ``chu_tich``, or ``[{to: chu_tich, until: 2025-07-01}, {to: bi_thu, line: party}]``."""


class _Lasting(Located):
    """Something that exists from a day until a day (half-open)."""

    key: Key
    label: Text
    line: Line = "administrative"
    external: bool = False
    valid_from: date
    valid_until: date | None = None
    successors: tuple[Key, ...] = ()
    cites: OptionalCites = ()
    note: Text | None = None

    def exists_on(self, day: date) -> bool:
        """Whether it exists on a day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    def bound(self, edges: tuple[Edge, ...], day: date, line: str) -> Edge | None:
        """Which of its edges holds on a day and a line of command.

        Args:
            edges: edges of one kind.
            day: the day.
            line: the line asked for; where no edge stands on it, the one on its own line counts.
        """
        holding = [edge for edge in edges if edge.holds(day)]
        for wanted in (line, self.line):
            found = next((edge for edge in holding if (edge.line or self.line) == wanted), None)
            if found is not None:
                return found
        return None


class Post(_Lasting):
    """A post (chức danh). Duties sit on posts; a holder is an opaque identifier elsewhere.

    Attributes:
        key: short name.
        label: its Vietnamese name.
        line: administrative or Party.
        external: whether it belongs to a body above this jurisdiction.
        valid_from: first day on which it exists.
        valid_until: first day on which it no longer exists; None while it does.
        successors: posts that took it over.
        unit: the unit it belongs to.
        answers_to: the posts it answers to, one a line at a time; none at the top of what we know.
        heads: whether it answers in person for a field, so that no head stands above it.
        deputy_in_charge: the deputy who steers its field and gets copies.
        vacancies: when nobody held it.
        email: where notices go; None: served on paper.
        cites: what says so.
        note: what is assumed.
    """

    unit: Key
    answers_to: Edges = ()
    heads: bool = False
    deputy_in_charge: Edges = ()
    vacancies: tuple[Vacancy, ...] = ()
    email: Text | None = None

    def vacancy_on(self, day: date) -> Vacancy | None:
        """The vacancy that covers a day, if any."""
        return next((vacancy for vacancy in self.vacancies if vacancy.covers(day)), None)


class Unit(_Lasting):
    """A unit (cơ quan, đơn vị).

    Attributes:
        key: short name.
        label: its Vietnamese name.
        line: administrative or Party.
        external: whether it is a body above this jurisdiction.
        valid_from: first day on which it exists.
        valid_until: first day on which it no longer exists; None while it does.
        successors: units that took it over.
        parent: the unit it belongs to.
        head: the post that answers for it.
        counterpart: the body of the same level on the other line of command: a Party committee and the People's
            Committee it directs name each other.
        deputy_in_charge: the deputy who steers it and gets copies.
        email: where notices go.
        cites: what says so.
        note: what is assumed.
    """

    parent: Key | None = None
    head: Key
    counterpart: Key | None = None
    deputy_in_charge: Edges = ()
    email: Text | None = None


class Group(Located):
    """Units or posts that directives address together (*các xã, phường*).

    Attributes:
        key: short name, to be used wherever a performer stands.
        label: its Vietnamese name.
        members: keys of its units or posts.
        provenance: whether a text lists them or we do.
        cites: what says so.
    """

    key: Key
    label: Text
    members: tuple[Key, ...] = Field(min_length=1)
    provenance: Provenance = "document"
    cites: OptionalCites = ()


class Clerk(Located):
    """A post that keeps the register (*văn thư*): it enters there what came in from anybody.

    Attributes:
        post: the post.
        provenance: whether a text names it or we do.
        cites: what says so.
    """

    post: Key
    provenance: Provenance = "document"
    cites: OptionalCites = ()


class Organization(Located):
    """``organization.yaml``.

    Attributes:
        jurisdiction: key of the jurisdiction; the name of its folder.
        label: its Vietnamese name.
        level: commune, district, province or ministry.
        zone: the time zone in which its days end.
        sources: documents of its own that its directives cite.
        posts: all posts, those of bodies above included.
        units: all units, those above included.
        groups: units or posts addressed together.
        clerks: posts that keep the register; none: nobody enters for others.
        note: what is assumed.
    """

    jurisdiction: Key
    label: Text
    level: Text
    zone: Text = "Asia/Ho_Chi_Minh"
    sources: tuple[Source, ...] = ()
    posts: tuple[Post, ...] = Field(min_length=1)
    units: tuple[Unit, ...] = Field(min_length=1)
    groups: tuple[Group, ...] = ()
    clerks: tuple[Clerk, ...] = ()
    note: Text | None = None

    def post(self, key: str) -> Post | None:
        """The post of a key, or None."""
        return next((post for post in self.posts if post.key == key), None)

    def unit(self, key: str) -> Unit | None:
        """The unit of a key, or None."""
        return next((unit for unit in self.units if unit.key == key), None)

    def group(self, key: str) -> Group | None:
        """The group of a key, or None."""
        return next((group for group in self.groups if group.key == key), None)

    def members(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Put the members of groups in their place, each post or unit once, in order."""
        found: dict[str, None] = {}
        for key in keys:
            group = self.group(key)
            found |= dict.fromkeys((key,) if group is None else group.members)
        return tuple(found)

    def head_of(self, performer: str) -> Post | None:
        """The post that answers for a performer.

        Args:
            performer: key of a post or a unit.

        Returns:
            For a unit its head; for a post that heads its field the post itself, for any other post
            the head of its unit; None where the key is unknown.
        """
        unit = self.unit(performer)
        if unit is None:
            post = self.post(performer)
            if post is None or post.heads:
                return post
            unit = self.unit(post.unit)
        return None if unit is None else self.post(unit.head)

    def label_of(self, key: str) -> str:
        """The Vietnamese name of a post or a unit, or the key itself where there is none."""
        found = self.post(key) or self.unit(key) or self.group(key)
        return key if found is None else found.label
