"""The chain of dates upward: feeders before what they feed, a working day after the close, a date for each level."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from config.loader import load_policy
from config.policy import Policy
from workflows.charter import Charter
from workflows.upward import Finding, findings

BA_BICH = "jurisdictions/ba_bich/directives/2024-kl-cchc.yaml"
BINH_SON = "jurisdictions/binh_son/directives/2022-cv-hu.yaml"
FEED = '        consolidates: {clause: "3.1.2"'
AFTER = "        working_days_after_window: {{value: {days}, provenance: {provenance}, cites: [{cites}]}}\n"

Change = Callable[[str, str, str], list[Finding]]


@pytest.fixture
def change(root: Path) -> Change:
    """Change a text in a copy of the policy, and give what the dates of its jurisdiction break."""

    def changed(file: str, old: str, new: str) -> list[Finding]:
        path = root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return list(findings(Charter(load_policy(root), file.split("/")[1])))

    return changed


def said(found: list[Finding]) -> list[tuple[bool, str]]:
    """Return whether each is a fault, and its sentence."""
    return [(one.fault, one.error.message) for one in found]


def test_the_five_directives_are_in_order(policy: Policy) -> None:
    """Ba Bích asks for the 10th while figures close on the 14th: legal, as it takes estimates."""
    assert {key: list(findings(Charter(policy, key))) for key in policy.jurisdictions} == {
        key: [] for key in policy.jurisdictions
    }


def test_the_upward_date_is_the_national_default(policy: Policy) -> None:
    """Where the directive says nothing: three working days after the close, cited as ours (GĐ-23)."""
    charter = Charter(policy, "ba_bich")
    (directive,) = charter.directives
    upward = [one.due for one in charter.plan(directive) if one.duty.consolidates is not None]
    assert [due.day for due in upward] == [date(2024, 3, 19), date(2024, 6, 19), date(2024, 9, 18), date(2024, 12, 18)]
    assert {(due.provenance, due.firm, "GĐ-23" in due.why["cites"]) for due in upward} == {("default", False, True)}


@pytest.mark.parametrize(("days", "day"), [(2, date(2024, 3, 18)), (4, date(2024, 3, 20))])
def test_another_national_default_moves_it(root: Path, days: int, day: date) -> None:
    """The default lives in one place: changed there, every upward date that rests on it moves."""
    path = root / "national/reporting.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("value: 3\n    cites: [gd_23]", f"value: {days}\n    cites: [gd_23]"), encoding="utf-8"
    )
    charter = Charter(load_policy(root), "ba_bich")
    (directive,) = charter.directives
    assert next(one.due.day for one in charter.plan(directive) if one.duty.consolidates is not None) == day


def test_without_a_default_in_force_there_is_no_date(root: Path) -> None:
    """A default that was repealed is no date: it is told, not made up."""
    path = root / "national/reporting.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("value: 3\n    cites: [gd_23]", "value: null\n    cites: [gd_23]"), encoding="utf-8")
    charter = Charter(load_policy(root), "ba_bich")
    (directive,) = charter.directives
    assert {one.due.day for one in charter.plan(directive) if one.duty.consolidates is not None} == {None}
    told = said(list(findings(charter)))
    assert len(told) == 4
    assert told[0] == (
        True,
        "kỳ «Quý I năm 2024» chưa có hạn gửi lên: văn bản không nêu, mặc định chung cũng không; hãy ghi hạn",
    )


@pytest.mark.parametrize(("day", "order"), [("2024-03-19", False), ("2024-03-18", True)])
def test_a_feeder_comes_before_what_it_feeds(change: Change, day: str, order: bool) -> None:
    """On the same day nothing is left for consolidating: the policy contradicts itself; a day before is in order."""
    found = change(BA_BICH, "deadline: 2024-03-10      # Chủ nhật", f"deadline: {day}")
    if order:
        assert found == []
        return
    assert said(found) == [
        (
            True,
            "kỳ «Quý I năm 2024»: báo cáo tổng hợp đến hạn 19/03/2024, không sau hạn 19/03/2024 của báo cáo thành phần "
            "'bao-cao'; nơi tổng hợp không còn thời gian, hãy lùi hạn báo cáo tổng hợp",
        )
    ]
    assert found[0].error.path == BA_BICH


def test_what_the_directive_itself_says_is_an_open_point(change: Change) -> None:
    """Where both dates are the document's own, nobody but its issuer can mend them."""
    after = AFTER.format(days=0, provenance="document", cites='{clause: "3.2.2"}')
    found = change(BA_BICH, "deadline: 2024-06-10", "deadline: 2024-06-14")
    assert found == []
    found = change(BA_BICH, FEED, after + FEED)
    assert [
        (one.fault, "6 tháng đầu năm 2024" in one.error.message) for one in found if "không sau" in one.error.message
    ] == [(False, True)]


@pytest.mark.parametrize(
    ("days", "provenance", "found"),
    [(1, "default", []), (0, "default", [True]), (0, "document", [False])],
)
def test_a_working_day_lies_between_close_and_deadline(
    change: Change, days: int, provenance: str, found: list[bool]
) -> None:
    """One is enough (NĐ 09/2019, 8.5b); none is a fault of ours where the date is ours, else an open point."""
    cites = '{clause: "3.2.2"}' if provenance == "document" else "gd_23"
    told = change(BA_BICH, FEED, AFTER.format(days=days, provenance=provenance, cites=cites) + FEED)
    first = [one for one in told if "Quý I" in one.error.message]
    assert [one.fault for one in first] == found
    if found:
        assert "từ ngày chốt số liệu 14/03/2024 đến hạn 14/03/2024 có 0 ngày làm việc, ít nhất phải 1" in str(
            first[0].error
        )


def test_estimates_need_no_working_day(change: Change) -> None:
    """Who may estimate may send before the close."""
    after = AFTER.format(days=0, provenance="default", cites="gd_23") + "        estimates: true\n"
    assert change(BA_BICH, FEED, after + FEED) == []


def test_periods_of_a_cadence_are_those_of_the_feeder(change: Change) -> None:
    """Where periods follow from a cadence, only here it shows that nobody reports for some of them."""
    found = change(
        BINH_SON,
        "- cadence: report_year\n            window: decree\n            provenance: default\n            cites: [gd_04]\n        note",
        "- cadence: yearly\n            window: decree\n            provenance: default\n            cites: [gd_04]\n        note",
    )
    assert found == []
    found = change(
        BINH_SON,
        "- cadence: yearly\n            window: decree\n            provenance: default\n            cites: [gd_04]\n        note",
        "- cadence: monthly\n            window: decree\n            provenance: default\n            cites: [gd_04]\n        note",
    )
    assert found
    assert {one.fault for one in found} == {True}
    assert all("không có trong báo cáo thành phần 'bao-cao-huyen-uy'" in one.error.message for one in found)
