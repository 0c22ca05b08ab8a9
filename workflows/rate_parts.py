"""The criteria of a rating, each from the work that was due: a share, or a range where something is not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from config.ratings import Level, Shares
from workflows.rate_products import Product

WHOLE = Fraction(1)
NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Part:
    """One criterion: between which shares it lies, and why.

    Attributes:
        name: the criterion.
        low: the least it can be, 0 to 1.
        high: the most it can be.
        said: how it came about, in Vietnamese.
    """

    name: str
    low: Fraction
    high: Fraction
    said: str

    @property
    def known(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


def quantity(mine: Sequence[Product]) -> Part:
    """How many of the known products passed."""
    known = [one for one in mine if one.known]
    done = sum(one.result == "passed" for one in known)
    return mean("quantity", [Fraction(one.result == "passed") for one in known], f"{done}/{len(known)} việc đạt")


def quality(mine: Sequence[Product], off: Fraction) -> Part:
    """What is left of each known product's quality; a missing one has none."""
    known = [one for one in mine if one.known]
    shares = [NOTHING if one.missing else max(NOTHING, 1 - off * one.failed_times) for one in known]
    times = sum(one.failed_times for one in known)
    nothing = sum(one.missing for one in known)
    said = f"{times} lần không bảo đảm chất lượng, mỗi lần trừ {spelled(off * 100)}% của việc ấy"
    return mean("quality", shares, said + (f"; {nothing} việc không có sản phẩm" if nothing else ""))


def schedule(mine: Sequence[Product], off: Fraction) -> Part:
    """Only dates on which somebody may be judged count; a default of ours does not."""
    known = [one for one in mine if one.firm and (one.handed_in or one.known)]
    times = sum(one.late_times for one in known)
    shares = [max(NOTHING, 1 - off * one.late_times) for one in known]
    return mean("schedule", shares, f"{times} lần chậm, mỗi lần trừ {spelled(off * 100)}% của việc ấy")


def all_on_time(mine: Sequence[Product]) -> bool:
    """Tell whether every product passed and none was late in a way that counts."""
    return all(one.result == "passed" and not one.late_times for one in mine)


def by_shares(shares: Shares, known: Sequence[Product]) -> tuple[Level | None, Part]:
    """Return the level that the share of good products reaches, None where the rules leave it open, and that share."""
    good = sum(one.result == "passed" and not one.late_times for one in known)
    share = Fraction(good, len(known))
    done = all(one.result == "passed" for one in known)
    part = exact("quantity", share, f"{good}/{len(known)} việc đạt và đúng hạn")
    if done and share >= Fraction(shares.good) / 100:
        return "good", part
    if share >= Fraction(shares.completed) / 100:
        return "completed", part
    return ("not_completed" if share < Fraction(shares.not_completed) / 100 else None), part


def mean(name: str, shares: Sequence[Fraction], said: str) -> Part:
    """Return the mean of what is known; unknown where nothing is."""
    if not shares:
        return Part(name, NOTHING, WHOLE, "chưa đủ dữ liệu: không có việc nào để tính")
    return exact(name, sum(shares, NOTHING) / len(shares), said)


def exact(name: str, share: Fraction, said: str) -> Part:
    """Return a criterion that is one number."""
    return Part(name, share, share, said)


def low_of(part: Part) -> Fraction:
    """Return the least it can be."""
    return part.low


def high_of(part: Part) -> Fraction:
    """Return the most it can be."""
    return part.high


def spelled(number: Fraction) -> str:
    """Write a number as people do."""
    return f"{float(number):g}".replace(".", ",")
