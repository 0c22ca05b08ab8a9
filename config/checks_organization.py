"""Checks of an organisation: every name refers to something, and nobody answers to themselves."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from config.located import Located
from config.organization import Organization, Post
from config.report import Report


def organization(found: Organization, report: Report) -> None:
    """Check an organisation.

    Args:
        found: the organisation.
        report: where findings go.
    """
    posts = {post.key: post for post in found.posts}
    units = {unit.key: unit for unit in found.units}
    everything: list[Located] = [*found.posts, *found.units]
    report.unique(everything, "key", "chức danh hoặc đơn vị")
    for post in found.posts:
        report.known(post, "unit", post.unit, units, "đơn vị")
        report.known(post, "answers_to", post.answers_to, posts, "chức danh")
        report.known(post, "deputy_in_charge", post.deputy_in_charge, posts, "chức danh")
        _lasting(post, post.valid_from, post.valid_until, post.successors, posts, "chức danh", report)
        _vacancies(post, posts, report)
    for unit in found.units:
        report.known(unit, "parent", unit.parent, units, "đơn vị")
        report.known(unit, "deputy_in_charge", unit.deputy_in_charge, posts, "chức danh")
        _lasting(unit, unit.valid_from, unit.valid_until, unit.successors, units, "đơn vị", report)
        if report.known(unit, "head", unit.head, posts, "chức danh") and unit.deputy_in_charge == unit.head:
            report.add(unit, "deputy_in_charge", f"'{unit.head}' vừa là người đứng đầu vừa là cấp phó phụ trách")
    _loops({key: post.answers_to for key, post in posts.items()}, posts, "answers_to", "chịu trách nhiệm", report)
    _loops({key: unit.parent for key, unit in units.items()}, units, "parent", "trực thuộc", report)


def _lasting(
    thing: Located,
    begins: object,
    ends: object,
    successors: tuple[str, ...],
    names: Iterable[str],
    what: str,
    report: Report,
) -> None:
    """Check the time in which something exists, and what succeeds it."""
    if ends is not None and str(ends) <= str(begins):
        report.add(thing, "valid_until", f"valid_until {ends} phải sau valid_from {begins}; hãy sửa một trong hai")
    for index, key in enumerate(successors):
        report.known(thing, f"successors.{index}", key, names, what)


def _vacancies(post: Post, posts: dict[str, Post], report: Report) -> None:
    """Check that vacancies do not overlap and that nobody acts for themselves."""
    ordered = sorted(post.vacancies, key=lambda vacancy: vacancy.from_)
    for vacancy in ordered:
        if vacancy.until is not None and vacancy.until <= vacancy.from_:
            report.add(
                vacancy,
                "until",
                f"until {vacancy.until} phải sau from {vacancy.from_}; hãy sửa một trong hai",
            )
        if vacancy.acting == post.key:
            report.add(vacancy, "acting", f"'{post.key}' không thể tự phụ trách thay mình khi khuyết")
        report.known(vacancy, "acting", vacancy.acting, posts, "chức danh")
    for before, after in pairwise(ordered):
        if before.until is None or before.until > after.from_:
            report.add(after, "from", f"chồng lên lần khuyết trước (dòng {before.line_of('from')}); hãy sửa ngày")


def _loops(above: dict[str, str | None], things: Mapping[str, Located], key: str, what: str, report: Report) -> None:
    """Report each chain that comes back to where it began, once."""
    reported: set[str] = set()
    for start, first in above.items():
        chain = [start]
        here = first
        while here is not None and here in above and here not in chain:
            chain.append(here)
            here = above[here]
        if here == start and start not in reported:
            reported.update(chain)
            path = " → ".join([*chain, start])
            report.add(things[start], key, f"vòng {what}: {path}; hãy sửa để chuỗi kết thúc ở cấp trên cùng")
