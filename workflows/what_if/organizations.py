"""Which posts and units are there under one policy only, or are said to be otherwise."""

from collections.abc import Callable, Iterator
from datetime import date

from config.organization import Edge, Post, Unit, Vacancy
from workflows.charter import Charter
from workflows.what_if.cause import Cause
from workflows.what_if.names import Names


def organized_otherwise(today: Charter, changed: Charter, names: Names) -> Iterator[Cause]:
    """Yield what is otherwise about each post and unit."""
    one, other = today.jurisdiction.organization, changed.jurisdiction.organization
    for kind, before, after in (
        ("chức danh", {post.key: post for post in one.posts}, {post.key: post for post in other.posts}),
        ("đơn vị", {unit.key: unit for unit in one.units}, {unit.key: unit for unit in other.units}),
    ):
        yield from _of_kind(kind, before, after, names)


def _of_kind(
    kind: str, before: dict[str, Post] | dict[str, Unit], after: dict[str, Post] | dict[str, Unit], names: Names
) -> Iterator[Cause]:
    for key in before | after:
        label = names.label(key)
        thing, then = before.get(key), after.get(key)
        if thing is None:
            yield Cause("organization", "come", f"Tổ chức bộ máy: thêm {kind} {label}", posts=(key,))
        elif then is None:
            yield Cause("organization", "go", f"Tổ chức bộ máy: bớt {kind} {label}", posts=(key,))
        elif says := list(_otherwise(thing, then, names)):
            yield Cause("organization", "move", f"{label}: {'; '.join(says)}", posts=(key,))


def _otherwise(one: Post | Unit, other: Post | Unit, names: Names) -> Iterator[str]:
    def posts(keys: tuple[str | None, ...]) -> str:
        return ", ".join(names.label(key) for key in keys if key) or "(không)"

    def edges(some: tuple[Edge, ...]) -> str:
        return ", ".join(names.label(edge.to) + _span(edge.from_, edge.until) for edge in some) or "(không)"

    def vacant(some: tuple[Vacancy, ...]) -> str:
        return ", ".join(_span(gap.from_, gap.until).strip() + _acting(gap, names) for gap in some) or "(không)"

    says: dict[str, Callable[[Post | Unit], str]] = {
        "tên": lambda thing: f"«{thing.label}»",
        "có từ": lambda thing: _day(thing.valid_from),
        "kết thúc từ": lambda thing: _day(thing.valid_until),
        "nơi kế thừa": lambda thing: posts(thing.successors),
        "tuyến": lambda thing: "Đảng" if thing.line == "party" else "chính quyền",
        "cấp phó phụ trách": lambda thing: edges(thing.deputy_in_charge),
        "thuộc": lambda thing: posts((thing.unit if isinstance(thing, Post) else thing.parent,)),
        "người đứng đầu": lambda thing: posts((thing.head,)) if isinstance(thing, Unit) else "",
        "cơ quan cùng cấp ở tuyến kia": lambda thing: posts((thing.counterpart,)) if isinstance(thing, Unit) else "",
        "chịu trách nhiệm trước": lambda thing: edges(thing.answers_to) if isinstance(thing, Post) else "",
        "tự chịu trách nhiệm về lĩnh vực": lambda thing: (
            ("có" if thing.heads else "không") if isinstance(thing, Post) else ""
        ),
        "khuyết": lambda thing: vacant(thing.vacancies) if isinstance(thing, Post) else "",
    }
    for called, said in says.items():
        before, after = said(one), said(other)
        if before != after:
            yield f"{called} {before} → {after}"


def _day(day: date | None) -> str:
    return "(không)" if day is None else f"{day:%d/%m/%Y}"


def _span(since: date | None, until: date | None) -> str:
    return (f" từ {since:%d/%m/%Y}" if since else "") + (f" đến trước {until:%d/%m/%Y}" if until else "")


def _acting(gap: Vacancy, names: Names) -> str:
    return f" ({names.label(gap.acting)} phụ trách thay)" if gap.acting else ""
