"""Checks of an organisation: every name refers to something, and nobody answers to themselves."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from config.located import Located
from config.organization import Edge, Organization, Post, Unit
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
        _edges(post, "answers_to", post.answers_to, posts, report)
        _edges(post, "deputy_in_charge", post.deputy_in_charge, posts, report)
        _lasting(post, post.valid_from, post.valid_until, post.successors, posts, "chức danh", report)
        _vacancies(post, posts, report)
    for unit in found.units:
        report.known(unit, "parent", unit.parent, units, "đơn vị")
        _edges(unit, "deputy_in_charge", unit.deputy_in_charge, posts, report)
        _counterpart(unit, units, report)
        _lasting(unit, unit.valid_from, unit.valid_until, unit.successors, units, "đơn vị", report)
        known = report.known(unit, "head", unit.head, posts, "chức danh")
        if known and unit.head in {edge.to for edge in unit.deputy_in_charge}:
            report.add(unit, "deputy_in_charge", f"'{unit.head}' vừa là người đứng đầu vừa là cấp phó phụ trách")
    _groups(found, {**posts, **units}, report)
    _clerks(found, posts, report)
    _circles(posts, report)
    for what, things in (("chức danh", posts), ("đơn vị", units)):
        heirs = {key: next(iter(thing.successors), None) for key, thing in things.items()}
        _loops(heirs, things, "successors", f"{what} kế thừa", report, end="nơi còn tồn tại")
    _loops({key: unit.parent for key, unit in units.items()}, units, "parent", "trực thuộc", report)


def _edges(thing: Post | Unit, key: str, edges: tuple[Edge, ...], posts: dict[str, Post], report: Report) -> None:
    """Check that edges of one kind lead somewhere, end after they begin, and do not overlap on one line."""
    for edge in edges:
        place: Located = edge if edge.where else thing
        report.known(place, "to" if edge.where else key, edge.to, posts, "chức danh")
        if key == "deputy_in_charge" and edge.to == thing.key:
            report.add(
                place, "to" if edge.where else key, f"'{thing.key}' không thể là cấp phó phụ trách của chính mình"
            )
        if edge.until is not None and edge.from_ is not None and edge.until <= edge.from_:
            report.add(edge, "until", f"until {edge.until} phải sau from {edge.from_}; hãy sửa một trong hai")
    for line in ("administrative", "party"):
        ordered = sorted(
            (edge for edge in edges if (edge.line or thing.line) == line), key=lambda edge: edge.from_ or date.min
        )
        for before, after in pairwise(ordered):
            if before.until is None or (after.from_ or date.min) < before.until:
                report.add(
                    after,
                    "from",
                    f"chồng lên mắt xích trước (dòng {before.line_of()}) trên cùng một tuyến; hãy ghi until cho mắt"
                    " xích trước hoặc sửa from",
                )


def _circles(posts: dict[str, Post], report: Report) -> None:
    """Report each chain of command that comes back to where it began, on either line and at any time."""
    days = {post.valid_from for post in posts.values()}
    days |= {edge.from_ for post in posts.values() for edge in post.answers_to if edge.from_ is not None}
    reported: set[frozenset[str]] = set()
    for line in ("administrative", "party"):
        for day in sorted(days):
            edges = {key: post.bound(post.answers_to, day, line) for key, post in posts.items() if post.exists_on(day)}
            above = {key: None if edge is None else edge.to for key, edge in edges.items()}
            where = " trên tuyến Đảng" if line == "party" else ""
            _loops(above, posts, "answers_to", f"chịu trách nhiệm{where}", report, reported)


def _counterpart(unit: Unit, units: dict[str, Unit], report: Report) -> None:
    """Check that the body of the same level stands on the other line of command, and has no other beside it."""
    if unit.counterpart is None or not report.known(unit, "counterpart", unit.counterpart, units, "đơn vị"):
        return
    if units[unit.counterpart].line == unit.line:
        report.add(
            unit,
            "counterpart",
            f"'{unit.counterpart}' cùng tuyến với '{unit.key}'; cơ quan cùng cấp phải ở tuyến kia (Đảng hoặc chính"
            " quyền)",
        )
    back = units[unit.counterpart].counterpart
    third = units.get(back or "", unit)
    if third is not unit and third.line == unit.line and third.exists_on(unit.valid_from):
        report.add(
            unit,
            "counterpart",
            f"'{unit.counterpart}' lại cùng cấp với '{back}'; hai cơ quan cùng cấp phải khai lẫn nhau",
        )


def _groups(found: Organization, everyone: dict[str, Located], report: Report) -> None:
    """Check that groups have members that exist, each once."""
    report.unique(found.groups, "key", "nhóm")
    for group in found.groups:
        if group.key in everyone:
            report.add(group, "key", f"nhóm '{group.key}' trùng tên một chức danh hoặc đơn vị; hãy đặt tên khác")
        for index, name in enumerate(group.members):
            advice = "nhóm không chứa nhóm, hãy ghi từng đơn vị" if found.group(name) is not None else ""
            report.known(group, f"members.{index}", name, everyone, "chức danh hoặc đơn vị", advice)
            if name in group.members[:index]:
                report.add(group, f"members.{index}", f"'{name}' ghi hai lần trong nhóm; hãy bỏ một")


def _clerks(found: Organization, posts: dict[str, Post], report: Report) -> None:
    """Check that clerks are posts of this organisation, each named once."""
    report.unique(found.clerks, "post", "văn thư", key="post")
    for clerk in found.clerks:
        if report.known(clerk, "post", clerk.post, posts, "chức danh") and posts[clerk.post].external:
            report.add(clerk, "post", f"'{clerk.post}' thuộc cơ quan cấp trên; hãy khai một chức danh của địa phương")


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


def _loops(
    above: dict[str, str | None],
    things: Mapping[str, Located],
    key: str,
    what: str,
    report: Report,
    told: set[frozenset[str]] | None = None,
    end: str = "cấp trên cùng",
) -> None:
    """Report each chain that comes back to where it began, once; `told` remembers those told before."""
    known = set() if told is None else told
    for start, first in above.items():
        chain = [start]
        here = first
        while here is not None and here in above and here not in chain:
            chain.append(here)
            here = above[here]
        if here == start and frozenset(chain) not in known:
            known.add(frozenset(chain))
            path = " → ".join([*chain, start])
            report.add(things[start], key, f"vòng {what}: {path}; hãy sửa để chuỗi kết thúc ở {end}")
