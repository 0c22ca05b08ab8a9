"""Why these people: what names each post of an assignment, stored beside its dates when it is made (promise 8).

Every entry says which post or unit was named, by which rule, with which provenance (the document, a text that it cites,
a default or an inference of ours, or what the jurisdiction itself declares about its organisation), and where to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from config.citation import Citation
from config.organization import Edge, Post, Unit

if TYPE_CHECKING:
    from workflows.charter import Charter, Planned

#: What the organisation says without a text behind it: the jurisdiction's own declaration, no directive's word.
DECLARED = "declared"


def named(charter: Charter, planned: Planned, who: Mapping[str, str]) -> dict[str, Any]:
    """Return for each role of an assignment what names it.

    Args:
        charter: the jurisdiction's policy.
        planned: the assignment.
        who: its columns that name posts and units, as `workflows.people.people` gave them.

    Returns:
        By role: ``{"post" or "posts", "rule", "provenance", "cites", "where", …}``; roles that nobody has are left out.
    """
    return _Naming(charter, planned, who).roles()


def backed(charter: Charter, cites: Iterable[Citation], said: str = "document") -> str:
    """Return the provenance of what an organisation says: never firmer than the texts behind it (promise 9)."""
    sources = [charter.policy.source(citation.source) for citation in cites if not citation.clause]
    if said != "document":
        return said
    if not sources:
        return DECLARED
    return "inferred" if all(source is None or source.assumption for source in sources) else "cited"


class _Naming:
    """One assignment, and the policy that names its people."""

    def __init__(self, charter: Charter, planned: Planned, who: Mapping[str, str]) -> None:
        self.charter, self.who = charter, who
        self.organization = charter.jurisdiction.organization
        self.directive, self.clause, self.duty = planned.directive, planned.clause, planned.duty
        self.performer, self.day, self.line = planned.performer, planned.opens_on, who["line"]
        # The directive's name stands on the assignment already: thousands of rows need not repeat it.
        self.text = planned.clause.printed_label

    def roles(self) -> dict[str, Any]:
        """Return every role that somebody has."""
        found = {
            "performer": self._performer(),
            "head": self._head(),
            "deputy": self._deputy(),
            "monitor": self._monitor(),
            "watcher": self._watcher(),
            "authority": self._authority(),
            "route_point": self._of_clause("route_point", "via", self.duty.via),
            "co_head": self._co_head(),
            "co_authority": self._co_authority(),
        }
        single = {role: entry | self._heir(role, entry["post"]) for role, entry in found.items() if entry}
        return single | self._several()

    # ------------------------------------------------------------ roles

    def _performer(self) -> dict[str, Any]:
        duty = self.duty
        rule = "lead" if duty.lead else "named"
        entry = self._said(self.performer, rule, duty.performers_provenance, self._clause_and(duty.cites), duty.where)
        for group in map(self.organization.group, duty.performers):
            if group is not None and self.performer in group.members and self.performer not in duty.performers:
                return entry | {
                    "rule": rule if duty.lead else "member",
                    "group": group.label,
                    "group_provenance": backed(self.charter, group.cites, group.provenance),
                    "group_cites": self.charter.cite(group.cites),
                    "group_where": group.where,
                }
        return entry

    def _head(self) -> dict[str, Any]:
        now = self.who["performer"]
        post = self.organization.post(now)
        if post is not None and post.heads:
            return self._declared(post.key, "own_field", post, "heads")
        unit = self.organization.unit(now) or (self.organization.unit(post.unit) if post else None)
        return {} if unit is None else self._declared(unit.head, "unit_head", unit, "head") | {"unit": unit.label}

    def _deputy(self) -> dict[str, Any]:
        if not self.who["deputy"]:
            return {}
        now = self.who["performer"]
        bearers = (self.organization.unit(now), self.organization.post(self.charter.chain.head_of(now)))
        for bearer in bearers:
            edge = None if bearer is None else bearer.bound(bearer.deputy_in_charge, self.day, self.line)
            if bearer is not None and edge is not None:
                return self._edge(edge, "steers", bearer, "deputy_in_charge")
        return {}

    def _monitor(self) -> dict[str, Any]:
        own = (self.performer, self.who["head"])
        passed: list[str] = []
        for entry in self._monitors():
            if entry["post"] not in own:
                return entry | ({"passed_over": passed} if passed else {})
            if entry["post"] not in passed:
                passed.append(entry["post"])
        directing = self.directive.directing_authority
        return self._said(directing, "authority", "default", "", self.directive.where) | {"passed_over": passed}

    def _monitors(self) -> Iterator[dict[str, Any]]:
        """Yield who may follow the work and why, in the order of `config.directive.Directive.monitors_of`."""
        directive, duty = self.directive, self.duty
        if duty.monitor:
            yield self._said(duty.monitor, "duty", duty.edges_provenance, self.text, duty.where)
        fitting = [one for one in directive.monitors if one.follows(self.clause.path, self.performer, self.day)]
        general = self._said(directive.monitor, "directive", directive.monitor_provenance, "", directive.where)
        for rule, scoped in (("scope", fitting), ("other", list(directive.monitors))):
            for one in scoped:
                yield self._said(one.post, rule, one.provenance, self.charter.cite(one.cites), one.where) | {
                    "clauses": list(one.clauses),
                    "over": list(one.over),
                }
            if rule == "scope":
                yield general
        yield self._said(directive.directing_authority, "authority", "default", "", directive.where)

    def _watcher(self) -> dict[str, Any]:
        watch = self.duty.watch
        if watch is None or not self.who["watcher"]:
            return {}
        head = self.charter.chain.head_of(watch.by)
        cites = self.charter.cite(watch.cites)
        return self._said(head, "watches", watch.provenance, cites, watch.where) | {
            "unit": self.charter.label(watch.by)
        }

    def _authority(self) -> dict[str, Any]:
        duty, directive = self.duty, self.directive
        if duty.answerable_to:
            cites = self._clause_and(duty.cites)
            return self._said(duty.answerable_to, "answerable_to", duty.edges_provenance, cites, duty.where)
        return self._said(directive.directing_authority, "directing", "document", "", directive.where)

    def _co_head(self) -> dict[str, Any]:
        unit = self.organization.unit(self.who["performer"])
        if not self.who["co_head"] or unit is None or unit.counterpart is None:
            return {}
        post = self.charter.chain.head_of(unit.counterpart)
        cites = self._clause_and(self.duty.cites)
        found = self._said(post, "counterpart", "document", cites, self.duty.where)
        return found | {"unit": self.charter.label(unit.counterpart)}

    def _co_authority(self) -> dict[str, Any]:
        head = self.organization.post(self.who["co_head"])
        if head is None or not self.who["co_authority"]:
            return {}
        edge = head.bound(head.answers_to, self.day, head.line)
        return {} if edge is None else self._edge(edge, "above", head, "answers_to")

    def _several(self) -> dict[str, Any]:
        """Whoever else the duty names: who coordinates, who is to receive the report, who is to be heard."""
        duty, found = self.duty, {}
        members = self.organization.members
        if duty.lead:
            others = [one for one in members(duty.performers) if one != duty.lead]
            provenance = duty.performers_provenance
            found["coordinators"] = self._many(others, "coordinates", provenance, duty.where)
        if duty.reports_to:
            found["reports_to"] = self._many([duty.reports_to], "reports_to", duty.edges_provenance, duty.where)
        elif duty.consolidates is not None:
            found["reports_to"] = self._many([duty.consolidates.to], "reports_to", "document", duty.consolidates.where)
        if duty.heard:
            found["heard"] = self._many(list(members(duty.heard)), "heard", duty.edges_provenance, duty.where)
        return found

    # ------------------------------------------------------------ entries

    def _of_clause(self, role: str, rule: str, key: str | None) -> dict[str, Any]:
        if not key or not self.who[role]:
            return {}
        provenance = self.duty.edges_provenance
        return self._said(self.charter.chain.head_of(key), rule, provenance, self.text, self.duty.where)

    def _declared(self, post: str, rule: str, bearer: Post | Unit, key: str) -> dict[str, Any]:
        cites = self.charter.cite(bearer.cites)
        return self._said(post, rule, backed(self.charter, bearer.cites), cites, _place(bearer, key))

    def _edge(self, edge: Edge, rule: str, bearer: Post | Unit, key: str) -> dict[str, Any]:
        cites = edge.cites or bearer.cites
        provenance = backed(self.charter, cites, edge.provenance)
        entry = self._said(edge.to, rule, provenance, self.charter.cite(cites), edge.where or _place(bearer, key))
        return entry | {"of": bearer.label} | _span(edge)

    def _many(self, posts: list[str], rule: str, provenance: str, where: str) -> dict[str, Any]:
        found = self._said("", rule, provenance, self._clause_and(self.duty.cites), where)
        return {"posts": posts} | {name: value for name, value in found.items() if name != "post"}

    def _clause_and(self, cites: Iterable[Citation]) -> str:
        return "; ".join(dict.fromkeys([self.text, *filter(None, [self.charter.cite(cites)])]))

    def _heir(self, role: str, post: str) -> dict[str, Any]:
        """Say whom the named post was taken over by before the assignment opened (GĐ-42)."""
        now = self.who[role]
        if now == post:
            return {}
        ended = self.organization.post(post) or self.organization.unit(post)
        until = ended.valid_until.isoformat() if ended is not None and ended.valid_until else ""
        cites = self.charter.cite(ended.cites) if ended is not None else ""
        return {"post": now, "instead_of": post, "ended": until, "ended_cites": cites}

    def _said(self, post: str, rule: str, provenance: str, cites: str, where: str) -> dict[str, Any]:
        short = cites.replace(f"{self.directive.label}, ", "")
        return {"post": post, "rule": rule, "provenance": provenance, "cites": short, "where": where}


def _place(bearer: Post | Unit, key: str) -> str:
    """Where a key of the organisation stands; the object itself where it is not written."""
    return f"{bearer.file}:{bearer.line_of(key)}"


def _span(edge: Edge) -> dict[str, str]:
    """From and until when an edge holds, where it says so."""
    said: dict[str, date | None] = {"from": edge.from_, "until": edge.until}
    return {name: day.isoformat() for name, day in said.items() if day}
