"""The chain of responsibility: who answers for a work, to whom, and who stands in for an empty post.

Five different edges are kept apart: *assigns* (the directing authority of a directive), *answers to* and *steers*
(edges of `config.organization`, dated, each on its line of command), *monitors* and *reports to via* (of a directive).
Here the second and third are walked. The walk goes performer → head → deputy in charge (copied) →
the authority that directs; vacancies are passed over with a reason, loops are refused, and nothing about somebody
ever goes to that somebody for judgement.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from config.organization import Organization, Post, Unit


class BrokenChain(Exception):
    """The chain cannot be walked; the message says where it breaks and what to mend."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a walk.

    Attributes:
        post: key of the post that is addressed.
        role: what it is to the work: ``officer``, ``head``, ``deputy_in_charge``, ``authority``, ``above``.
        passed_over: for each empty post before it, a Vietnamese sentence with its reason.
    """

    post: str
    role: str
    passed_over: tuple[str, ...] = ()


class Chain:
    """The organisation of one jurisdiction, ready to be walked on any day."""

    def __init__(self, organization: Organization) -> None:
        """Index the posts."""
        self.organization = organization
        self._posts = {post.key: post for post in organization.posts}

    def head_of(self, performer: str) -> str:
        """Return the post that answers for a performer (a unit's head; a post that heads its field itself).

        Raises:
            BrokenChain: when nobody answers for it.
        """
        head = self.organization.head_of(performer)
        if head is None:
            raise BrokenChain(f"Không xác định được người đứng đầu của «{performer}» trong tổ chức bộ máy.")
        return head.key

    def deputy_for(self, performer: str, day: date, line: str = "") -> str:
        """Return the deputy who steers the performer's field on a day and a line, or an empty text."""
        unit = self.organization.unit(performer)
        if unit is not None and (edge := unit.bound(unit.deputy_in_charge, day, line)) is not None:
            return self.successor(edge.to, day)
        head = self._posts[self.head_of(performer)]
        edge = head.bound(head.deputy_in_charge, day, line)
        return "" if edge is None else self.successor(edge.to, day)

    def above(self, post: str, day: date, line: str = "") -> str:
        """Return the post that `post` answers to on a day and a line of command, or an empty text at the top.

        Where the post answers to nobody on that line, its own line counts. Who has ended is named by the successor;
        where that is `post` itself, the next one up: nobody answers to themselves.
        """
        seen: list[str] = []
        here = post
        while here not in seen:
            seen.append(here)
            found = self._post(here)
            edge = found.bound(found.answers_to, day, line)
            if edge is None:
                return ""
            if (heir := self.successor(edge.to, day)) != post:
                return heir
            here = edge.to
        return ""

    def above_other(self, post: str, day: date, line: str, *, than: str) -> str:
        """Return `post`, or the nearest above it on a line that is not `than`; `post` where there is none."""
        found = post
        for _ in self._posts:
            if not found or found != than:
                break
            found = self.above(found, day, line)
        return found or post

    @cached_property
    def ends(self) -> tuple[date, ...]:
        """The days on which a post or a unit ends that another takes over, in order."""
        return tuple(sorted({day for thing in self._everything if (day := thing.valid_until) and thing.successors}))

    def heirs(self, day: date) -> dict[str, str]:
        """Return, for each post and unit that ends on a day and is taken over, who takes it over that day."""
        ending = (thing for thing in self._everything if thing.valid_until == day and thing.successors)
        return {thing.key: self.successor(thing.key, day) for thing in ending}

    def ended(self, post: str, day: date) -> bool:
        """Tell whether a post has ended by a day and another has taken it over."""
        return self.successor(post, day) != post

    @property
    def _everything(self) -> tuple[Post | Unit, ...]:
        return (*self.organization.posts, *self.organization.units)

    def successor(self, key: str, day: date) -> str:
        """Return who took a post or a unit over by a day, the first named of several (GĐ-42); itself while it lasts."""
        seen: list[str] = []
        while key not in seen:
            seen.append(key)
            found = self.organization.post(key) or self.organization.unit(key)
            if found is None or found.valid_until is None or day < found.valid_until or not found.successors:
                return key
            key = found.successors[0]
        raise BrokenChain(f"Nơi kế thừa đi vòng: {' → '.join([*seen, key])}.")

    def stand_in(self, post: str, day: date, *, line: str = "", avoid: Collection[str] = ()) -> Link:
        """Return who is addressed when `post` should be, on `day`.

        A post that has ended goes to its successor (GĐ-42); an empty one to whoever acts for it, else to the next link
        (GĐ-21); `avoid` are posts that the matter is about, and are passed over as well.

        Raises:
            BrokenChain: when the walk goes in a circle, or ends with nobody.
        """
        passed: list[str] = []
        heir = self.successor(post, day)
        if heir != post:
            passed.append(f"{self._post(post).label}: đã kết thúc, {self._post(heir).label} kế thừa")
        for current in self._upward(heir, day, line):
            vacancy = current.vacancy_on(day)
            if current.key in avoid:
                passed.append(f"{current.label}: không tự xem xét việc của mình")
            elif not current.exists_on(day):
                passed.append(f"{current.label}: không còn (hoặc chưa có) chức danh này vào ngày {day:%d/%m/%Y}")
            elif vacancy is None:
                return Link(current.key, "", tuple(passed))
            elif vacancy.acting and vacancy.acting not in avoid:
                passed.append(f"{current.label}: khuyết từ {vacancy.from_:%d/%m/%Y}, có người phụ trách thay")
                return Link(vacancy.acting, "", tuple(passed))
            else:
                passed.append(f"{current.label}: khuyết từ {vacancy.from_:%d/%m/%Y}")
        raise BrokenChain(f"Từ «{post}» trở lên không còn ai giữ chức danh vào ngày {day:%d/%m/%Y}.")

    def next_holder(self, holder: str, authority: str, day: date, *, about: str, line: str = "") -> str:
        """Return to whom a paper passes when `holder` was silent; empty past the directing `authority`.

        Args:
            holder: the silent post.
            authority: the directing authority, at which the paper stays.
            day: the day of passing on.
            about: the post the paper is about; it never gets it.
            line: the line of command on which it climbs.
        """
        if holder == authority:
            return ""
        last = "" if authority in (about, holder) else authority
        try:
            above = self.above(holder, day, line) or authority
            found = self.stand_in(above, day, line=line, avoid=(about, holder)).post
        except BrokenChain:
            return last
        return found if found in self._reach(holder, authority, day, line) else last

    def walk(self, performer: str, officer: str, authority: str, day: date, line: str = "") -> list[Link]:
        """Return the whole chain for a work, from the officer to the top, as it stood on `day`."""
        head = self.successor(self.head_of(performer), day)
        links = [Link(officer, "officer")] if officer and officer != head else []
        seated = self.stand_in(head, day, line=line)
        links.append(Link(seated.post, "head", seated.passed_over))
        if deputy := self.deputy_for(performer, day, line):
            links.append(Link(deputy, "deputy_in_charge"))
        seated = self.stand_in(authority, day, line=line, avoid=(head,))
        links.append(Link(seated.post, "authority", seated.passed_over))
        above = self.above(seated.post, day, line)
        while above and above not in {link.post for link in links}:
            links.append(Link(above, "above"))
            above = self.above(above, day, line)
        return links

    def empty_on(self, day: date) -> Iterator[str]:
        """Yield the posts that somebody else must stand in for on `day`."""
        for post in self._posts.values():
            if post.vacancy_on(day) or not post.exists_on(day):
                yield post.key

    def _reach(self, holder: str, authority: str, day: date, line: str) -> set[str]:
        """The posts from the holder up to the authority, and their stand-ins."""
        found: set[str] = set()
        for post in self._upward(holder, day, line):
            found |= {post.key, *(vacancy.acting for vacancy in post.vacancies if vacancy.acting)}
            if post.key == authority:
                return found
        return {authority}

    def _upward(self, post: str, day: date, line: str) -> Iterator[Post]:
        seen: list[str] = []
        while post:
            if post in seen:
                raise BrokenChain(f"Chuỗi trách nhiệm đi vòng: {' → '.join([*seen, post])}.")
            seen.append(post)
            current = self._post(post)
            yield current
            post = self.above(post, day, line)

    def _post(self, key: str) -> Post:
        if key not in self._posts:
            raise BrokenChain(f"Không có chức danh «{key}» trong tổ chức bộ máy.")
        return self._posts[key]
