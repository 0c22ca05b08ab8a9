"""Whether a target is met, from its threshold, its baseline and what was recorded for it (GĐ-45).

Pure: plain readings in, a verdict with its reason out. What is not known is never a pass, a fail or a nought
(promise 9): without a figure, a denominator, a baseline or a stated threshold there is not enough to judge by.
Arithmetic is exact: no target is met or missed by rounding.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Literal

from config.directive import Baseline
from config.duty import Target
from workflows.working_time import day_of

Verdict = Literal["met", "not_met", "insufficient"]
Part = Literal["", "attain", "hold"]

#: Levels of a rating, the best first, as people say them.
LEVELS = {
    "excellent": "hoàn thành xuất sắc nhiệm vụ",
    "good": "hoàn thành tốt nhiệm vụ",
    "completed": "hoàn thành nhiệm vụ",
    "not_completed": "không hoàn thành nhiệm vụ",
}
#: Decimals of a machine-readable number, and the most that a sentence shows to tell two numbers apart.
_DECIMALS = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """One recorded figure of a target.

    Attributes:
        at: the instant for which it was recorded (aware).
        value: how many, which place, or the code of a level.
        of: out of how many; None where nobody said.
        estimated: whether it is an estimate (*ước*).
    """

    at: datetime
    value: Fraction | str
    of: Fraction | None = None
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """How a target stands, and why.

    Attributes:
        verdict: met, not met, or not enough to judge by.
        reason: the Vietnamese clause that says why, with the figures.
        value: what was compared, as a decimal number or the code of a level; empty where nothing could be.
        threshold: what it was compared with; empty without one.
        baseline: what progress was measured from; empty without one.
        unit: what these numbers are: percent, points, count, place or level.
        estimated: whether it rests on an estimate.
        part: which part of a target to be attained and then held; empty for others.
    """

    verdict: Verdict
    reason: str
    value: str = ""
    threshold: str = ""
    baseline: str = ""
    unit: str = ""
    estimated: bool = False
    part: Part = ""

    def details(self) -> dict[str, Any]:
        """Return it as the journal says it."""
        found = {"verdict": self.verdict, "reason": self.reason, "value": self.value, "threshold": self.threshold}
        found |= {"baseline": self.baseline, "unit": self.unit, "part": self.part}
        found["nature"] = ("estimated" if self.estimated else "official") if self.value else ""
        return {name: value for name, value in found.items() if value}


class _Unknown(Exception):
    """What is missing so that nothing can be judged."""


def judge(
    target: Target,
    baseline: Baseline | None,
    readings: Sequence[Reading],
    *,
    part: Part = "",
    after: datetime | None = None,
) -> Judged:
    """Judge a target on what was recorded.

    Args:
        target: what is to be reached.
        baseline: from where progress is measured; None without one.
        readings: what was recorded up to the instant asked about, in order of time.
        part: of a target to be attained and then held, the part that is judged; empty: the one it has come to.
        after: for the part that is held: from when at least one figure must show that it still holds (aware).

    Returns:
        The verdict. All but a target to be attained and held are judged on the latest figure.
    """
    if target.missing:
        return Judged("insufficient", target.missing, part=part)
    if not readings:
        return Judged("insufficient", "chưa có số liệu nào được ghi nhận", part=part)
    if target.type != "attain_maintain":
        return _one(target, baseline, readings[-1])
    if not part:
        part = "hold" if attained(target, readings[:-1]) else "attain"
    found = _held(target, readings, after) if part == "hold" else _attained(target, readings)
    return replace(found, part=part)


def attained(target: Target, readings: Sequence[Reading]) -> bool:
    """Tell whether any of the figures attains what is then to be held."""
    return any(_one(target, None, reading).verdict == "met" for reading in readings)


def _attained(target: Target, readings: Sequence[Reading]) -> Judged:
    """Once is enough; a later, worse figure is a matter of holding."""
    found = [(reading, _one(target, None, reading)) for reading in readings]
    for reading, judged in found:
        if judged.verdict == "met":
            return replace(judged, reason=f"đạt từ {_on(reading)}: {judged.reason}")
    known = [judged for _, judged in found if judged.verdict == "not_met"]
    if not known:
        return found[-1][1]
    return replace(known[-1], reason=f"chưa lần nào đạt; gần nhất {known[-1].reason}")


def _held(target: Target, readings: Sequence[Reading], after: datetime | None) -> Judged:
    """Every figure since it was attained must hold; silence shows nothing."""
    found = [(reading, _one(target, None, reading)) for reading in readings]
    start = next((i for i, (_, judged) in enumerate(found) if judged.verdict == "met"), None)
    if start is None:
        known = [judged for _, judged in found if judged.verdict == "not_met"]
        if not known:
            return found[-1][1]
        return replace(known[-1], reason=f"chưa lần nào đạt nên chưa có gì để giữ; gần nhất {known[-1].reason}")
    since, first = found[start:], _on(found[start][0])
    for verdict, words in (("not_met", "không giữ được"), ("insufficient", "chưa rõ còn giữ được không")):
        for reading, judged in since:
            if judged.verdict == verdict:
                return replace(judged, reason=f"đạt từ {first}, {words}: {_on(reading)} {judged.reason}")
    latest = since[-1][1]
    if after is not None and since[-1][0].at < after:
        reason = f"đạt từ {first}, nhưng không có số liệu nào sau hạn phải đạt để biết còn giữ được không"
        return Judged("insufficient", reason)
    return replace(latest, reason=f"đạt từ {first} và mọi số liệu từ đó đều giữ được; gần nhất {latest.reason}")


def _one(target: Target, baseline: Baseline | None, reading: Reading) -> Judged:
    """Judge one figure."""
    try:
        match target.type:
            case "rating_min":
                judged = _level(target, reading)
            case "direction":
                judged = _direction(target, baseline, reading)
            case "change_min":
                judged = _change(target, baseline, reading)
            case _:
                judged = _threshold(target, reading)
    except _Unknown as unknown:
        return Judged("insufficient", str(unknown))
    if reading.estimated:
        return replace(judged, reason=f"{judged.reason} (số ước thực hiện)", estimated=True)
    return judged


# ------------------------------------------------------------ a figure against a threshold


def _threshold(target: Target, reading: Reading) -> Judged:
    if target.value is None:
        where = "trong văn bản được dẫn chiếu, chưa nhập" if target.type == "external" else "chưa được nêu"
        raise _Unknown(f"mức phải đạt {where}")
    wanted = Fraction(target.value)
    if target.type == "rank_max" or (target.of is not None and target.type in ("attain_maintain", "external")):
        return _place(target, wanted, reading)
    if target.type not in ("ratio_min", "ratio_max") and target.direction is None:
        raise _Unknown("văn bản không nêu phải đạt ít nhất hay không quá")
    least = target.type == "ratio_min" or (target.type != "ratio_max" and target.direction == "up")
    share = _share(reading)
    met = share >= wanted if least else share <= wanted
    words = "ít nhất" if least else "không quá"
    reason = f"{_told(reading, share, apart=wanted)}, yêu cầu {words} {_percent(wanted)}"
    return Judged(_verdict(met), reason, _plain(share), _plain(wanted), unit="percent")


def _place(target: Target, wanted: Fraction, reading: Reading) -> Judged:
    """Judge a place among others; a place among other others says nothing."""
    place = _number(reading)
    if place < 1 or place.denominator != 1:
        raise _Unknown(f"{_spoken(place)} không phải là một thứ hạng")
    if None not in (target.of, reading.of) and reading.of != target.of:
        raise _Unknown(f"số liệu xếp hạng trong {_spoken(reading.of or place)}, chỉ tiêu tính trong {target.of}")
    among = f" trên {target.of}" if target.of else ""
    reason = f"xếp thứ {_spoken(place)}{among}, yêu cầu thứ {_spoken(wanted)} trở lên"
    return Judged(_verdict(place <= wanted), reason, _plain(place), _plain(wanted), unit="place")


def _level(target: Target, reading: Reading) -> Judged:
    if target.level is None:
        raise _Unknown("mức xếp loại phải đạt chưa được nêu")
    if not isinstance(reading.value, str):
        raise _Unknown("số liệu không phải là một mức xếp loại")
    order = list(LEVELS)
    met = order.index(reading.value) <= order.index(target.level)
    reason = f"{LEVELS[reading.value]}, yêu cầu từ mức {LEVELS[target.level]}"
    return Judged(_verdict(met), reason, reading.value, target.level, unit="level")


# ------------------------------------------------------------ a figure against a baseline


def _direction(target: Target, baseline: Baseline | None, reading: Reading) -> Judged:
    """Judge a trend; what stays where it was has not moved the right way."""
    if target.direction is None:
        raise _Unknown("văn bản không nêu phải tăng hay giảm")
    base, now, unit, told = _both(baseline, reading)
    met = now > base if target.direction == "up" else now < base
    moved = "tăng" if now > base else "giảm" if now < base else "giữ nguyên"
    reason = f"{told}: {moved}, yêu cầu {'tăng' if target.direction == 'up' else 'giảm'}"
    return Judged(_verdict(met), reason, _plain(now), baseline=_plain(base), unit=unit)


def _change(target: Target, baseline: Baseline | None, reading: Reading) -> Judged:
    """Judge a change of at least so much; per cent of the baseline and percentage points are different things."""
    if target.value is None:
        raise _Unknown("mức thay đổi phải đạt chưa được nêu")
    if target.direction is None:
        raise _Unknown("văn bản không nêu phải tăng hay giảm")
    if target.compare is None:
        raise _Unknown("văn bản không nêu tính theo phần trăm so với số gốc hay theo điểm phần trăm")
    base, now, unit, told = _both(baseline, reading)
    change = now - base if target.direction == "up" else base - now
    if target.compare == "relative":
        if base == 0:
            raise _Unknown("số gốc bằng 0 nên không tính được phần trăm thay đổi")
        change, measure, unit = change * 100 / base, "%", "percent"
    elif unit != "percent":
        raise _Unknown("số gốc không phải là tỷ lệ nên không tính được điểm phần trăm")
    else:
        measure, unit = "điểm phần trăm", "points"
    wanted = Fraction(target.value)
    up, down = ("tăng", "giảm") if target.direction == "up" else ("giảm", "tăng")
    moved = "giữ nguyên" if not change else f"{up if change > 0 else down} {_spoken(abs(change), wanted)} {measure}"
    reason = f"{told}: {moved}, yêu cầu {up} ít nhất {_spoken(wanted)} {measure}"
    return Judged(_verdict(change >= wanted), reason, _plain(change), _plain(wanted), _plain(base), unit)


def _both(baseline: Baseline | None, reading: Reading) -> tuple[Fraction, Fraction, str, str]:
    """Return baseline and figure in one unit, that unit, and both in words; a printed share yields to its count."""
    if baseline is None:
        raise _Unknown("chưa có số gốc để so sánh")
    since = f"số gốc năm {baseline.period}" if baseline.period.isdecimal() else f"số gốc {baseline.period}"
    if baseline.value is not None and baseline.of:
        base = Fraction(100 * baseline.value, baseline.of)
        told = f"{baseline.value}/{baseline.of} ({_percent(base)})"
    elif baseline.percent is not None:
        base = Fraction(baseline.percent)
        told = _percent(base)
    elif baseline.value is not None:
        base, now = Fraction(baseline.value), _number(reading)
        return base, now, "count", f"{_spoken(now)}, {since} {_spoken(base)}"
    else:
        raise _Unknown("số gốc chưa có giá trị")
    now = _share(reading)
    return base, now, "percent", f"{_told(reading, now, apart=base)}, {since} {told}"


# ------------------------------------------------------------ numbers and words


def _number(reading: Reading) -> Fraction:
    if isinstance(reading.value, str):
        raise _Unknown("số liệu không phải là một con số")
    return reading.value


def _share(reading: Reading) -> Fraction:
    """Return the per cent; without a denominator nobody knows of what."""
    value = _number(reading)
    if reading.of == 0:
        raise _Unknown("không phát sinh trường hợp nào nên không có tỷ lệ để đánh giá")
    if not reading.of:
        raise _Unknown("số liệu không có tổng số (of) nên chưa thành tỷ lệ; nếu đã là phần trăm thì ghi tổng số 100")
    return value * 100 / reading.of


def _verdict(met: bool) -> Verdict:
    return "met" if met else "not_met"


def _on(reading: Reading) -> str:
    return f"ngày {day_of(reading.at):%d/%m/%Y}"


def _told(reading: Reading, share: Fraction, apart: Fraction) -> str:
    """Say a share with the count behind it."""
    value, of = _number(reading), reading.of or Fraction(100)
    said = _percent(share, apart)
    return said if of == 100 else f"{_spoken(value)}/{_spoken(of)} ({said})"


def _percent(number: Fraction, apart: Fraction | None = None) -> str:
    return f"{_spoken(number, apart)} %"


def _spoken(number: Fraction, apart: Fraction | None = None) -> str:
    """Write a number as people do: two decimals, or as many as it takes to tell it from another one."""
    decimals = 2
    while apart is not None and number != apart and decimals < _DECIMALS:
        if _rounded(number, decimals) != _rounded(apart, decimals):
            break
        decimals += 1
    return _shortest(_rounded(number, decimals)).replace(".", ",")


def _plain(number: Fraction) -> str:
    """Write a number for machines."""
    return _shortest(_rounded(number, _DECIMALS))


def _rounded(number: Fraction, decimals: int) -> Decimal:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _shortest(number: Decimal) -> str:
    said = f"{number:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said
