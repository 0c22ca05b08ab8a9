"""Checks of the targets of a directive."""

from config.directive import Baseline, Directive
from config.duty import Duty, Target
from config.report import Report

_NEEDS: dict[str, tuple[str, ...]] = {
    "ratio_min": ("value",),
    "ratio_max": ("value",),
    "change_min": ("value", "direction", "compare", "baseline"),
    "rank_max": ("value", "of"),
    "rating_min": ("level",),
    "attain_maintain": ("value", "attain_by", "hold_until"),
    "direction": ("direction", "baseline"),
    "external": (),
}
"""By what a target of each type is judged."""


def targets(found: Directive, duty: Duty, report: Report) -> None:
    """Check that the target of a duty has what its type is judged by, or says what the text leaves open.

    Args:
        found: the directive.
        duty: the duty; without a target there is nothing to check.
        report: where findings go.
    """
    target = duty.target
    if target is None:
        return
    baselines = found.baselines()
    for key in _NEEDS[target.type]:
        if getattr(target, key) is None and target.missing is None:
            report.add(
                target,
                "type",
                f"chỉ tiêu loại {target.type} thiếu '{key}'; hãy bổ sung, hoặc ghi ở missing điều văn bản chưa nêu",
            )
    report.known(target, "baseline", target.baseline, baselines, "số gốc")
    _value(target, report)
    _dates(found, duty, target, report)
    if target.baseline in baselines:
        _against(target, baselines[target.baseline], report)


def _value(target: Target, report: Report) -> None:
    """Check that a threshold can be reached, and says from which side."""
    if target.value is None:
        return
    if target.of is not None and not 1 <= target.value <= target.of:
        report.add(target, "value", f"thứ hạng {target.value} phải trong khoảng từ 1 đến {target.of}")
    elif target.type in ("ratio_min", "ratio_max") and not 0 <= target.value <= 100:
        report.add(target, "value", f"tỷ lệ {target.value} phải trong khoảng từ 0 đến 100 phần trăm")
    elif target.type == "change_min" and target.value <= 0:
        report.add(target, "value", f"mức thay đổi {target.value} phải lớn hơn 0; tăng hay giảm thì ghi ở direction")
    sided = target.of is not None or target.direction is not None
    if target.type in ("attain_maintain", "external") and not sided and target.missing is None:
        report.add(
            target,
            "value",
            f"mức {target.value} chưa rõ là ít nhất hay không quá; hãy ghi direction (up: ít nhất, down: không quá),"
            " hoặc ghi of nếu là thứ hạng",
        )


def _dates(found: Directive, duty: Duty, target: Target, report: Report) -> None:
    """Check that a target is judged once for each of its parts, and not for a time before the directive."""
    start = found.effective_from.on
    if target.attain_by is not None and target.hold_until is not None and target.hold_until <= target.attain_by:
        report.add(target, "hold_until", f"giữ đến {target.hold_until} phải sau ngày phải đạt {target.attain_by}")
    if target.hold_until is not None and target.type != "attain_maintain":
        report.add(
            target,
            "hold_until",
            f"chỉ tiêu loại {target.type} không có hold_until; hãy bỏ, hoặc đổi type attain_maintain",
        )
    if target.attain_by is None:
        return
    if duty.deadline is not None:
        report.add(target, "attain_by", f"nhiệm vụ '{duty.key}' có hai ngày phải đạt; chỉ giữ attain_by hoặc deadline")
    if target.attain_by < start:
        report.add(
            target,
            "attain_by",
            f"ngày phải đạt {target.attain_by} trước ngày văn bản có hiệu lực {start}; không được hồi tố, hãy sửa ngày",
        )


def _against(target: Target, baseline: Baseline, report: Report) -> None:
    """Check that a target goes the way that its baseline calls better, and can be compared with it."""
    if target.direction is not None and target.direction != baseline.better:
        report.add(
            target,
            "direction",
            f"hướng {target.direction} ngược với số gốc '{baseline.key}' (better: {baseline.better}); hãy sửa một"
            " trong hai",
        )
    share = baseline.percent is not None or (baseline.value is not None and baseline.of is not None)
    if target.compare == "points" and not share:
        report.add(
            target,
            "compare",
            f"số gốc '{baseline.key}' không phải là tỷ lệ nên không so được theo điểm phần trăm; hãy ghi relative,"
            " hoặc ghi of hay percent cho số gốc",
        )
