"""A town as large as one is: twelve departments, fifteen communes with their Party committees, three source registers.

The organisation is the town's of the packaged policy; what it lacks (a Party committee beside each commune, and liability
on both lines for the communes' reports) is added in memory.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from config.organization import Organization
from tests.plans import tasks, write_csv
from tests.usecases.changed import post, unit
from tests.usecases.office import Office, policy
from workflows.charter import Charter
from workflows.import_plan import import_plan
from workflows.plans import cited_plans
from workflows.plans_file import read_plan
from workflows.register.unit_of_work import Register
from workflows.working_time import ZONE

TOWN = "thi_xa"
#: The directive takes effect, and the year is over.
BEGIN, END = datetime(2024, 3, 14, tzinfo=ZONE), datetime(2025, 1, 1, tzinfo=ZONE)
#: The clauses with what can be done and be late: remedies, the three source registers, the periodic reports.
CLAUSES = {"1.1.1", "1.2.1", "1.5"}
#: The registers of the province and of the town, and how many tasks of each are taken in.
REGISTERS, TASKS = ("qd-1789", "qd-8353", "qd-14147"), 24


@cache
def town() -> Charter:
    """Return the town, with Party committees beside its communes."""
    before = policy()
    place = before.jurisdictions[TOWN]
    directive = place.directives["2024-cv-cchc"]
    communes = place.organization.members(("xa_phuong",))
    clauses = tuple(
        clause.model_copy(update={"duties": tuple(map(_dual, clause.duties))})
        for clause in directive.clauses
        if clause.path in CLAUSES
    )
    directives = {"2024-cv-cchc": directive.model_copy(update={"clauses": clauses})}
    after = replace(place, organization=_with_party(place.organization, communes), directives=directives)
    return Charter(replace(before, jurisdictions={TOWN: after}), TOWN)


def departments(charter: Charter) -> tuple[str, ...]:
    """Return the departments of the town."""
    return charter.jurisdiction.organization.members(("phong_ban",))


def communes(charter: Charter) -> tuple[str, ...]:
    """Return the communes of the town."""
    return charter.jurisdiction.organization.members(("xa_phuong",))


def _dual(duty: Any) -> Any:
    return duty.model_copy(update={"dual_liability": duty.key == "bao-cao"})


def _with_party(organization: Organization, communes: tuple[str, ...]) -> Organization:
    party: dict[str, Any] = {"line": "party"}
    posts = [post("bi_thu_thi_uy", "thi_uy", **party)]
    units = [unit("thi_uy", "bi_thu_thi_uy", **party)]
    for one in communes:
        posts.append(post(f"bi_thu_{one}", f"dang_uy_{one}", answers_to=({"to": "bi_thu_thi_uy"},), **party))
        units.append(unit(f"dang_uy_{one}", f"bi_thu_{one}", counterpart=one, **party))
    own = tuple(
        one.model_copy(update={"counterpart": f"dang_uy_{one.key}"}) if one.key in communes else one
        for one in organization.units
    )
    return organization.model_copy(update={"posts": (*organization.posts, *posts), "units": (*own, *units)})


def open_town(register: Register, home: Path) -> Office:
    """Assign what the directive asks for on its first day, and take in the three source registers."""
    charter = town()
    office = Office(register, charter, BEGIN)
    office.assign(date(2024, 12, 31))
    for cited in cited_plans(charter):
        if cited.plan.key in REGISTERS:
            rows = [task.cells for task in tasks(charter, cited)[:TASKS]]
            path = write_csv(home / f"{cited.plan.key}.csv", rows)
            file = read_plan(path, charter.jurisdiction.organization)
            import_plan(register, charter, cited, file, as_of=BEGIN, recorded_at=BEGIN)
    return office
