"""Who may enter what into the register: clerks (*văn thư*) for anybody, any other post only for itself and its unit."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from workflows.acts import Act
from workflows.charter import Charter
from workflows.desk_entry import BadEntry, find_party
from workflows.provenance import backed
from workflows.register.tables import Assignment
from workflows.register.unit_of_work import UnitOfWork
from workflows.why_people import PROVENANCE


def in_office(charter: Charter, typed: str, day: date) -> str:
    """Return the post of whoever enters, which must be held and be of this organisation on a day.

    Args:
        charter: the jurisdiction's policy.
        typed: the post, by key or name.
        day: the day of entering.

    Raises:
        BadEntry: when it is no such post.
    """
    key = find_party(charter, typed, "Người ghi sổ")
    post = charter.jurisdiction.organization.post(key)
    label = charter.label(key)
    if post is None:
        raise BadEntry(f"Người ghi sổ phải là một chức danh, không phải đơn vị «{label}».")
    if post.external:
        raise BadEntry(f"«{label}» thuộc cơ quan cấp trên, không ghi sổ này được.")
    if not post.exists_on(day) or post.vacancy_on(day) is not None:
        raise BadEntry(f"Ngày {day:%d/%m/%Y} không có ai giữ chức danh «{label}»; hãy ghi bằng chức danh đương nhiệm.")
    return key


def clerks_on(charter: Charter, day: date) -> dict[str, str]:
    """Return the posts that keep the register on a day, each with what named it.

    A clerk that has ended is followed by its successor, an empty one by whoever acts for it (GĐ-21), else by nobody:
    whoever stands above decides about what is entered here.

    Args:
        charter: the jurisdiction's policy.
        day: the day of entering.
    """
    organization = charter.jurisdiction.organization
    found: dict[str, str] = {}
    for clerk in organization.clerks:
        post = organization.post(_seated(charter, clerk.post, day))
        if post is not None and not post.external:
            cites = charter.cite(clerk.cites)
            whence = PROVENANCE[backed(charter, clerk.cites, clerk.provenance)] + (f": {cites}" if cites else "")
            found.setdefault(post.key, whence)
    return found


def refusal(uow: UnitOfWork, charter: Charter, act: Act, day: date) -> str:
    """Say why whoever enters an act may not: it is neither theirs nor their unit's, and they are no clerk.

    Args:
        uow: a transaction on the register.
        charter: the jurisdiction's policy.
        act: the act, with who enters it.
        day: the day of entering.

    Returns:
        A Vietnamese sentence that names the clerks; empty where they may (GĐ-56).
    """
    clerks = clerks_on(charter, day)
    if act.entered_by in clerks or act.entered_by == act.by or act.entered_by in _answering(uow, charter, act, day):
        return ""
    label, place = charter.label, charter.jurisdiction.organization
    said = (
        f"«{label(act.entered_by)}» chỉ ghi được việc của chính mình hoặc của đơn vị mình đứng đầu, không ghi thay "
        f"«{label(act.by)}» được."
    )
    file = f"jurisdictions/{charter.key}/organization.yaml"
    if clerks:
        return f"{said} Hãy nhờ văn thư: {'; '.join(f'{label(post)} ({why})' for post, why in clerks.items())}."
    if place.clerks:
        named = "; ".join(label(clerk.post) for clerk in place.clerks)
        return (
            f"{said} Ngày {day:%d/%m/%Y} không có ai ở chức danh văn thư đã khai ({named}); hãy khai người phụ trách "
            f"thay (acting) hoặc văn thư khác (clerks) trong {file}."
        )
    return (
        f"{said} {place.label} chưa khai văn thư nào để ghi thay; hãy khai mục clerks trong {file}, ví dụ "
        f"«clerks: [{{post: van_thu}}]»."
    )


def _answering(uow: UnitOfWork, charter: Charter, act: Act, day: date) -> Iterator[str]:
    """Yield who sits on a day on the post that acted, and on the one that heads it."""
    organization = charter.jurisdiction.organization
    if organization.post(act.by) is not None:
        yield _seated(charter, act.by, day)
        yield _seated(charter, charter.chain.head_of(act.by), day)
        return
    # An officer who is no post of the organisation is somebody's whom the head of that work named.
    row = Assignment
    heads = select(row.head).where(row.key == act.on, row.jurisdiction == charter.key, row.officer == act.by)
    for head in uow.session.scalars(heads):
        yield _seated(charter, head, day)


def _seated(charter: Charter, post: str, day: date) -> str:
    """Return who sits on a post on a day: itself, its successor, or who acts for it while it is empty; else nobody."""
    found = charter.jurisdiction.organization.post(charter.chain.successor(post, day))
    if found is None or not found.exists_on(day):
        return ""
    vacancy = found.vacancy_on(day)
    return found.key if vacancy is None else vacancy.acting or ""
