"""Results told to the policy writer at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rules.pointers import shown
from rules.results import FeatureOutcome, Outcome, Results


def told(feature: FeatureOutcome) -> Iterator[str]:
    """Yield what became of one file: how many scenarios hold, and each that does not with why and where to look."""
    if feature.slips:
        yield f"{feature.file}: chưa chạy, có {len(feature.slips)} chỗ viết sai"
        return
    yield f"{feature.file}: {feature.held}/{len(feature.scenarios)} kịch bản đúng"
    for one in feature.wrong:
        if not one.slip:
            yield from _wrong(feature.file, one)


def _wrong(file: str, one: Outcome) -> Iterator[str]:
    row = "; ".join(f"{column} = {value}" for column, value in one.row)
    yield ""
    yield f"  KHÔNG ĐÚNG: {one.name}" + (f" ({row})" if row else "")
    yield f"    {file}:{one.failed_at}: {one.step}"
    first, *more = one.reason.splitlines() or ["không rõ"]
    yield f"    Máy trả lời: {first}"
    yield from (f"      {line}" for line in more)
    for title, lines in (("Vì sao", one.why), ("Xem trong chính sách", one.policy)):
        if lines:
            yield f"    {title}:"
            yield from (f"      - {line}" for line in lines)
    if one.ask:
        yield f"    Nếu kịch bản và chính sách đều đã đúng ý, hỏi: {one.ask}."


def summary(results: Results, policy: Path | None) -> str:
    """Say in one sentence how many scenarios hold.

    Args:
        results: what became of all of them.
        policy: root of the policy they are about; None for the one in force.
    """
    about = f"chính sách ở {shown(policy.resolve())}" if policy else "chính sách đang áp dụng"
    total, wrong, took = len(results.scenarios), len(results.wrong), f"{results.seconds:.0f} giây"
    unread = sum(bool(one.slips) for one in results.features)
    if results.ok:
        return f"Cả {total} kịch bản trong {len(results.features)} tệp đều đúng với {about} ({took})."
    if not total:
        return f"Không kịch bản nào được chạy: {unread} tệp viết sai." if unread else "Không có kịch bản nào."
    said = f"{total - wrong} trên {total} kịch bản đúng với {about}, {wrong} không đúng"
    return said + (f"; {unread} tệp viết sai nên chưa chạy" if unread else "") + f" ({took})."
