"""The features, their last results and the clauses they rest on, as one static page that prints well."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from slugify import slugify

from config.policy import Policy
from rules.coverage import CLAUSE, Case, Coverage, cover
from rules.features import Feature, Rule, Scenario, read_feature
from rules.results import Results
from rules.world import Move
from state_machines.law import Law
from workflows.letters import happened
from workflows.register.moves import LAWS

PROMISES = "loi_hua"
#: What tags that are no clause and no source are called.
_KINDS = {f"{PROMISES}_": "lời hứa", "co_che_": "cơ chế", "bay_": "bẫy"}
_STEPS = (
    """<ol class="steps">{% for step in steps %}<li><b>{{ step.keyword }}</b> {{ step.text }}</li>{% endfor %}</ol>"""
)


@dataclass(frozen=True, slots=True)
class Held:
    """What became of a scenario when it was run.

    Attributes:
        ok: whether every expectation held, in every row of its data.
        reason: what did not hold, and what the engine did instead; empty where it held.
    """

    ok: bool
    reason: str = ""


def page(policy: Policy, results: Results, ran_at: datetime) -> str:
    """Return the page of a run.

    Args:
        policy: the policy that the features were run against.
        results: what became of them; files that were written wrong are named, and not shown.
        ran_at: when it was run (aware).
    """
    features = [read_feature(one.path, one.file) for one in results.features if not one.slips]
    held: dict[tuple[str, int], Held] = {}
    fired: dict[tuple[str, int], set[Move]] = {}
    for feature in results.features:
        for one in feature.scenarios:
            place = feature.file, one.line
            fired.setdefault(place, set()).update(one.fired)
            said = "" if one.ok else f"Dòng {one.failed_at}: {one.step}\nMáy trả lời: {one.reason}"
            before = held.get(place, Held(ok=True))
            held[place] = Held(before.ok and one.ok, before.reason or said)
    slips = [str(slip) for slip in results.slips]
    return render(policy, features, cover(policy, features, fired), held, ran_at, slips)


def render(
    policy: Policy,
    features: Collection[Feature],
    coverage: Coverage,
    results: Mapping[tuple[str, int], Held] | None = None,
    ran_at: datetime | None = None,
    slips: Collection[str] = (),
) -> str:
    """Return the page of features, with or without results.

    Args:
        policy: the policy in force.
        features: the features, in order.
        coverage: what covers what.
        results: what became of each scenario, by file and line; None where nothing was run.
        ran_at: when it was run (aware).
        slips: what was written wrong in features that are not shown.

    Returns:
        HTML that needs nothing but itself.
    """
    environment = Environment(
        loader=PackageLoader("rules", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    line = environment.from_string(_STEPS)
    found = results or {}
    every = [(feature.path, one.line) for feature in features for one in feature.scenarios]
    return environment.get_template("page.html.j2").render(
        version=policy.version,
        ran_at=happened(ran_at) if ran_at else "",
        total=len(every),
        held=sum(1 for place in every if place in found and found[place].ok),
        failed=sum(1 for place in every if place in found and not found[place].ok),
        unrun=sum(1 for place in every if place not in found),
        features=features,
        slips=slips,
        groups=list(_groups(policy, features, found)),
        coverage=coverage,
        bare=coverage.bare,
        clauses=list(_clauses(policy, coverage)),
        loose=[_case(one) | {"basis": basis(policy, one.scenario.tags)} for one in coverage.loose],
        law=list(_law(coverage)),
        idle=len(coverage.idle),
        steps=lambda some: Markup(line.render(steps=some)),  # noqa: S704  (rendered by an escaping template)
    )


def basis(policy: Policy, tags: Collection[str]) -> list[str]:
    """Say what tags stand for: the clauses in short words, the sources and defaults, the promises.

    Args:
        policy: the policy in force.
        tags: tags of a rule or a scenario, with those of what it stands in.
    """
    said = []
    for key, jurisdiction in policy.jurisdictions.items():
        for directive in jurisdiction.directives.values():
            for clause in directive.clauses:
                if key in tags and CLAUSE + clause.path.replace(".", "_") in tags:
                    said.append(f"{directive.label}, khoản {clause.path}: {clause.summary}")
    for tag in tags:
        if (source := policy.national.sources.get(tag)) is not None:
            said.append(source.title)
        for prefix, called in _KINDS.items():
            if tag.startswith(prefix):
                said.append(f"{called} {tag.removeprefix(prefix)}")
    return said


def anchor(feature: Feature, scenario: Scenario | None = None) -> str:
    """Return the place of a feature, or of one of its scenarios, on the page."""
    file = slugify(feature.path.removeprefix("features/").removesuffix(".feature"))
    return f"{file}-{scenario.line}" if scenario else file


def _groups(
    policy: Policy, features: Collection[Feature], results: Mapping[tuple[str, int], Held]
) -> Iterator[dict[str, Any]]:
    """Yield the features by directory: the promises first, then the jurisdictions in the policy's order."""
    titles = {PROMISES: "Mười lời hứa"}
    titles |= {key: one.organization.label for key, one in policy.jurisdictions.items()}
    by_folder: dict[str, list[Feature]] = {key: [] for key in titles}
    for feature in features:
        by_folder.setdefault(Path(feature.path).parent.name, []).append(feature)
    for folder, some in by_folder.items():
        if some:
            told = [_feature(policy, feature, results) for feature in some]
            yield {"title": titles.get(folder, folder), "features": told}


def _feature(policy: Policy, feature: Feature, results: Mapping[tuple[str, int], Held]) -> dict[str, Any]:
    return {
        "anchor": anchor(feature), "name": feature.name, "description": feature.description, "path": feature.path,
        "before": feature.before, "rules": [_rule(policy, feature, rule, results) for rule in feature.rules],
    }  # fmt: skip


def _rule(policy: Policy, feature: Feature, rule: Rule, results: Mapping[tuple[str, int], Held]) -> dict[str, Any]:
    scenarios = []
    for one in rule.scenarios:
        held = results.get((feature.path, one.line))
        scenarios.append(
            {
                "anchor": anchor(feature, one), "name": one.name, "steps": one.steps, "header": one.header,
                "rows": one.rows, "ok": held.ok if held else None, "reason": held.reason if held else "",
            }
        )  # fmt: skip
    return {
        "name": rule.name, "before": rule.before, "scenarios": scenarios,
        "basis": basis(policy, (*feature.tags, *rule.tags)),
    }  # fmt: skip


def _clauses(policy: Policy, coverage: Coverage) -> Iterator[dict[str, Any]]:
    wording = policy.national.wording
    for directive in dict.fromkeys(one.directive.full_key for one in coverage.clauses):
        some = [one for one in coverage.clauses if one.directive.full_key == directive]
        rows = [
            {
                "path": one.clause.path,
                "summary": one.clause.summary,
                "duties": [
                    f"{duty.what or duty.key} ({wording.label('kinds', duty.kind)})" for duty in one.clause.duties
                ],
                "cases": [_case(case) for case in one.cases],
            }
            for one in some
        ]
        yield {"title": some[0].directive.label, "rows": rows}


def _law(coverage: Coverage) -> Iterator[dict[str, Any]]:
    for machine in dict.fromkeys(one.machine for one in coverage.law):
        law: Law = LAWS[machine]
        rows = [
            {
                "trigger": law.triggers.get(one.rule.trigger, one.rule.trigger),
                "source": law.states.get(one.rule.source, one.rule.source),
                "dest": law.states.get(one.rule.dest, one.rule.dest),
                "cites": one.rule.cites,
                "cases": len(one.cases),
            }
            for one in coverage.law
            if one.machine == machine
        ]
        yield {"title": law.label[:1].upper() + law.label[1:], "rows": rows}


def _case(case: Case) -> dict[str, Any]:
    return {"anchor": anchor(case.feature, case.scenario), "name": case.scenario.name}
