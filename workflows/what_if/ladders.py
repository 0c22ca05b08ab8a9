"""What two versions of a ladder say otherwise."""

from collections.abc import Callable, Iterator
from typing import Any

from config.ladder import Due, Ladder, Rung
from config.wording import Wording
from workflows.what_if.cause import Cause
from workflows.what_if.lived import Lived

#: Times to answer, and what they are called.
_DUES = {
    "explanation": "hạn giải trình",
    "signature": "hạn ký",
    "decision": "hạn quyết định",
    "official_figures": "hạn nộp số liệu chính thức",
    "watching": "hạn đôn đốc đơn vị chậm",
}


def climbed_otherwise(today: Lived, changed: Lived) -> Iterator[Cause]:
    """Yield what is otherwise about each ladder that assignments climb under both policies."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for key, row in today.rows.items():
        other = changed.rows.get(key)
        if other is not None and row.timetable and other.timetable:
            pairs.setdefault((row.timetable, other.timetable), []).append(key)
    words = changed.charter.policy.national.wording
    for (one, two), keys in pairs.items():
        before, after = today.ladders[one], changed.ladders[two]
        if says := list(_otherwise(before, after, words)):
            yield Cause("ladder", "move", f"«{after.label}»: {'; '.join(says)}", tuple(keys))


def _otherwise(one: Ladder, other: Ladder, words: Wording) -> Iterator[str]:
    """Yield what two versions of a ladder say otherwise about when what falls, and to whom."""
    days = [", ".join(str(w.working_days) for w in ladder.remind_before) or "không" for ladder in (one, other)]
    if days[0] != days[1]:
        yield f"nhắc trước hạn {days[0]} → {days[1]} ngày làm việc"
    elif one.remind_before != other.remind_before:
        yield "người nhận nhắc trước hạn khác"
    if one.office_day_start != other.office_day_start:
        yield f"giờ bắt đầu ngày làm việc {one.office_day_start:%H:%M} → {other.office_day_start:%H:%M}"
    for name, called in _DUES.items():
        before, after = _due(getattr(one, name)), _due(getattr(other, name))
        if before != after:
            yield f"{called} {before} → {after}"
    if one.soft_rung != other.soft_rung:
        before, after = (words.label("rungs", ladder.soft_rung) for ladder in (one, other))
        yield f"thời hạn chưa được xác nhận không vượt quá nấc {before} → {after}"
    for name, called, group in (
        ("applies_to", "áp dụng cho", "kinds"),
        ("spares", "không áp dụng khi", "modalities"),
    ):
        before, after = (_list(words, group, getattr(ladder, name)) for ladder in (one, other))
        if before != after:
            yield f"{called} {before} → {after}"
    yield from _rungs(one, other, words)


def _rungs(one: Ladder, other: Ladder, words: Wording) -> Iterator[str]:
    before, after = ({rung.key: rung for rung in ladder.rungs} for ladder in (one, other))
    for key in before | after:
        rung, then = before.get(key), after.get(key)
        if then is None:
            yield f"bỏ nấc «{before[key].label}»"
        elif rung is None:
            yield f"thêm nấc «{then.label}», {_days(then)} sau hạn, {words.label('modes', then.mode).lower()}"
        elif told := "; ".join(_of_rung(rung, then, words)):
            yield f"nấc «{then.label}» {told}"
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before]:
        yield "thứ tự các nấc khác"


def _of_rung(one: Rung, other: Rung, words: Wording) -> Iterator[str]:
    says: dict[str, Callable[[Rung], str]] = {
        "sau hạn": _days,
        "cách nấc trước": lambda rung: f"{rung.gap_working_days} ngày làm việc",
        "cách ban hành": lambda rung: words.label("modes", rung.mode).lower(),
        "người ban hành": lambda rung: words.label("roles", rung.issuer).lower(),
        "gửi": lambda rung: _list(words, "roles", rung.addressees),
        "gửi để biết": lambda rung: _list(words, "roles", rung.copies),
        "đưa lên sớm khi": _sooner,
        "nấc trước bị từ chối thì": lambda rung: "vẫn lên nấc này" if rung.counts_refusal else "dừng",
    }
    for called, said in says.items():
        before, after = said(one), said(other)
        if before != after:
            yield f"{called} {before} → {after}"


def _days(rung: Rung) -> str:
    return "cuối kỳ xếp loại" if rung.working_days is None else f"{rung.working_days} ngày làm việc"


def _sooner(rung: Rung) -> str:
    found = []
    if rung.sooner and rung.sooner.missed_in_a_row:
        found.append(f"{rung.sooner.missed_in_a_row} kỳ liền không có báo cáo")
    if rung.sooner and rung.sooner.late_in_quarter:
        found.append(f"{rung.sooner.late_in_quarter} việc chậm trong một quý")
    return " hoặc ".join(found) or "(không)"


def _due(due: Due | None) -> str:
    return "(không)" if due is None else f"{due.working_days} ngày làm việc, {due.at:%H:%M}"


def _list(words: Wording, group: str, codes: Any) -> str:
    return ", ".join(words.label(group, code).lower() for code in codes) or "(không)"
