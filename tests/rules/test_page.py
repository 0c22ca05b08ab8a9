"""What covers what, and the page that shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from rules.coverage import Coverage, cover
from rules.features import ROOT, Feature, read_features
from rules.page import Held, anchor, render
from rules.policy_copy import packaged_policy
from workflows.cli.app import namro

URGED = ("assignment", "cut_off", "assigned", "assigned")


@pytest.fixture(scope="module")
def features() -> tuple[Feature, ...]:
    """Give the features."""
    return read_features()


def test_a_clause_has_the_scenarios_that_name_it(features: tuple[Feature, ...]) -> None:
    """A clause is covered by the tag of its path within its own jurisdiction, and by no other."""
    covered = {(one.directive.jurisdiction, one.clause.path): one.cases for one in _cover(features).clauses}
    named = [case for case in covered["ba_bich", "3.1.2"] if "muc_3_1_2" in case.scenario.tags]
    assert named
    assert len(named) == len(covered["ba_bich", "3.1.2"])
    assert all("ba_bich" in case.scenario.tags for case in named)


def test_a_clause_without_scenarios_is_named(features: tuple[Feature, ...]) -> None:
    """Once its last scenario is gone, a clause with duties stands among the bare ones."""
    before = {(one.directive.full_key, one.clause.path) for one in _cover(features).bare}
    assert ("ba_bich/2024-kl-cchc", "3.1.2") not in before
    without = [one for one in features if not any("muc_3_1_2" in case.tags for case in one.scenarios)]
    after = {(one.directive.full_key, one.clause.path) for one in _cover(without).bare}
    assert ("ba_bich/2024-kl-cchc", "3.1.2") in after


def test_a_scenario_without_a_clause_is_listed(features: tuple[Feature, ...]) -> None:
    """A scenario that names no clause is listed with what else it rests on; one that does is not."""
    loose = {case.place for case in _cover(features).loose}
    every = {f"{one.path}:{case.line}": case for one in features for case in one.scenarios}
    assert loose
    assert loose == {place for place, case in every.items() if not any(tag.startswith("muc_") for tag in case.tags)}


def test_a_rule_of_the_law_has_the_scenarios_that_used_it(features: tuple[Feature, ...]) -> None:
    """A rule of the law is idle until a scenario's journal bears its move; without a run nothing is said of the law."""
    first = next(iter(features))
    scenario = next(iter(first.scenarios))
    coverage = cover(packaged_policy(), features, {(first.path, scenario.line): {URGED}})
    used = [one for one in coverage.law if one.cases]
    assert [(one.machine, one.rule.trigger, one.rule.source, one.rule.dest) for one in used] == [URGED]
    assert len(coverage.idle) == len(coverage.law) - 1
    assert _cover(features).law == ()


def test_options_that_nobody_reads_are_named(features: tuple[Feature, ...]) -> None:
    """What the policy may say and no code reads is listed; what is read is not."""
    unread = _cover(features).unread
    assert "Reporting.upward_working_days" in unread
    assert "Duty.what" not in unread


def test_the_page_has_everything_and_leads_somewhere(features: tuple[Feature, ...]) -> None:
    """Every scenario stands on the page with its result, every link has its place, and nothing is loaded from outside."""
    page = _Page()
    results = {(one.path, case.line): Held(ok=True) for one in features for case in one.scenarios}
    wrong = (features[0].path, next(iter(features[0].scenarios)).line)
    results[wrong] = Held(ok=False, reason="Hạn là <hết ngày 11/03/2024> & không khác.")
    ran_at = datetime(2026, 11, 20, 1, tzinfo=UTC)
    text = render(packaged_policy(), features, cover(packaged_policy(), features, {}), results, ran_at)
    page.feed(text)
    anchors = [anchor(one, case) for one in features for case in one.scenarios]
    assert len(set(anchors)) == len(anchors)
    assert set(anchors) <= page.places
    assert page.links <= page.places
    assert page.loaded == []
    assert page.unclosed == []
    assert f"{len(anchors) - 1} đúng" in text
    assert "1 không đúng" in text
    assert "Hạn là &lt;hết ngày 11/03/2024&gt; &amp; không khác." in text
    assert "08 giờ 00 ngày 20/11/2026" in text


def test_the_page_without_a_run_says_so(features: tuple[Feature, ...]) -> None:
    """Without results no scenario is shown as right or wrong."""
    text = render(packaged_policy(), features, _cover(features))
    assert "chưa có kết quả chạy" in text
    assert "✓" not in text
    assert "✗" not in text


def test_a_feature_without_rules_is_shown(features: tuple[Feature, ...]) -> None:
    """Scenarios that stand under no rule are shown as well."""
    flat = replace(features[0], rules=tuple(replace(one, name="", tags=()) for one in features[0].rules))
    text = render(packaged_policy(), [flat], cover(packaged_policy(), [flat]))
    assert all(f'id="{anchor(flat, case)}"' in text for case in flat.scenarios)


def _cover(features: tuple[Feature, ...] | list[Feature]) -> Coverage:
    return cover(packaged_policy(), features)


class _Page(HTMLParser):
    """Places, links and what a browser would load; tags that are not closed."""

    void = frozenset({"meta", "link", "br", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.places: set[str] = set()
        self.links: set[str] = set()
        self.loaded: list[str] = []
        self.unclosed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        given = dict(attrs)
        if place := given.get("id"):
            self.places.add(place)
        if tag == "a":
            self.links.add(str(given["href"]).removeprefix("#"))
        self.loaded += [str(given[name]) for name in ("src", "srcset") if name in given] + [tag] * (tag == "link")
        if tag not in self.void:
            self.unclosed.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        assert self.unclosed.pop() == tag


def test_the_page_of_a_run_is_written(tmp_path: Path) -> None:
    """The command writes the page with the results of its run; files with slips are named on it, not shown."""
    good, bad, page = tmp_path / "tot.feature", tmp_path / "sai.feature", tmp_path / "quy-tac.html"
    source = ROOT / "ba_bich" / "noi_nhan.feature"
    good.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    bad.write_text(source.read_text(encoding="utf-8").replace("Thì", "Then", 1), encoding="utf-8")
    ran = CliRunner().invoke(namro, ["rules", str(good), str(bad), "--page", str(page)])
    assert ran.exit_code == 2, ran.output
    text = page.read_text(encoding="utf-8")
    assert "✓ đúng" in text
    assert "sai.feature:" in text
    assert "Luật và kịch bản" in text
    nowhere = CliRunner().invoke(namro, ["rules", str(good), "--page", str(tmp_path / "khong" / "co.html")])
    assert (nowhere.exit_code, "không có thư mục" in nowhere.output) == (2, True)
