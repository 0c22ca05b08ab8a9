"""The chain of responsibility: who answers for a work, to whom, and who stands in for an empty post.

Five different edges of `config.organization` are read here and never mixed: *assigns*, *answers to*, *steers*
(the deputy in charge), *monitors*, *reports to via*. The walk goes performer → head → deputy in charge (copied) →
the authority that directs; vacancies are passed over with a reason, loops are refused, and nothing about somebody
ever goes to that somebody for judgement.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from config.organization import Organization, Post


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

    def deputy_for(self, performer: str) -> str:
        """Return the deputy who steers the performer's field, or an empty text."""
        unit = self.organization.unit(performer)
        if unit is not None and unit.deputy_in_charge:
            return unit.deputy_in_charge
        return self._posts[self.head_of(performer)].deputy_in_charge or ""

    def above(self, post: str) -> str:
        """Return the post that `post` answers to, or an empty text at the top."""
        return self._post(post).answers_to or ""

    def stand_in(self, post: str, day: date, *, avoid: Collection[str] = ()) -> Link:
        """Return who is addressed when `post` should be, on `day`.

        An empty post goes to whoever acts for it, else to the next link (GĐ-21); `avoid` are posts that the matter
        is about, and are passed over as well.

        Raises:
            BrokenChain: when the walk goes in a circle, or ends with nobody.
        """
        passed: list[str] = []
        for current in self._upward(post):
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

    def next_holder(self, holder: str, authority: str, day: date, *, about: str) -> str:
        """Return to whom a paper passes when `holder` was silent; empty past the directing `authority`.

        Args:
            holder: the silent post.
            authority: the directing authority, at which the paper stays.
            day: the day of passing on.
            about: the post the paper is about; it never gets it.
        """
        if holder == authority:
            return ""
        last = "" if authority in (about, holder) else authority
        try:
            found = self.stand_in(self.above(holder) or authority, day, avoid=(about, holder)).post
        except BrokenChain:
            return last
        return found if found in self._reach(holder, authority) else last

    def walk(self, performer: str, officer: str, authority: str, day: date) -> list[Link]:
        """Return the whole chain for a work, from the officer to the top, as it stood on `day`."""
        head = self.head_of(performer)
        links = [Link(officer, "officer")] if officer and officer != head else []
        seated = self.stand_in(head, day)
        links.append(Link(seated.post, "head", seated.passed_over))
        if deputy := self.deputy_for(performer):
            links.append(Link(deputy, "deputy_in_charge"))
        seated = self.stand_in(authority, day, avoid=(head,))
        links.append(Link(seated.post, "authority", seated.passed_over))
        above = self.above(seated.post)
        while above and above not in {link.post for link in links}:
            links.append(Link(above, "above"))
            above = self.above(above)
        return links

    def empty_on(self, day: date) -> Iterator[str]:
        """Yield the posts that somebody else must stand in for on `day`."""
        for post in self._posts.values():
            if post.vacancy_on(day) or not post.exists_on(day):
                yield post.key

    def _reach(self, holder: str, authority: str) -> set[str]:
        """The posts from the holder up to the authority, and their stand-ins."""
        found: set[str] = set()
        for post in self._upward(holder):
            found |= {post.key, *(vacancy.acting for vacancy in post.vacancies if vacancy.acting)}
            if post.key == authority:
                return found
        return {authority}

    def _upward(self, post: str) -> Iterator[Post]:
        seen: list[str] = []
        while post:
            if post in seen:
                raise BrokenChain(f"Chuỗi trách nhiệm đi vòng: {' → '.join([*seen, post])}.")
            seen.append(post)
            current = self._post(post)
            yield current
            post = current.answers_to or ""

    def _post(self, key: str) -> Post:
        if key not in self._posts:
            raise BrokenChain(f"Không có chức danh «{key}» trong tổ chức bộ máy.")
        return self._posts[key]
