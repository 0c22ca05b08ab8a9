"""The people of a case: who has which part in it, and the chain that was walked, as it stood at the breach."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workflows import escalate
from workflows.chain import BrokenChain, Link
from workflows.charter import Charter
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Escalation
from workflows.why_people import PROVENANCE as NAMED
from workflows.working_time import day_of


@dataclass(frozen=True, slots=True)
class Party:
    """A post or a unit.

    Attributes:
        key: its key.
        label: its Vietnamese name.
    """

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Walked:
    """One link of the chain that was walked.

    Attributes:
        role: its role in Vietnamese.
        label: the post.
        why: what named it, or why somebody before it was passed over; empty where nothing is known.
    """

    role: str
    label: str
    why: str


def party(charter: Charter, key: str) -> Party:
    """Return a post or unit with its name."""
    return Party(key, charter.label(key) if key else "")


def on_own_line(base: Assignment, rung: Escalation) -> bool:
    """Tell whether a proposal climbs on the line of the work itself, rather than on the one of the second liable."""
    return rung.line == base.line or not base.co_head


def chain(charter: Charter, base: Assignment, rung: Escalation) -> Iterator[Walked]:
    """Walk the chain as it stood at the breach, on the line of the proposal."""
    day = day_of(base.opens_at) if base.cut_off_at >= NEVER else day_of(base.cut_off_at)
    performer, officer = (base.performer, base.officer) if on_own_line(base, rung) else (base.co_head, "")
    authority = escalate.on_line(base, rung.line)[1]
    try:
        links = charter.chain.walk(performer, officer, authority, day, rung.line)
    except BrokenChain as broken:
        yield Walked("", str(broken), "")
        return
    for link in links:
        if link.role != "above":
            role = charter.policy.national.wording.label("roles", link.role)
            yield Walked(role, charter.label(link.post), _named(charter, base, rung, link))


def _named(charter: Charter, base: Assignment, rung: Escalation, link: Link) -> str:
    """Say what named a link of the chain."""
    parts = list(link.passed_over)
    if link.role == "officer":
        parts.append(f"{charter.label(base.head)} phân công khi tiếp nhận")
    roles = {"head": "head", "deputy_in_charge": "deputy", "authority": "authority"}
    if not on_own_line(base, rung):
        roles = {"head": "co_head", "authority": "co_authority"}
    entry: dict[str, Any] = base.why.get("people", {}).get(roles.get(link.role, ""), {})
    if entry and entry["post"] == link.post:
        cites = charter.short(entry["cites"], base.key)
        parts.append(NAMED[entry["provenance"]] + (f": {cites}" if cites else ""))
    elif entry and not link.passed_over:
        parts.append(f"nay thay {charter.label(entry['post'])}")
    return "; ".join(parts)
