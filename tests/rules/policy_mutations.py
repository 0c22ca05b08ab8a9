"""The policy with one entry changed: what a clause says, the ladder, the calendar, the organisation.

What belongs to a clause: its own duties and figures, those of the clause that it points to, and every entry elsewhere
in the directive that rests on it. Only what a directive says is changed or taken away, nothing is added to it.
"""

from __future__ import annotations

import difflib
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from ruamel.yaml import YAML

from config.errors import PolicyErrors
from config.loader import load_policy, packaged_root
from config.policy import Policy

Change = Callable[[Any], None]
#: A change as it is called, and the ways to make it: the first that gives a sound policy is taken.
Named = tuple[str, tuple[Change, ...]]
#: The way to an entry of a file.
Where = tuple[str | int, ...]

DAY, WEEK, MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=31)
#: What of a duty can be taken away, its other entries standing.
LOSSES = ("answerable_to", "monitor", "via", "watch", "requires", "line", "nil_report", "estimates", "needs_officer")
LOSSES += ("dual_liability", "ladder")
#: The cadence that comes instead of another.
SLOWER = {"daily": "weekly", "weekly": "monthly", "monthly": "quarterly", "report_year": "quarterly"}


@dataclass(frozen=True)
class PolicyMutant:
    """One entry of the policy, changed.

    Attributes:
        file: the file, from the policy's root.
        name: the entry and its change.
        where: the way to the entry.
        changes: the ways to make the change.
    """

    file: str
    name: str
    where: Where
    changes: tuple[Change, ...]


def clause_mutants(jurisdiction: str, clause: str) -> list[PolicyMutant]:
    """Return each change of one thing that a clause says, days and numbers first."""
    return [
        mutant
        for file, content, organization in _directives(jurisdiction)
        for where, kind in sorted(_of_clause(content, clause), key=lambda one: list(_CHANGES).index(one[1]))
        for mutant in _mutants(file, where, _CHANGES[kind](_at(content, where), content, organization))
    ]


def duty_mutants(jurisdiction: str, clause: str, duty: str, *, wide: bool) -> list[PolicyMutant]:
    """Return each change of what makes a duty what it is.

    Args:
        jurisdiction: its jurisdiction.
        clause: its clause.
        duty: its key.
        wide: True for its own entries and the day its directive takes effect; False for how its clause binds, and that
            it gets a deadline.
    """
    found = []
    for file, content, organization in _directives(jurisdiction):
        number = next(n for n, one in enumerate(content["clauses"]) if one["path"] == clause)
        at = next(n for n, one in enumerate(content["clauses"][number]["duties"]) if one["key"] == duty)
        own: Where = ("clauses", number, "duties", at)
        entries = [(where, kind) for where, kind in _of_clause(content, clause) if where[:4] == own]
        if wide:
            for where, kind in ((("effective_from",), "effective"), *entries):
                found += _mutants(file, where, _CHANGES[kind](_at(content, where), content, organization))
        else:
            changes = _clause(_at(content, own[:2]), content, organization)
            ours = (one for one in changes if one[0] in ("modality", f"duties.{at} gets a deadline"))
            found += _mutants(file, own[:2], ours)
    return found


def _mutants(file: str, where: Where, changes: Iterator[Named]) -> list[PolicyMutant]:
    shown = "".join(f"{one}." for one in where)
    return [
        PolicyMutant(file, f"{shown}{name}", where, tuple(within(where, way) for way in ways)) for name, ways in changes
    ]


def _directives(jurisdiction: str) -> Iterator[tuple[str, Any, Any]]:
    root = packaged_root()
    organization = read(f"jurisdictions/{jurisdiction}/organization.yaml")
    for path in sorted((root / "jurisdictions" / jurisdiction / "directives").glob("*.yaml")):
        file = path.relative_to(root).as_posix()
        yield file, read(file), organization


def _at(content: Any, where: Where) -> Any:
    for step in where:
        content = content[step]
    return content


def within(where: Where, change: Change) -> Change:
    """Make a change of one entry a change of its file."""
    return lambda content: change(_at(content, where))


# ---------------------------------------------------------------- what belongs to a clause


def _of_clause(content: Any, path: str) -> Iterator[tuple[Where, str]]:
    clauses = content["clauses"]
    own = next(one for one in clauses if one["path"] == path)
    seen = {path, own.get("sees")}
    for number, clause in enumerate(clauses):
        at: Where = ("clauses", number)
        mine = clause["path"] in seen
        if mine:
            yield at, "clause"
            yield from (((*at, "baselines", n), "baseline") for n in range(len(clause.get("baselines", ()))))
        for n, duty in enumerate(clause.get("duties", ())):
            here: Where = (*at, "duties", n)
            if mine:
                yield here, "duty"
            yield from ((way, kind) for way, kind, node in _parts(here, duty) if mine or _rests_on(node, path))
    if _rests_on({"cites": content["clarity_gate_cites"]}, path):
        yield (), "gate"
    yield from (
        (("monitors", n), "monitor") for n, one in enumerate(content.get("monitors", ())) if _rests_on(one, path)
    )
    if own is clauses[-1]:
        yield from ((("recipients", n), "recipient") for n, one in enumerate(content["recipients"]) if "to" in one)
    if not own.get("duties") and not own.get("sees"):
        yield (), "directive"


def _parts(here: Where, duty: Any) -> Iterator[tuple[Where, str, Any]]:
    for kind in ("deadline", "event", "watch", "target", "working_days_after_window"):
        if kind in duty:
            yield (*here, kind), kind, duty[kind]
    if "at_least" in duty:
        yield here, "count", duty
    for kind in ("periods", "schedules"):
        for n, node in enumerate(duty.get(kind, ())):
            yield (*here, kind, n), kind, node
            if "due" in node:
                yield (*here, kind, n, "due"), "due", node


def _rests_on(node: Any, path: str) -> bool:
    return any(isinstance(one, dict) and one.get("clause") == path for one in node.get("cites", ()))


# ---------------------------------------------------------------- how an entry is changed


def put(key: str, *values: Any) -> tuple[Change, ...]:
    """Put another value: the first that makes a sound policy."""

    def way(value: Any) -> Change:
        return lambda node: node.__setitem__(key, value)

    return tuple(way(value) for value in values)


def drop(key: str) -> tuple[Change, ...]:
    """Take an entry away."""
    return (lambda node: node.__delitem__(key),)


def _provenance(node: Any) -> Named:
    return "provenance", put("provenance", "default" if node["provenance"] == "document" else "document")


def _clause(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    for n, duty in enumerate(node.get("duties", ())):
        if duty["kind"] in ("standing", "target"):
            yield f"duties.{n} gets a deadline", (_with_deadline(n),)
    if node.get("duties"):
        yield "modality", put("modality", "strive" if node.get("modality") == "must" else "must")


def _with_deadline(n: int) -> Change:
    def change(clause: Any) -> None:
        clause["treatment"] = "objects"
        duty = clause["duties"][n]
        clause["modality"] = "must"
        duty.pop("target", None)
        duty["kind"] = "one_off"
        duty["deadline"] = {"working_days": 1, "provenance": "document", "cites": ["gd_02"]}

    return change


def _baseline(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    def more(baseline: Any) -> None:
        if "value" in baseline:
            baseline["value"] += 10
            baseline["percent"] = round(100 * baseline["value"] / baseline["of"], 2)
        else:
            baseline["percent"] += 10

    yield "+10", (more,)


def _duty(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    posts = [one["key"] for one in organization["posts"]]
    units = [one["key"] for one in organization["units"] if not one.get("external")]
    groups = {one["key"]: one["members"] for one in organization.get("groups", ())}
    now = {member for key in node["performers"] for member in (key, *groups.get(key, ()))}
    yield "performers", put("performers", *([one] for one in (*units, *posts) if one not in now))
    taken = (content["monitor"], content["directing_authority"])
    for key in ("answerable_to", "monitor"):
        if key in node:
            yield key, put(key, *(one for one in posts if one not in (node[key], *taken)))
    if "line" in node:
        yield "line", put("line", "party" if node["line"] == "administrative" else "administrative")
    for key in LOSSES:
        if key in node:
            yield f"{key} gone", drop(key)


def _count(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    yield from _more(node, "at_least")


def _deadline(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    if "on" in node:
        yield "on +7", put("on", node["on"] + WEEK)
        yield "on -7", put("on", node["on"] - WEEK)
    yield from _more(node, "working_days")
    yield _provenance(node)


def _more(node: Any, *keys: str) -> Iterator[Named]:
    for key in keys:
        if key in node:
            yield f"{key} +1", put(key, node[key] + 1)


def _after_window(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    yield from _more(node, "value")
    yield _provenance(node)


def _event(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    yield "working_days +1", put("working_days", node.get("working_days", 0) + 1)


def _watch(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    units = [one["key"] for one in organization["units"] if not one.get("external")]
    yield "by", put("by", *(one for one in units if one != node["by"]))
    groups = {one["key"]: one["members"] for one in organization.get("groups", ())}
    wider = [key for key, members in groups.items() if key not in node.get("over", ()) and node["by"] not in members]
    members = [key for key in units if key != node["by"]]
    yield "over", put("over", members, *([*node.get("over", ()), key] for key in (*wider, *members)))


def _target(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    if "missing" in node:
        yield "missing said", (_said,)
    if "value" in node:
        for change in (1, -1):
            yield f"value {change:+}", put("value", node["value"] + change)
    if "direction" in node:
        yield "direction", put("direction", "down" if node["direction"] == "up" else "up")
    for key in ("attain_by", "hold_until"):
        if key in node:
            yield f"{key} +31", put(key, node[key] + MONTH)
            yield f"{key} -31", put(key, node[key] - MONTH)


def _said(target: Any) -> None:
    for key in ("missing", "direction", "compare", "baseline"):
        target.pop(key, None)
    target["type"] = "ratio_min"
    target.setdefault("value", 50)


def _periods(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    if "deadline" in node:
        yield "deadline +7", put("deadline", node["deadline"] + WEEK)
    for key in ("window_from", "window_until"):
        yield f"{key} +1", put(key, node[key] + DAY)
    yield _provenance(node)


def _schedules(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    yield "cadence", put("cadence", SLOWER[node["cadence"]])
    if "from" in node:
        yield "from +31", put("from", node["from"] + MONTH)
    if "window" in node:
        yield "window gone", drop("window")


def _due(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    if "at" in node:
        yield "at 16:00", put("at", "16:00")
    yield from _more(node, "day", "working_days_after_close", "working_day_of_next_month")
    yield _provenance(node)


def _gate(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    yield "clarity_gate", put("clarity_gate", 9 - node["clarity_gate"])


def _monitor(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    posts = (one["key"] for one in organization["posts"])
    yield "post", put("post", *(one for one in posts if one not in (node["post"], content["monitor"])))


def _recipient(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    def gone(recipient: Any) -> None:
        del recipient["to"]
        recipient["label"] = "Nơi khác"

    yield f"{node['to']} gone", (gone,)
    yield f"{node['to']} role", put("role", "inform" if node["role"] != "inform" else "oversee")


def _directive(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    taken = (node["monitor"], node["directing_authority"])
    for key in ("monitor", "directing_authority"):
        yield key, put(key, *(one["key"] for one in organization["posts"] if one["key"] not in taken))


def _effective(node: Any, content: Any, organization: Any) -> Iterator[Named]:
    yield "on -31", put("on", node["on"] - MONTH)


#: By kind of entry, those first that scenarios notice soonest.
_CHANGES: dict[str, Callable[[Any, Any, Any], Iterator[Named]]] = {
    "due": _due,
    "working_days_after_window": _after_window,
    "event": _event,
    "target": _target,
    "count": _count,
    "periods": _periods,
    "watch": _watch,
    "monitor": _monitor,
    "recipient": _recipient,
    "gate": _gate,
    "baseline": _baseline,
    "directive": _directive,
    "deadline": _deadline,
    "clause": _clause,
    "duty": _duty,
    "schedules": _schedules,
    "effective": _effective,
}


# ---------------------------------------------------------------- a policy changed


class Changed:
    """A copy of the policy of one jurisdiction, in which one entry at a time is changed."""

    def __init__(self, root: Path, jurisdiction: str) -> None:
        self.root = root
        for part in ("national", f"jurisdictions/{jurisdiction}"):
            shutil.copytree(packaged_root() / part, root / part)

    def __enter__(self) -> Changed:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.root)

    def load(self, mutant: PolicyMutant) -> Policy:
        """Read the policy with one entry changed; what was changed before stands again as it was.

        Raises:
            PolicyErrors: when there is no way to make that change.
        """
        for path in self.root.rglob("*.yaml"):
            shutil.copy(packaged_root() / path.relative_to(self.root), path)
        faults = PolicyErrors([])
        for change in mutant.changes:
            content = read(mutant.file)
            change(content)
            with (self.root / mutant.file).open("w", encoding="utf-8") as out:
                YAML(typ="safe").dump(content, out)
            try:
                return load_policy(self.root)
            except PolicyErrors as found:
                faults = found
        raise faults

    def difference(self, mutant: PolicyMutant) -> str:
        """Say which lines of the file are other ones, as it is written."""
        old, new = _written(mutant.file), ""
        for change in mutant.changes:
            new = _written(mutant.file, change)
            (self.root / mutant.file).write_text(new, encoding="utf-8")
            with suppress(PolicyErrors):
                load_policy(self.root)
                break
        before, after = old.splitlines(), new.splitlines()
        matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
        return "; ".join(
            f"config/{mutant.file}:{a + 1}: «{_joined(before[a:b])}» → «{_joined(after[c:d])}»"
            for tag, a, b, c, d in matcher.get_opcodes()
            if tag != "equal"
        )


def read(file: str) -> Any:
    """Read a file of the policy as plain data."""
    return YAML(typ="safe").load(packaged_root() / file)


def _written(file: str, change: Change | None = None) -> str:
    """Write a file of the policy as people do, its comments kept."""
    yaml, out = YAML(), io.StringIO()
    yaml.preserve_quotes = True
    yaml.width = 4096
    content = yaml.load(packaged_root() / file)
    if change is not None:
        change(content)
    yaml.dump(content, out)
    return out.getvalue()


def _joined(lines: list[str]) -> str:
    return " / ".join(line.strip() for line in lines)
