"""Reports nested in a report (*lồng ghép*): the sections it is nothing without, and the ratios it declares.

A nested section has no deadline of its own. A report without it was handed in, but is neither received nor passed
until it has it; it is no second thing that is late (TX-1.5, GĐ-66). What it declares as done of assigned is compared
with the register; a difference is told to whoever checks, and refuses nothing (GĐ-67).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from config.duty import Nested
from state_machines.errors import Refused
from workflows import escalate, reports
from workflows.acts import Act
from workflows.asked import asked
from workflows.charter import Charter
from workflows.figures import Row, figures
from workflows.plans import CitedPlan, cited_plans
from workflows.register.tables import Assignment, Figure, Report
from workflows.register.unit_of_work import UnitOfWork


def check(uow: UnitOfWork, charter: Charter, row: Assignment, act: Act) -> dict[str, Any]:
    """Check the nested sections of what is handed in, received, sent back or evaluated; return what the journal says.

    Returns:
        ``missing``, the sections that are not there; ``compared``, each declared ratio beside the register's.

    Raises:
        Refused: when what lacks a section is to be received or passed, or a figure names a source that there is not.
    """
    found: dict[str, Any] = {}
    if lacking := missing(uow, charter, row, act):
        if act.act == "receive" or (act.act == "evaluate" and act.content.get("result") == "passed"):
            what = "Chưa tiếp nhận được" if act.act == "receive" else "Chưa đánh giá đạt được"
            raise Refused(
                "assignment",
                act.act,
                row.state,
                f"{what}: báo cáo còn thiếu mục lồng ghép: {'; '.join(lacking)}. Hãy trả lại và nêu các mục ấy.",
            )
        found["missing"] = lacking
    if act.act in ("report", "receive") and (compared := _compare(uow, charter, row, act)):
        found["compared"] = compared
    return found


def missing(uow: UnitOfWork, charter: Charter, row: Assignment, act: Act) -> list[str]:
    """Return the nested sections that a report lacks.

    A section is there when the report lists it, or gives the figure that it is about. A report stands for itself; what
    is received, sent back or evaluated is its latest version, with what the route point adds to it.

    Args:
        uow: a transaction on the register.
        charter: the jurisdiction's policy.
        row: the work.
        act: what is done to it; what it carries counts. *Không phát sinh* has no sections.
    """
    wanted = _nested(charter, row)
    if not wanted or act.content.get("nil") is True:
        return []
    carries = act.act in ("report", "receive")
    listed = [str(one) for one in act.content.get("sections") or ()] if carries else []
    given = {str(one["name"]) for one in act.content.get("figures") or ()} if carries else set()
    if act.act != "report":
        for version in _versions(uow, row):
            listed += version.content.get("sections") or []
            given |= set(uow.session.scalars(select(Figure.name).where(Figure.report_id == version.id)))
    return [one.section for one in wanted if one.figure not in given and not reports.lists(listed, one.section)]


def _versions(uow: UnitOfWork, row: Assignment) -> Iterator[Report]:
    """Yield the latest report of the performer, and before it what the route point added to it."""
    mine = select(Report).where(Report.assignment_id == row.id).order_by(Report.version.desc())
    for version in uow.session.scalars(mine):
        yield version
        if version.by in (row.head, row.officer):
            return


def tell(uow: UnitOfWork, charter: Charter, row: Assignment, act: Act, details: dict[str, Any]) -> None:
    """Tell whoever checks what a report lacks, and what it declares otherwise than the register; the head the former.

    Args:
        uow: the open transaction.
        charter: the jurisdiction's policy.
        row: the work.
        act: the report.
        details: those of its journal line, with what `check` found.
    """
    checker = row.monitor or row.authority
    if lacking := missing(uow, charter, row, act):
        for post in dict.fromkeys((row.route_point or checker, row.head)):
            facts = {"reason": "; ".join(lacking)}
            escalate.queue(uow, "incomplete", row, row.key, to=post, at=act.at, facts=facts)
    if differing := [one for one in details.get("compared", ()) if one["differs"]]:
        said = "; ".join(_said(one) for one in differing)
        escalate.queue(uow, "figures_differ", row, row.key, to=checker, at=act.at, facts={"reason": said})


def _nested(charter: Charter, row: Assignment) -> tuple[Nested, ...]:
    found = None if row.derived else asked(charter, row)
    return () if found is None else found.duty.requires.nested


# ------------------------------------------------------------ declared and registered


def _compare(uow: UnitOfWork, charter: Charter, row: Assignment, act: Act) -> list[dict[str, Any]]:
    """Put each declared ratio beside what the register has of the same source, as it was when it was declared.

    Where the data window had closed by then, the register is read as it was at its close.
    """
    levels = {one.figure: one.level for one in _nested(charter, row) if one.figure is not None}
    declared = [(one, one.get("source") or levels.get(one["name"])) for one in act.content.get("figures") or ()]
    declared = [(one, source) for one, source in declared if source]
    if not declared:
        return []
    plans = [plan for plan in cited_plans(charter) if row.key.startswith(f"{plan.directive.full_key}/")]
    as_of, found = min(act.at, row.window_closes_at), []
    registered: dict[str, list[Row]] = {}
    for one, source in declared:
        by, place = _place(row, act, plans, str(source))
        if by not in registered:
            registered[by] = figures(uow.session, charter, as_of=as_of, by=("unit", by))
        found.append({"figure": str(one["name"]), "source": place} | _beside(registered[by], by, place, row, one))
    return found


def _place(row: Assignment, act: Act, plans: Sequence[CitedPlan], source: str) -> tuple[str, str]:
    """Return by what figures are grouped, and in which group a source is found: a level, or one plan of the directive.

    Raises:
        Refused: naming the levels and plans that the directive refers to.
    """
    named = {plan.plan.key: plan.key for plan in plans}
    levels = {plan.plan.level for plan in plans}
    if source in levels:
        return "source_level", source
    if source in (*named, *named.values()):
        return "source", named.get(source, source)
    known = ", ".join((*sorted(levels), *named)) or "(không có)"
    raise Refused(
        "assignment",
        act.act,
        row.state,
        f"Văn bản không dẫn chiếu nguồn «{source}»; nguồn của số liệu (source) phải là một trong: {known}.",
    )


def _beside(rows: list[Row], by: str, place: str, row: Assignment, declared: dict[str, Any]) -> dict[str, Any]:
    there = [one for one in rows if one.group[by] == place]
    mine = next((one for one in there if one.group["unit"] == row.performer), None)
    unknown = sorted({plan for one in there for plan in one.not_imported or ()})
    value, whole = str(declared.get("value")), str(declared.get("of", ""))
    register = None if unknown else {"value": mine.done if mine else 0, "of": mine.assigned if mine else 0}
    differs = register is not None and (
        not reports.same(value, register["value"]) or (whole != "" and not reports.same(whole, register["of"]))
    )
    return {
        "declared": {"value": value, "of": whole or None},
        "register": register,
        "differs": differs,
        "not_imported": unknown,
    }


def _said(one: dict[str, Any]) -> str:
    declared, register = one["declared"], one["register"]
    whole = f" trên {declared['of']}" if declared["of"] else ""
    return f"«{one['figure']}» khai {declared['value']}{whole}, sổ ghi {register['value']} trên {register['of']}"
