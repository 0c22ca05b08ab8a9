"""What scenarios rest on is proved by them: changed in the policy, one of them fails at its *Thì*.

For a clause the changes of tests/rules/policy_mutations.py are tried in order, each on the scenarios that bear its tag,
until one is noticed; a duty that is taken away is not among them, as nothing can be said of it any more.
``PYTHONPATH=. python -m tests.rules.unnoticed`` tries them all, which takes long, and lists what nobody notices.
Ladders, calendar and organisation are changed entry by entry, and each must be noticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from config.errors import PolicyErrors
from rules.databases import Databases
from tests.rules.noticing import EVERY, by_clause, notice
from tests.rules.policy_mutations import Change, Changed, PolicyMutant, Where, clause_mutants, drop, put, within
from tests.rules.share import share

CLAUSES = by_clause()


@pytest.mark.parametrize(("place", "clause"), [pytest.param(*one, id="-".join(one)) for one in share(CLAUSES)])
def test_what_a_clause_says_is_proved(tmp_path: Path, place: str, clause: str) -> None:
    """Of the changes of what a clause says, one makes a scenario with its tag fail at an expectation."""
    databases, tried = Databases(tmp_path / "registers"), []
    with Changed(tmp_path / "policy", place) as copy:
        for mutant in clause_mutants(place, clause):
            try:
                policy = copy.load(mutant)
            except PolicyErrors:
                continue
            found = notice(policy, CLAUSES[place, clause], tmp_path, databases)
            if found is not None and found.expected:
                return
            told = "" if found is None else f" ({found.run.file}:{found.line.number}: {found.reason})"
            tried.append(copy.difference(mutant) + told)
    scenarios = sorted({f"{run.file}: {run.name}" for run in CLAUSES[place, clause]})
    pytest.fail("\n".join((f"khoản {clause} của {place} đổi thế nào cũng không ai thấy:", *tried, *scenarios)))


# ---------------------------------------------------------------- ladders, calendar, organisation

LADDER = "national/ladder.yaml"
CALENDAR = "national/calendar.yaml"
STEPS: Where = ("ladders", 0, "entries", 0, "value")
URGING, CRITICISM, REVIEW = ((*STEPS, "rungs", n) for n in (1, 2, 3))


@dataclass(frozen=True)
class Entry:
    """One entry of the policy that is no directive's, how it is changed, and which scenarios may notice.

    Attributes:
        place: the jurisdiction that is played.
        file: its file.
        where: the way to it.
        changes: the ways to change it.
        tag: what the scenarios bear.
        words: what they speak of.
    """

    place: str
    file: str
    where: Where
    changes: tuple[Change, ...]
    tag: str
    words: str = ""


def _more(
    where: Where, key: str, value: Any, tag: str, words: str = "", place: str = "ba_bich", file: str = LADDER
) -> Entry:
    return Entry(place, file, where, put(key, value), tag, words)


def _holiday(place: str, day: date, tag: str, words: str) -> Entry:
    def gone(content: Any) -> None:
        year = next(one for one in content["years"] if one["year"] == day.year)
        year["holidays"] = [one for one in year["holidays"] if day not in (one["date"], one.get("compensates"))]

    return Entry(place, CALENDAR, (), (gone,), tag, words)


def _no_swaps(place: str, year: int, tag: str, words: str) -> Entry:
    def gone(content: Any) -> None:
        del next(one for one in content["years"] if one["year"] == year)["swaps"]

    return Entry(place, CALENDAR, (), (gone,), tag, words)


def _post(place: str, key: str, changes: tuple[Change, ...], tag: str, words: str = "") -> Entry:
    def change(content: Any, way: Change) -> None:
        way(next(one for one in (*content["posts"], *content["units"]) if one["key"] == key))

    ways = tuple(lambda content, way=way: change(content, way) for way in changes)
    return Entry(place, f"jurisdictions/{place}/organization.yaml", (), ways, tag, words)


ENTRIES = {
    "remind five days before": _more((*STEPS, "remind_before", 0), "working_days", 6, "gd_09", "nhắc trước hạn"),
    "remind three days before": _more((*STEPS, "remind_before", 1), "working_days", 4, "gd_09", "nhắc trước hạn"),
    "remind one day before": _more((*STEPS, "remind_before", 2), "working_days", 2, "gd_09", "nhắc trước hạn"),
    "hour of the rungs": _more(STEPS, "office_day_start", "09:00", "gd_09", "bị nhắc nhở"),
    "days to explain": _more((*STEPS, "explanation"), "working_days", 4, "gd_01", "phải giải trình"),
    "hour to explain": _more((*STEPS, "explanation"), "at", "16:00", "gd_01", "phải giải trình"),
    "days to sign": _more((*STEPS, "signature"), "working_days", 2, "gd_27", "phải ký"),
    "hour to sign": _more((*STEPS, "signature"), "at", "16:00", "gd_27", "phải ký"),
    "days to decide": _more((*STEPS, "decision"), "working_days", 4, "gd_09", "phải quyết định"),
    "hour to decide": _more((*STEPS, "decision"), "at", "16:00", "gd_09", "phải quyết định"),
    "days for official figures": _more((*STEPS, "official_figures"), "working_days", 3, "gd_28", "phải gửi số liệu"),
    "hour for official figures": _more((*STEPS, "official_figures"), "at", "16:00", "gd_28", "phải gửi số liệu"),
    "where a default date stops": _more(STEPS, "soft_rung", "urging", "gd_23", "chưa có đôn đốc"),
    "days to the reminder": _more((*STEPS, "rungs", 0), "working_days", 2, "gd_09", "bị nhắc nhở"),
    "days to the urging": _more(URGING, "working_days", 4, "gd_09", "được trình công chức Văn phòng"),
    "days to the criticism": _more(CRITICISM, "working_days", 8, "gd_09", "quyết định lúc 8 giờ ngày 20/03/2024"),
    "days to the review": _more(REVIEW, "working_days", 16, "gd_09", "kiểm điểm về"),
    "gap before the urging": _more(URGING, "gap_working_days", 2, "gd_09", "chạy lại"),
    "gap before the criticism": _more(CRITICISM, "gap_working_days", 3, "gd_09", "6 tháng"),
    "gap before the review": _more(REVIEW, "gap_working_days", 9, "gd_09", "kiểm điểm về"),
    "who signs the urging": _more(URGING, "issuer", "authority", "gd_09", "được trình công chức Văn phòng"),
    "who is copied": Entry("ba_bich", LADDER, URGING, put("copies", ["watcher"]), "gd_09", "bản sao"),
    "the urging is signed": _more(URGING, "mode", "proposal", "gd_09", "dự thảo chờ ký"),
    "the criticism is proposed": _more(CRITICISM, "mode", "to_sign", "gd_09", "đề xuất chờ quyết định"),
    "the second period missed": _more((*CRITICISM, "sooner"), "missed_in_a_row", 3, "gd_09", "6 tháng"),
    "refused counts": Entry("ba_bich", LADDER, REVIEW, put("counts_refusal", False), "gd_09", "từ chối"),
    "days to urge a commune": _more(
        (*STEPS, "watching"), "working_days", 3, "gd_38", "phải đôn đốc", "thi_xa", "jurisdictions/thi_xa/ladders.yaml"
    ),
    "who signs in thi_xa": _more(
        URGING, "issuer", "monitor", "muc_2_2", "", "thi_xa", "jurisdictions/thi_xa/ladders.yaml"
    ),
    "straight to the review": _more(
        (*STEPS, "rungs", 0), "working_days", 1, "muc_1_2_2_2", "được trình Chủ tịch", "cam_giang",
        "jurisdictions/cam_giang/ladders.yaml",
    ),
    "a rest day rolls": Entry("ba_bich", CALENDAR, ("roll", 0), put("value", "none"), "gd_06", "đến hạn hết ngày 11/03/2024"),
    "Tết": _holiday("ba_bich", date(2024, 2, 14), "gd_06", "08/02/2024"),
    "30 April": _holiday("ba_bich", date(2024, 4, 30), "gd_06", "27/04/2024"),
    "1 May": _holiday("ba_bich", date(2024, 5, 1), "gd_06", "27/04/2024"),
    "3 September": _holiday("ba_bich", date(2024, 9, 3), "gd_06", "02/09/2024"),
    "swapped days of 2024": _no_swaps("ba_bich", 2024, "gd_06", "04/05/2024"),
    "30 April 2026": _holiday("cam_giang", date(2026, 4, 30), "gd_05", "29/04/2026"),
    "swapped days of 2026": _no_swaps("cam_giang", 2026, "gd_05", "22/08/2026"),
    "deputy in charge": _post("ba_bich", "tu_phap", drop("deputy_in_charge"), "gd_09", "bản sao"),
    "to whom the silent one answers": _post(
        "ba_bich", "van_phong_thong_ke", put("answers_to", "pho_chu_tich"), "gd_27", "chuyển từ"
    ),
    "deputy in the chain": _post("ba_bich", "tu_phap", drop("deputy_in_charge"), "gd_21", "(sao gửi)"),
    "successor": _post("ba_bich", "tu_phap", put("successors", ["truong_phong_kinh_te"]), "gd_42", "chuyển cho"),
    "head on the other line": _post(
        "binh_son", "ubnd_binh_an", put("head", "chu_tich_binh_chanh", "chu_tich_ubnd_huyen"), "gd_40", "tuyến chính quyền"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", share(ENTRIES))
def test_an_entry_beside_the_directives_is_proved(tmp_path: Path, name: str) -> None:
    """A changed rung, date or edge makes a scenario that rests on it fail at an expectation."""
    entry = ENTRIES[name]
    mutant = PolicyMutant(entry.file, "", entry.where, tuple(within(entry.where, way) for way in entry.changes))
    tried = [
        run for run in EVERY
        if {entry.place, entry.tag} <= run.tags and any(entry.words in line.text for line in run.lines)
    ]  # fmt: skip
    with Changed(tmp_path / "policy", entry.place) as copy:
        found = notice(copy.load(mutant), tried, tmp_path, Databases(tmp_path / "registers"))
        if found is not None and found.expected:
            return
        told = "không ai thấy" if found is None else f"{found.run.file}:{found.line.number}: {found.reason}"
        scenarios = sorted({f"{run.file}: {run.name}" for run in tried})
        pytest.fail("\n".join((f"{copy.difference(mutant)}: {told}", *scenarios)))
