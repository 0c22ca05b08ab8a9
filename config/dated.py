"""Values that change by decree: value, first day, citation and day of the last check in one entry."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

from pydantic import Field

from config.citation import Cites
from config.located import Located

T = TypeVar("T")


class Dated(Located, Generic[T]):
    """A value in force from a day until the next entry begins (half-open).

    Attributes:
        from_: the first day on which it is in force.
        value: the value; None says that it was repealed, which is not the same as unknown.
        until: optional; the first day on which it is no longer in force; must be the next ``from``.
        cites: what it rests on.
        checked_on: the day on which somebody last compared it with the source.
    """

    from_: date = Field(alias="from")
    value: T | None
    until: date | None = None
    cites: Cites
    checked_on: date


def on(entries: Sequence[Dated[T]], day: date) -> Dated[T] | None:
    """Find the entry in force on a day.

    Args:
        entries: the entries of one value, in any order.
        day: the day asked about.

    Returns:
        The newest entry that began on or before the day; None before the first of them and from the
        ``until`` of the last. An entry whose value is None was repealed.
    """
    begun = [entry for entry in entries if entry.from_ <= day]
    if not begun:
        return None
    found = max(begun, key=lambda entry: entry.from_)
    return None if found.until is not None and found.until <= day else found


def faults(entries: Sequence[Dated[T]]) -> list[tuple[Dated[T], str, str]]:
    """Find gaps and overlaps between the entries of one value.

    Args:
        entries: the entries of one value.

    Returns:
        For each fault the entry, its key in YAML, and a Vietnamese sentence.
    """
    found: list[tuple[Dated[T], str, str]] = []
    ordered = sorted(entries, key=lambda entry: (entry.from_, entry.line_of()))
    for entry in ordered:
        if entry.until is not None and entry.until <= entry.from_:
            found.append((entry, "until", f"until {entry.until} phải sau from {entry.from_}; hãy sửa một trong hai"))
    for entry, following in pairwise(ordered):
        if following.from_ == entry.from_:
            found.append(
                (
                    following,
                    "from",
                    f"hai giá trị cùng có hiệu lực từ {entry.from_} (giá trị kia ở dòng {entry.line_of()});"
                    " mỗi ngày chỉ được một giá trị, hãy xóa hoặc sửa ngày",
                )
            )
        elif entry.until is not None and entry.until < following.from_:
            found.append(
                (
                    entry,
                    "until",
                    f"khoảng trống từ {entry.until} đến trước {following.from_} không có giá trị nào;"
                    f" hãy sửa until thành {following.from_} hoặc bỏ until",
                )
            )
        elif entry.until is not None and entry.until > following.from_:
            found.append(
                (
                    entry,
                    "until",
                    f"chồng lấn: còn hiệu lực đến {entry.until} nhưng giá trị sau đã bắt đầu từ"
                    f" {following.from_};"
                    f" hãy sửa until thành {following.from_} hoặc bỏ until",
                )
            )
    return found
