"""Who stands in which role to an assignment: read from the policy once, when the assignment is made."""

from datetime import date

from config.directive import Clause, Directive
from config.duty import Duty
from workflows.chain import Chain


def performers(chain: Chain, duty: Duty) -> tuple[str, ...]:
    """Return who performs a duty, groups put down one by one; where one leads, only that one: the others coordinate."""
    if duty.lead is not None:
        return (duty.lead,)
    return chain.organization.members(duty.performers)


def line_of(directive: Directive, duty: Duty) -> str:
    """Return the line of command that a duty stands on: its own, else the directive's."""
    return duty.line or directive.line


def people(chain: Chain, directive: Directive, clause: Clause, duty: Duty, performer: str, day: date) -> dict[str, str]:
    """Return the columns of an assignment that name posts and units, as they stand on a day.

    Whoever has ended by then is named by the successor (GĐ-42).

    Args:
        chain: the organisation.
        directive: the directive; its authority assigns.
        clause: the clause.
        duty: the duty.
        performer: key of the unit or post that performs it.
        day: the day on which the assignment opens.
    """
    line = line_of(directive, duty)
    now = chain.successor(performer, day)
    head = chain.successor(chain.head_of(now), day)
    members = chain.organization.members
    others = () if duty.lead is None else tuple(one for one in members(duty.performers) if one != duty.lead)
    found = {
        "performer": now,
        "line": line,
        "head": head,
        "officer": "",
        "deputy": chain.deputy_for(now, day, line),
        "coordinators": ",".join(dict.fromkeys(chain.successor(one, day) for one in others)),
        "watcher": _watcher(chain, duty, performer),
        "monitor": directive.monitor_of(clause, duty, performer, day, head),
        "authority": duty.answerable_to or directive.directing_authority,
        "route_point": chain.head_of(duty.via) if duty.via else "",
        **_other_line(chain, duty, now, day),
    }
    return apart(chain, found | {role: chain.successor(found[role], day) for role in POSTS if found[role]}, day)


#: The columns that name one post beside the head and the officer.
POSTS = ("deputy", "watcher", "monitor", "authority", "route_point", "co_head", "co_authority")


def other_line(line: str) -> str:
    """Return the other of the two lines of command."""
    return "party" if line == "administrative" else "administrative"


def apart(chain: Chain, names: dict[str, str], day: date) -> dict[str, str]:
    """Keep those who judge and watch apart from whom they judge and watch (promise 6), where a body was merged.

    The authority moves up its line, the monitoring to the authority; a watcher or deputy of oneself is none.

    Args:
        chain: the organisation.
        names: the columns that name posts and units, and the line.
        day: the day.
    """
    head, line = names["head"], names["line"]
    found = dict(names)
    found["authority"] = chain.above_other(names["authority"], day, line, than=head)
    if names["monitor"] == head:
        found["monitor"] = found["authority"]
    if names["co_head"] and names["co_authority"]:
        found["co_authority"] = chain.above_other(names["co_authority"], day, other_line(line), than=names["co_head"])
    return found | {role: "" for role in ("watcher", "deputy") if names[role] == head}


def handed_over(
    chain: Chain, names: dict[str, str], heirs: dict[str, str], day: date, *, derived: bool, by_hand: bool
) -> dict[str, str]:
    """Return the columns of an assignment that name posts and units once those that end on a day are taken over.

    What the ended performer's head answered for passes to the head of the successor; an officer whose post has ended
    is no officer any more: the new head names one.

    Args:
        chain: the organisation.
        names: the columns, the line and `passes_to` among them.
        heirs: who takes over whom on that day.
        day: that day.
        derived: whether it hangs on another assignment, so that nobody steers it.
        by_hand: whether one post must do it in person: a paper to answer, a unit to watch.
    """
    found = {role: heirs.get(name, name) for role, name in names.items()}
    found["officer"] = "" if names["officer"] in heirs else names["officer"]
    found["coordinators"] = ",".join(dict.fromkeys(heirs.get(one, one) for one in names["coordinators"].split(",")))
    if names["performer"] in heirs and not by_hand:
        found["head"] = chain.successor(chain.head_of(found["performer"]), day)
        if not derived:
            found["deputy"] = chain.deputy_for(found["performer"], day, names["line"])
    if not by_hand:
        found = apart(chain, found, day)
    if found["passes_to"] and found["passes_to"] == found["head"]:
        found["passes_to"] = chain.next_holder(found["head"], found["authority"], day, about="", line=names["line"])
    return found


def _watcher(chain: Chain, duty: Duty, performer: str) -> str:
    """The head of the unit that watches the performer; nobody watches themselves."""
    watch = duty.watch
    if watch is None or watch.by == performer:
        return ""
    over = chain.organization.members(watch.over)
    return chain.head_of(watch.by) if not over or performer in over else ""


def _other_line(chain: Chain, duty: Duty, performer: str, day: date) -> dict[str, str]:
    """Who answers for the performer on the other line of command, and to whom (BS-3b)."""
    unit = chain.organization.unit(performer)
    if not duty.dual_liability or unit is None or unit.counterpart is None:
        return {"co_head": "", "co_authority": ""}
    head = chain.head_of(chain.successor(unit.counterpart, day))
    counterpart = chain.organization.unit(unit.counterpart)
    line = "administrative" if counterpart is None else counterpart.line
    return {"co_head": head, "co_authority": chain.above(head, day, line)}
