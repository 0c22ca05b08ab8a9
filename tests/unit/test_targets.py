"""How targets are judged: on the very threshold and beside it, and never on what nobody knows."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.directive import Baseline
from config.duty import Target
from tests.unit.duties import CITES, policy
from workflows.targets import LEVELS, Reading, judge
from workflows.working_time import ZONE

NO_FIGURE = "chưa có số liệu nào được ghi nhận"
NOTHING_AROSE = "không phát sinh trường hợp nào nên không có tỷ lệ để đánh giá"
NO_WHOLE = "số liệu không có tổng số (of) nên chưa thành tỷ lệ; nếu đã là phần trăm thì ghi tổng số 100"


def target(kind: str, **rest: Any) -> Target:
    """Return a target of the document."""
    if isinstance(rest.get("value"), str):
        rest["value"] = Decimal(rest["value"])
    said = {"indicator": "Chỉ số", "provenance": "document", "cites": CITES}
    return Target(type=kind, **(said | rest))


def baseline(**rest: Any) -> Baseline:
    """Return a baseline of 2023."""
    return Baseline(**({"key": "so-goc", "label": "Số gốc", "period": "2023", "better": "up", "cites": CITES} | rest))


def reading(value: Any, of: Any = None, day: str = "2026-05-10", *, estimated: bool = False) -> Reading:
    """Return a figure of a day at noon."""
    level = isinstance(value, str) and value in LEVELS
    number = value if level else Fraction(value)
    at = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=ZONE)
    return Reading(at, number, None if of is None else Fraction(of), estimated)


def verdict(found: Target, *readings: Reading, since: Baseline | None = None, **rest: Any) -> str:
    """Return a verdict alone."""
    return judge(found, since, readings, **rest).verdict


HALF_DOWN = target("change_min", value="50", direction="down", compare="relative")
TWENTY_UP = target("change_min", value="20", direction="up", compare="relative")
POINTS_UP = target("change_min", value="20", direction="up", compare="points")
UP, DOWN = target("direction", direction="up"), target("direction", direction="down")
TOP_30 = target(
    "attain_maintain", value="30", of=114, attain_by=date(2026, 6, 30), hold_until=date(2026, 12, 31)
)  # fmt: skip


# ------------------------------------------------------------ on the threshold and beside it


@pytest.mark.parametrize(
    ("found", "given_", "expected"),
    [
        (target("ratio_min", value="80"), reading(80, 100), "met"),
        (target("ratio_min", value="80"), reading(799999, 1000000), "not_met"),
        (target("ratio_min", value="100"), reading(375, 376), "not_met"),
        (target("ratio_min", value="100"), reading(376, 376), "met"),
        (target("ratio_max", value="0"), reading(0, 376), "met"),
        (target("ratio_max", value="0"), reading(1, 999999), "not_met"),
        (target("ratio_max", value="33.3"), reading(1, 3), "not_met"),
        (target("rank_max", value="10", of=19), reading(10, 19), "met"),
        (target("rank_max", value="10", of=19), reading(10), "met"),
        (target("rank_max", value="10", of=19), reading(11, 19), "not_met"),
        (target("rank_max", value="10", of=19), reading(1, 19), "met"),
        (target("rating_min", level="good"), reading("excellent"), "met"),
        (target("rating_min", level="good"), reading("good"), "met"),
        (target("rating_min", level="good"), reading("completed"), "not_met"),
        (target("rating_min", level="good"), reading("not_completed"), "not_met"),
        (target("external", value="40", direction="up"), reading(40, 100), "met"),
        (target("external", value="40", direction="down"), reading(41, 100), "not_met"),
        (target("external", value="5", of=13), reading(6), "not_met"),
    ],
)
def test_a_threshold_is_reached_exactly_there(found: Target, given_: Reading, expected: str) -> None:
    """What stands on the threshold reaches it; what misses it by one in a million misses it."""
    assert verdict(found, given_) == expected


@pytest.mark.parametrize(
    ("found", "now", "since", "expected"),
    [
        (HALF_DOWN, reading(10), baseline(value=20, better="down"), "met"),
        (HALF_DOWN, reading(11), baseline(value=20, better="down"), "not_met"),
        (HALF_DOWN, reading(30), baseline(value=20, better="down"), "not_met"),
        (TWENTY_UP, reading(48, 100), baseline(value=40, of=100), "met"),
        (TWENTY_UP, reading(479, 1000), baseline(value=40, of=100), "not_met"),
        (POINTS_UP, reading(60, 100), baseline(value=40, of=100), "met"),
        (POINTS_UP, reading(48, 100), baseline(value=40, of=100), "not_met"),
        (POINTS_UP, reading(684, 1000), baseline(percent=Decimal("48.4")), "met"),
        (UP, reading(484, 1000), baseline(percent=Decimal("48.4")), "not_met"),
        (UP, reading(4841, 10000), baseline(percent=Decimal("48.4")), "met"),
        (UP, reading(81, 188), baseline(value=162, of=376), "not_met"),
        (UP, reading(163, 376), baseline(value=162, of=376), "met"),
        (DOWN, reading(7), baseline(value=8, better="down"), "met"),
        (DOWN, reading(8), baseline(value=8, better="down"), "not_met"),
    ],
)
def test_progress_is_measured_from_the_baseline(found: Target, now: Reading, since: Baseline, expected: str) -> None:
    """A trend must move the right way, a change must be large enough; per cent and points are different things."""
    assert verdict(found, now, since=since) == expected


def test_a_printed_share_yields_to_the_count_behind_it() -> None:
    """162 of 376 is 43.085 per cent and is printed as 43.1: 43.09 per cent is better than the count, which decides."""
    since = baseline(value=162, of=376, percent=Decimal("43.1"))
    assert verdict(UP, reading(4309, 10000), since=since) == "met"


# ------------------------------------------------------------ what nobody knows


@pytest.mark.parametrize(
    ("found", "given_", "since", "reason"),
    [
        (target("ratio_min", value="80"), [], None, NO_FIGURE),
        (target("ratio_min", value="80"), [reading(80)], None, NO_WHOLE),
        (target("ratio_min", value="80"), [reading(0, 0)], None, NOTHING_AROSE),
        (target("ratio_max", value="0"), [reading(0)], None, NO_WHOLE),
        (target("ratio_min", value="80"), [reading("good")], None, "số liệu không phải là một con số"),
        (target("ratio_min"), [reading(80, 100)], None, "mức phải đạt chưa được nêu"),
        (
            target("ratio_min", missing="Văn bản không nêu thế nào là điểm thấp"),
            [reading(80, 100)],
            None,
            "Văn bản không nêu thế nào là điểm thấp",
        ),
        (target("external"), [reading(80, 100)], None, "mức phải đạt trong văn bản được dẫn chiếu, chưa nhập"),
        (
            target("external", value="80"),
            [reading(80, 100)],
            None,
            "văn bản không nêu phải đạt ít nhất hay không quá",
        ),
        (target("rank_max", value="10", of=19), [reading("2.5")], None, "2,5 không phải là một thứ hạng"),
        (target("rank_max", value="10", of=19), [reading(0)], None, "0 không phải là một thứ hạng"),
        (
            target("rank_max", value="10", of=19),
            [reading(10, 114)],
            None,
            "số liệu xếp hạng trong 114, chỉ tiêu tính trong 19",
        ),
        (target("rating_min"), [reading("good")], None, "mức xếp loại phải đạt chưa được nêu"),
        (target("rating_min", level="good"), [reading(3)], None, "số liệu không phải là một mức xếp loại"),
        (UP, [reading(50, 100)], None, "chưa có số gốc để so sánh"),
        (UP, [reading(50, 100)], baseline(), "số gốc chưa có giá trị"),
        (UP, [reading(50)], baseline(value=162, of=376), NO_WHOLE),
        (target("direction"), [reading(5)], baseline(value=4), "văn bản không nêu phải tăng hay giảm"),
        (TWENTY_UP, [reading(5)], baseline(value=0), "số gốc bằng 0 nên không tính được phần trăm thay đổi"),
        (POINTS_UP, [reading(5)], baseline(value=4), "số gốc không phải là tỷ lệ nên không tính được điểm phần trăm"),
        (
            target("change_min", value="20", direction="up"),
            [reading(5)],
            baseline(value=4),
            "văn bản không nêu tính theo phần trăm so với số gốc hay theo điểm phần trăm",
        ),
        (
            target("change_min", value="20", compare="relative"),
            [reading(5)],
            baseline(value=4),
            "văn bản không nêu phải tăng hay giảm",
        ),
        (
            target("change_min", direction="up", compare="relative"),
            [reading(5)],
            baseline(value=4),
            "mức thay đổi phải đạt chưa được nêu",
        ),
        (TOP_30, [], None, NO_FIGURE),
        (TOP_30, [reading(30, 63)], None, "số liệu xếp hạng trong 63, chỉ tiêu tính trong 114"),
    ],
)
def test_what_is_not_known_is_neither_passed_nor_failed(
    found: Target, given_: list[Reading], since: Baseline | None, reason: str
) -> None:
    """Without a figure, a whole, a baseline or a stated threshold there is not enough to judge by, and it says why."""
    judged = judge(found, since, given_)
    assert (judged.verdict, judged.reason, judged.value) == ("insufficient", reason, "")
    assert {"value", "nature", "unit"}.isdisjoint(judged.details())


# ------------------------------------------------------------ attained once, then held


@pytest.mark.parametrize(
    ("given_", "expected", "reason"),
    [
        (
            [reading(45, 114, "2026-05-04"), reading(31, 114, "2026-06-29")],
            "not_met",
            "chưa lần nào đạt; gần nhất xếp thứ 31 trên 114, yêu cầu thứ 30 trở lên",
        ),
        (
            [reading(30, 114, "2026-05-04"), reading(60, 114, "2026-06-29")],
            "met",
            "đạt từ ngày 04/05/2026: xếp thứ 30 trên 114, yêu cầu thứ 30 trở lên",
        ),
        (
            [reading(30, 63, "2026-05-04"), reading(31, 114, "2026-06-29")],
            "not_met",
            "chưa lần nào đạt; gần nhất xếp thứ 31 trên 114, yêu cầu thứ 30 trở lên",
        ),
    ],
)
def test_once_is_enough_to_attain(given_: list[Reading], expected: str, reason: str) -> None:
    """The first part is met by one figure, whatever comes after it."""
    judged = judge(TOP_30, None, given_, part="attain")
    assert (judged.verdict, judged.reason, judged.part) == (expected, reason, "attain")


AFTER = datetime(2026, 7, 1, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("given_", "expected", "reason"),
    [
        (
            [reading(28, 114, "2026-06-20"), reading(30, 114, "2026-12-30")],
            "met",
            "đạt từ ngày 20/06/2026 và mọi số liệu từ đó đều giữ được; gần nhất xếp thứ 30 trên 114, "
            "yêu cầu thứ 30 trở lên",
        ),
        (
            [reading(28, 114, "2026-06-20"), reading(31, 114, "2026-09-10"), reading(5, 114, "2026-12-30")],
            "not_met",
            "đạt từ ngày 20/06/2026, không giữ được: ngày 10/09/2026 xếp thứ 31 trên 114, yêu cầu thứ 30 trở lên",
        ),
        (
            [reading(40, 114, "2026-06-01"), reading(28, 114, "2026-06-20"), reading(31, 114, "2026-06-29")],
            "not_met",
            "đạt từ ngày 20/06/2026, không giữ được: ngày 29/06/2026 xếp thứ 31 trên 114, yêu cầu thứ 30 trở lên",
        ),
        (
            [reading(28, 114, "2026-06-20")],
            "insufficient",
            "đạt từ ngày 20/06/2026, nhưng không có số liệu nào sau hạn phải đạt để biết còn giữ được không",
        ),
        (
            [reading(28, 114, "2026-06-20"), reading(20, 63, "2026-10-01"), reading(28, 114, "2026-12-01")],
            "insufficient",
            "đạt từ ngày 20/06/2026, chưa rõ còn giữ được không: ngày 01/10/2026 số liệu xếp hạng trong 63, "
            "chỉ tiêu tính trong 114",
        ),
        (
            [reading(28, 114, "2026-06-20"), reading(20, 63, "2026-10-01"), reading(99, 114, "2026-12-01")],
            "not_met",
            "đạt từ ngày 20/06/2026, không giữ được: ngày 01/12/2026 xếp thứ 99 trên 114, yêu cầu thứ 30 trở lên",
        ),
        (
            [reading(40, 114, "2026-06-20"), reading(35, 114, "2026-10-01")],
            "not_met",
            "chưa lần nào đạt nên chưa có gì để giữ; gần nhất xếp thứ 35 trên 114, yêu cầu thứ 30 trở lên",
        ),
        (
            [reading(40, 114, "2026-06-20"), reading(29, 114, "2026-10-01"), reading(30, 114, "2026-11-01")],
            "met",
            "đạt từ ngày 01/10/2026 và mọi số liệu từ đó đều giữ được; gần nhất xếp thứ 30 trên 114, "
            "yêu cầu thứ 30 trở lên",
        ),
        ([reading(9, 63, "2026-09-01")], "insufficient", "số liệu xếp hạng trong 63, chỉ tiêu tính trong 114"),
    ],
)
def test_every_figure_since_must_hold(given_: list[Reading], expected: str, reason: str) -> None:
    """Once attained, one worse figure breaks it for good, and silence shows nothing."""
    judged = judge(TOP_30, None, given_, part="hold", after=AFTER)
    assert (judged.verdict, judged.reason, judged.part) == (expected, reason, "hold")


def test_a_figure_on_the_first_instant_after_shows_that_it_holds() -> None:
    """The first instant after the day of attaining belongs to the holding; the one before does not."""
    first = reading(28, 114, "2026-06-20")
    at = Reading(AFTER, Fraction(28), Fraction(114))
    assert verdict(TOP_30, first, at, part="hold", after=AFTER) == "met"
    before = Reading(AFTER.replace(month=6, day=30, hour=23, minute=59, second=59), Fraction(28), Fraction(114))
    assert verdict(TOP_30, first, before, part="hold", after=AFTER) == "insufficient"


def test_at_present_it_is_judged_by_the_part_it_has_come_to() -> None:
    """Until it is attained the question is whether it is; from then on whether it is held."""
    bad, good, worse = (reading(n, 114, f"2026-05-{10 + i}") for i, n in enumerate((40, 30, 31)))
    assert [(judge(TOP_30, None, some).part, judge(TOP_30, None, some).verdict) for some in ([bad], [bad, good])] == [
        ("attain", "not_met"),
        ("attain", "met"),
    ]
    held = judge(TOP_30, None, [bad, good, worse])
    assert (held.part, held.verdict) == ("hold", "not_met")
    assert judge(TOP_30, None, [bad, good, good]).verdict == "met"


def test_a_share_is_attained_and_held_as_well() -> None:
    """Where nothing is ranked, the side of the threshold is said, and without it nothing is judged."""
    held = {"attain_by": date(2026, 6, 30), "hold_until": date(2026, 12, 31), "value": "98"}
    assert verdict(target("attain_maintain", direction="up", **held), reading(98, 100)) == "met"
    assert verdict(target("attain_maintain", direction="down", **held), reading(98, 100)) == "met"
    assert verdict(target("attain_maintain", direction="down", **held), reading(99, 100)) == "not_met"
    assert verdict(target("attain_maintain", **held), reading(99, 100)) == "insufficient"


# ------------------------------------------------------------ the words


@pytest.mark.parametrize(
    ("found", "now", "since", "reason"),
    [
        (
            target("ratio_min", value="80"),
            reading(162, 376),
            None,
            "162/376 (43,09 %), yêu cầu ít nhất 80 %",
        ),
        (target("ratio_min", value="80"), reading("79.5", 100), None, "79,5 %, yêu cầu ít nhất 80 %"),
        (
            target("ratio_min", value="80"),
            reading(799999, 1000000),
            None,
            "799999/1000000 (79,9999 %), yêu cầu ít nhất 80 %",
        ),
        (target("ratio_max", value="0"), reading(1, 376), None, "1/376 (0,27 %), yêu cầu không quá 0 %"),
        (
            target("rating_min", level="good"),
            reading("completed"),
            None,
            "hoàn thành nhiệm vụ, yêu cầu từ mức hoàn thành tốt nhiệm vụ",
        ),
        (
            UP,
            reading(200, 400),
            baseline(value=162, of=376),
            "200/400 (50 %), số gốc năm 2023 162/376 (43,09 %): tăng, yêu cầu tăng",
        ),
        (
            DOWN,
            reading(484, 1000, estimated=True),
            baseline(percent=Decimal("48.4"), period="quý I/2024"),
            "484/1000 (48,4 %), số gốc quý I/2024 48,4 %: giữ nguyên, yêu cầu giảm (số ước thực hiện)",
        ),
        (
            HALF_DOWN,
            reading(12),
            baseline(value=20, better="down"),
            "12, số gốc năm 2023 20: giảm 40 %, yêu cầu giảm ít nhất 50 %",
        ),
        (
            POINTS_UP,
            reading(30, 100),
            baseline(value=40, of=100),
            "30 %, số gốc năm 2023 40/100 (40 %): giảm 10 điểm phần trăm, yêu cầu tăng ít nhất 20 điểm phần trăm",
        ),
        (
            TWENTY_UP,
            reading(20),
            baseline(value=20),
            "20, số gốc năm 2023 20: giữ nguyên, yêu cầu tăng ít nhất 20 %",
        ),
    ],
)
def test_the_reason_has_the_figures(found: Target, now: Reading, since: Baseline | None, reason: str) -> None:
    """Nobody is told that 80 per cent misses 80 per cent: the reason shows the figures, and what was an estimate."""
    assert judge(found, since, [now]).reason == reason


def test_the_journal_says_what_was_compared() -> None:
    """Value, threshold and baseline stand beside the verdict as plain numbers, with their unit."""
    judged = judge(POINTS_UP, baseline(value=1, of=3), [reading(2, 3, estimated=True)])
    assert judged.details() == {
        "verdict": "met",
        "reason": "2/3 (66,67 %), số gốc năm 2023 1/3 (33,33 %): tăng 33,33 điểm phần trăm, "
        "yêu cầu tăng ít nhất 20 điểm phần trăm (số ước thực hiện)",
        "value": "33.3333333333",
        "threshold": "20",
        "baseline": "33.3333333333",
        "unit": "points",
        "nature": "estimated",
    }


# ------------------------------------------------------------ for all figures


WHOLE = st.integers(min_value=1, max_value=10**9)


@given(of=WHOLE, share=st.floats(min_value=0, max_value=1), least=st.integers(min_value=0, max_value=100))
def test_a_ratio_is_judged_as_whole_numbers_are(of: int, share: float, least: int) -> None:
    """For every count, at least and at most agree with integer arithmetic, and both hold only on the threshold."""
    value = round(of * share)
    up = verdict(target("ratio_min", value=str(least)), reading(value, of))
    down = verdict(target("ratio_max", value=str(least)), reading(value, of))
    assert up == ("met" if 100 * value >= least * of else "not_met")
    assert down == ("met" if 100 * value <= least * of else "not_met")
    assert ((up, down) == ("met", "met")) == (100 * value == least * of)


@given(st.lists(st.integers(min_value=1, max_value=114), min_size=1, max_size=12))
def test_what_is_held_was_attained(places: list[int]) -> None:
    """For every row of places: held means attained and never worse since; a worse one never takes the attaining back."""
    readings = [reading(place, 114, f"2026-07-{day:02}") for day, place in enumerate(places, start=1)]
    first = next((i for i, place in enumerate(places) if place <= 30), None)
    assert (verdict(TOP_30, *readings, part="attain") == "met") == (first is not None)
    held = first is not None and max(places[first:]) <= 30
    assert (verdict(TOP_30, *readings, part="hold") == "met") == held


@given(
    now=st.tuples(st.integers(min_value=0, max_value=376), st.just(376)),
    key=st.sampled_from(["ho-so-truc-tuyen", "so-hoa-ho-so", "ho-so-tre-hen"]),
)
def test_the_baselines_of_ba_bich_judge_every_figure(now: tuple[int, int], key: str) -> None:
    """162 of 376, 48.4 per cent and 51 of 376 are what the trends of Ba Bích are measured from."""
    directive = policy().jurisdictions["ba_bich"].directives["2024-kl-cchc"]
    since = directive.baselines()[key]
    exact = {"ho-so-truc-tuyen": Fraction(162, 376), "so-hoa-ho-so": Fraction(484, 1000)}.get(key, Fraction(51, 376))
    assert (since.better == "down") == (key == "ho-so-tre-hen")
    better = Fraction(*now) < exact if since.better == "down" else Fraction(*now) > exact
    found = target("direction", direction=since.better)
    assert verdict(found, reading(*now), since=since) == ("met" if better else "not_met")
