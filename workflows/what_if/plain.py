"""What a changed policy would make different, as plain data for other programs."""

from typing import Any

from workflows.escalate import said
from workflows.what_if import Cause, Difference, WhatIf
from workflows.what_if.causes import Refusal
from workflows.what_if.events import Event


def as_json(found: WhatIf) -> dict[str, Any]:
    """Return the comparison as one object; instants in ISO 8601 with +07:00, posts and assignments by their keys.

    Returns:
        ``jurisdiction``, ``from``, ``until``; ``today`` and ``changed``: ``{"policy": version}``; ``counts``:
        ``{"come", "go", "move"}``.

        ``heads``, by name: ``{"post", "label", "come", "go", "move"}``; what moves to another post counts at both.

        ``causes``: ``{"number", "kind", "change", "says", "assignments", "posts", "facets", "today", "changed"}``; a
        facet is ``{"name", "today", "changed"}``; the last two of a cause are sentences that hold under one only.

        ``differences``, in order of time: ``{"change", "kind", "what", "subject", "about", "title", "clause",
        "performer", "because", "today", "changed"}``; ``because`` has numbers of causes; the last two are ``null`` or
        ``{"at", "to", "holder", "mode", "due", "verdict", "previous", "sooner"}`` without what says nothing.

        ``refused``, the acts that either policy refuses: ``{"where", "at", "by", "act", "on", "today", "changed"}``,
        the last two the reason or ``null``.
    """
    return {
        "jurisdiction": found.today.key,
        "from": found.start.isoformat(),
        "until": found.until.isoformat(),
        "today": {"policy": found.today.policy.version},
        "changed": {"policy": found.changed.policy.version},
        "counts": found.counts(),
        "heads": [{"post": head, "label": found.names.label(head), **found.counts(head)} for head in found.heads],
        "causes": [_cause(one) for one in found.causes],
        "differences": [_difference(one) for one in found.differences],
        "refused": [_refusal(one) for one in found.refused],
    }


def _cause(one: Cause) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": one.kind,
        "change": one.change,
        "says": one.says,
        "assignments": list(one.assignments),
        "posts": list(one.posts),
        "facets": [{"name": f.name, "today": f.today or None, "changed": f.changed or None} for f in one.facets],
        "today": list(one.today),
        "changed": list(one.changed),
    }


def _difference(one: Difference) -> dict[str, Any]:
    event = one.events[-1]
    return {
        "change": one.change,
        "kind": event.kind,
        "what": event.what,
        "subject": event.subject,
        "about": one.work.key,
        "title": one.work.title,
        "clause": one.work.clause,
        "performer": one.work.performer,
        "because": list(one.because),
        "today": _event(one.today),
        "changed": _event(one.changed),
    }


def _event(one: Event | None) -> dict[str, Any] | None:
    if one is None:
        return None
    told = {
        "at": said(one.at),
        "to": one.to,
        "holder": one.holder,
        "mode": one.mode,
        "due": said(one.due) if one.due else "",
        "verdict": one.verdict,
        "previous": one.previous,
        "sooner": one.sooner,
    }
    return {name: value for name, value in told.items() if value}


def _refusal(one: Refusal) -> dict[str, Any]:
    act = one.act
    return {
        "where": act.where,
        "at": said(act.at),
        "by": act.by,
        "act": act.act,
        "on": act.on,
        "today": one.today or None,
        "changed": one.changed or None,
    }
