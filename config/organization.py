"""Who there is: posts and units of a jurisdiction and of the bodies above it. Posts, never people."""

from datetime import date

from pydantic import Field

from config.citation import OptionalCites, Source
from config.located import Key, Line, Located, Text


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
        answers_to: the post it answers to; None at the top of what we know.
        heads: whether it answers in person for a field, so that no head stands above it.
        deputy_in_charge: the deputy who steers its field and gets copies.
        vacancies: when nobody held it.
        email: where notices go; None: served on paper.
        cites: what says so.
        note: what is assumed.
    """

    unit: Key
    answers_to: Key | None = None
    heads: bool = False
    deputy_in_charge: Key | None = None
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
        deputy_in_charge: the deputy who steers it and gets copies.
        email: where notices go.
        cites: what says so.
        note: what is assumed.
    """

    parent: Key | None = None
    head: Key
    deputy_in_charge: Key | None = None
    email: Text | None = None


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
        note: what is assumed.
    """

    jurisdiction: Key
    label: Text
    level: Text
    zone: Text = "Asia/Ho_Chi_Minh"
    sources: tuple[Source, ...] = ()
    posts: tuple[Post, ...] = Field(min_length=1)
    units: tuple[Unit, ...] = Field(min_length=1)
    note: Text | None = None

    def post(self, key: str) -> Post | None:
        """The post of a key, or None."""
        return next((post for post in self.posts if post.key == key), None)

    def unit(self, key: str) -> Unit | None:
        """The unit of a key, or None."""
        return next((unit for unit in self.units if unit.key == key), None)

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
        found = self.post(key) or self.unit(key)
        return key if found is None else found.label
