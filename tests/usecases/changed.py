"""Ba Bích with its reports only, and with other posts, units, duties or ladders: made for one test, read from no file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from config.duty import Duty
from config.ladder import Ladder, LadderSeries
from config.organization import Organization, Post, Unit
from tests.usecases.office import Office, policy, vn, with_organization
from workflows.charter import Charter
from workflows.register.unit_of_work import Register

REPORTS = {"3.1.2", "3.2.2"}
BEGINS = date(2023, 1, 1)


def post(key: str, unit: str, **rest: Any) -> Post:
    """Make a post that heads its own field since 2023."""
    said = {"key": key, "label": f"Chức danh {key}", "unit": unit, "heads": True, "valid_from": BEGINS}
    return Post.model_validate(said | rest, strict=False)


def unit(key: str, head: str, **rest: Any) -> Unit:
    """Make a unit since 2023."""
    said = {"key": key, "label": f"Đơn vị {key}", "head": head, "valid_from": BEGINS}
    return Unit.model_validate(said | rest, strict=False)


def ended(day: date, *successors: str) -> dict[str, Any]:
    """Say that something ends on a day, and who takes it over."""
    return {"valid_until": day, "successors": successors}


def changed(
    *,
    posts: tuple[Post, ...] = (),
    units: tuple[Unit, ...] = (),
    duty: dict[str, Any] | None = None,
    directive: dict[str, Any] | None = None,
    ladder: dict[str, Any] | None = None,
    clauses: set[str] | None = None,
    version: str = "",
    **things: dict[str, Any],
) -> Charter:
    """Return Ba Bích changed.

    Args:
        posts: further posts.
        units: further units.
        duty: what is different about the periodic report of clause 3.1.2.
        directive: what is different about the directive.
        ladder: what is different about its ladder.
        clauses: the clauses that are kept; None: the reports and what is made of them.
        version: another version of the policy.
        things: by the key of a post or a unit, what is different about it.
    """

    def change(organization: Organization) -> Organization:
        def other(found: Any) -> Any:
            return found.model_copy(update=things.get(found.key, {}))

        return organization.model_copy(
            update={
                "posts": tuple(other(one) for one in (*organization.posts, *posts)),
                "units": tuple(other(one) for one in (*organization.units, *units)),
            }
        )

    found = with_organization(change, REPORTS if clauses is None else clauses)
    ba_bich = found.jurisdiction
    before = ba_bich.directives["2024-kl-cchc"]
    kept = tuple(
        one.model_copy(update={"duties": tuple(_other_duty(d, one.path, duty or {}) for d in one.duties)})
        for one in before.clauses
    )
    after = before.model_copy(update={"clauses": kept} | (directive or {}))
    ladders = {"default": _ladder(ladder)} if ladder else {}
    jurisdiction = replace(ba_bich, directives={"2024-kl-cchc": after}, ladders=ladders)
    whole = replace(policy(), jurisdictions={"ba_bich": jurisdiction}, **({"version": version} if version else {}))
    return Charter(whole, "ba_bich")


def opened(register: Register, charter: Charter, begin: str = "2024-01-12 00:00") -> Office:
    """Open an office of a changed Ba Bích and assign its year."""
    office = Office(register, charter, vn(begin))
    office.assign()
    return office


def _other_duty(found: Duty, clause: str, update: dict[str, Any]) -> Duty:
    return found.model_copy(update=update) if clause == "3.1.2" else found


def _ladder(update: dict[str, Any]) -> LadderSeries:
    series = policy().national.ladders["default"]
    entries = tuple(
        entry.model_copy(update={"value": _with_rungs(entry.value, update)}) for entry in series.entries if entry.value
    )
    return series.model_copy(update={"entries": entries})


def _with_rungs(ladder: Ladder, update: dict[str, Any]) -> Ladder:
    """Change a ladder; under a rung's key stands what is different about it, None for leaving it out."""
    keys = {rung.key for rung in ladder.rungs}
    rungs = tuple(
        rung.model_copy(update=update.get(rung.key, {}))
        for rung in ladder.rungs
        if update.get(rung.key, {}) is not None
    )
    rest = {name: value for name, value in update.items() if name not in keys}
    return ladder.model_copy(update={"rungs": rungs} | rest)
