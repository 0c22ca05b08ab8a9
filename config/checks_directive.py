"""Checks of a directive as a whole and of its clauses."""

from config.directive import Baseline, Clause, Directive
from config.duty import Duty
from config.organization import Organization
from config.report import Report


def directive(found: Directive, organization: Organization | None, ladders: set[str], report: Report) -> None:
    """Check a directive's head: its people, days, ladder and corrections.

    Args:
        found: the directive.
        organization: its organisation; None where that could not be read.
        ladders: the names of the ladders it may use.
        report: where findings go.
    """
    paths = {clause.path for clause in found.clauses}
    report.known(found, "ladder", found.ladder, ladders, "thang đôn đốc")
    for correction in found.corrections:
        report.known(correction, "clause", correction.clause, paths, "khoản")
        if correction.printed == correction.read:
            report.add(correction, "read", "chữ đọc lại giống hệt chữ in; hãy sửa hoặc xóa mục đính chính này")
    if found.term_until < found.effective_from.on:
        report.add(
            found,
            "term_until",
            f"hết nhiệm kỳ {found.term_until} trước ngày có hiệu lực {found.effective_from.on}; hãy sửa một trong hai",
        )
    if organization is not None:
        _people(found, organization, report)
    _clauses(found, report)


def _people(found: Directive, organization: Organization, report: Report) -> None:
    """Check that the posts and units named exist, on the day the directive takes effect too."""
    posts = {post.key: post for post in organization.posts}
    units = {unit.key: unit for unit in organization.units}
    report.known(found, "issuer", found.issuer, units, "đơn vị")
    for key in ("directing_authority", "signatory", "monitor"):
        name = getattr(found, key)
        if report.known(found, key, name, posts, "chức danh") and not posts[name].exists_on(found.effective_from.on):
            report.absent(
                found, key, f"chức danh '{name}' không tồn tại vào ngày có hiệu lực {found.effective_from.on}"
            )
    everyone = {**posts, **units, **{group.key: group for group in organization.groups}}
    for recipient in found.recipients:
        advice = "hãy sửa tên, hoặc ghi label nếu là nơi khác"
        report.known(recipient, "to", recipient.to, everyone, "chức danh, đơn vị hoặc nhóm", advice)
        if (recipient.to is None) == (recipient.label is None):
            report.add(recipient, "to", "nơi nhận phải có hoặc to (chức danh, đơn vị đã khai) hoặc label (nơi khác)")
    _recipients_once(found, report)
    for monitor in found.monitors:
        if monitor.from_ is not None and monitor.until is not None and monitor.until <= monitor.from_:
            report.add(monitor, "until", f"until {monitor.until} phải sau from {monitor.from_}; hãy sửa một trong hai")
        report.known(monitor, "post", monitor.post, posts, "chức danh")
        for index, path in enumerate(monitor.clauses):
            report.known(monitor, f"clauses.{index}", path, {one.path for one in found.clauses}, "khoản")
        for index, name in enumerate(monitor.over):
            known = {**posts, **units}
            advice = "ở đây hãy ghi từng đơn vị, không ghi nhóm" if organization.group(name) is not None else ""
            report.known(monitor, f"over.{index}", name, known, "chức danh hoặc đơn vị", advice)


def _recipients_once(found: Directive, report: Report) -> None:
    """Check that nobody is sent the same directive twice for the same thing."""
    seen: set[tuple[str | None, str | None, str]] = set()
    for recipient in found.recipients:
        one = (recipient.to, recipient.label, recipient.role)
        if one in seen:
            report.add(recipient, "to", f"nơi nhận '{recipient.to or recipient.label}' ghi hai lần; hãy bỏ một")
        seen.add(one)


def _clauses(found: Directive, report: Report) -> None:
    """Check paths, treatments, rows, and what clauses state."""
    report.unique(found.clauses, "path", "khoản", "path")
    _ordinals(found, report)
    rows: dict[str, Clause] = {}
    by_path = {clause.path: clause for clause in found.clauses}
    for clause in found.clauses:
        for index, row in enumerate(clause.rows):
            if row in rows:
                report.add(
                    clause,
                    f"rows.{index}",
                    f"dòng trích '{row}' đã thuộc khoản {rows[row].path}; mỗi dòng một khoản",
                )
            rows.setdefault(row, clause)
        _treatment(clause, report)
        seen = clause.sees if report.known(clause, "sees", clause.sees, by_path, "khoản") else None
        if seen is not None and not by_path[seen].duties:
            report.absent(clause, "sees", f"khoản {clause.sees} không có nhiệm vụ nào để dẫn tới")
        report.unique(clause.duties, "key", f"nhiệm vụ trong khoản {clause.path}")
    baselines = [baseline for clause in found.clauses for baseline in clause.baselines]
    report.unique(baselines, "key", "số gốc")
    for baseline in baselines:
        _share(baseline, report)
    report.unique((one for clause in found.clauses for one in clause.weaknesses), "key", "tồn tại, hạn chế")
    report.unique((one for clause in found.clauses for one in clause.registers), "key", "kế hoạch dẫn chiếu")


def _ordinals(found: Directive, report: Report) -> None:
    """Check that clauses stand in order and that no position is skipped."""
    if found.file in report.pruned:
        return
    last: tuple[int, ...] = ()
    seen: dict[tuple[int, ...], int] = {}
    for clause in found.clauses:
        path = tuple(int(part) for part in clause.path.split("."))
        if path < last:
            before = ".".join(map(str, last))
            report.add(
                clause,
                "path",
                f"khoản {clause.path} đứng sau khoản {before}; hãy xếp theo thứ tự trong văn bản",
            )
            continue
        last = path
        for depth in range(1, len(path) + 1):
            parent, position = path[: depth - 1], path[depth - 1]
            so_far = seen.get(parent)
            if so_far is None:
                lowest = (0, 1) if depth == 1 else (1,)
                expected = lowest[-1]
                fine = position in lowest
            else:
                expected = so_far + 1
                fine = position in (so_far, expected)
            if not fine:
                missing = ".".join(map(str, (*parent, expected)))
                report.add(
                    clause,
                    "path",
                    f"khoản {clause.path} bỏ cách: thiếu khoản {missing}; đánh số theo vị trí, không theo nhãn in",
                )
            seen[parent] = max(position, so_far or 0)


def _treatment(clause: Clause, report: Report) -> None:
    """Check that every clause becomes something, and that it has the duties which that needs."""
    kinds = {duty.kind for duty in clause.duties}
    match clause.treatment:
        case None:
            report.add(
                clause,
                "path",
                f"khoản {clause.path} chưa có treatment; hãy chọn objects, standing_duty,"
                " quality_criterion hoặc text_only",
            )
        case "objects":
            if not clause.duties and clause.sees is None:
                report.absent(
                    clause,
                    "treatment",
                    f"khoản {clause.path} ghi objects nhưng không có nhiệm vụ; hãy thêm duties hoặc sees",
                )
        case "standing_duty":
            if not kinds:
                report.absent(
                    clause,
                    "treatment",
                    f"khoản {clause.path} ghi standing_duty nhưng không có nhiệm vụ; hãy thêm duties",
                )
            elif kinds != {"standing"}:
                report.add(
                    clause,
                    "treatment",
                    f"khoản {clause.path} có nhiệm vụ không phải thường trực; hãy đổi treatment thành objects",
                )
        case other:
            if kinds:
                report.add(
                    clause,
                    "treatment",
                    f"khoản {clause.path} ghi {other} nhưng lại có nhiệm vụ; hãy đổi treatment hoặc bỏ duties",
                )


def _share(baseline: Baseline, report: Report) -> None:
    """Check that a printed share is the quotient it claims to be; a mere count (days, dossiers) is out of nothing."""
    half = baseline.percent is not None if baseline.of is None else baseline.value is None
    if half and (baseline.value is not None or baseline.of is not None):
        report.add(baseline, "key", f"số gốc '{baseline.key}' phải có cả value và of, hoặc không có cả hai")
    if baseline.value is None and baseline.percent is None:
        report.add(baseline, "key", f"số gốc '{baseline.key}' không có số nào; hãy ghi value và of, hoặc percent")
    if baseline.of is not None and (baseline.of <= 0 or (baseline.value or 0) > baseline.of):
        report.add(baseline, "of", f"mẫu số {baseline.of} phải dương và không nhỏ hơn tử số {baseline.value}")
    elif baseline.value is not None and baseline.of is not None and baseline.percent is not None:
        printed = str(baseline.percent)
        digits = len(printed.partition(".")[2])
        scale = 10**digits
        real = (baseline.value * 100 * scale * 2 + baseline.of) // (baseline.of * 2)
        if real != int(printed.replace(".", "")):
            exact = f"{real // scale}.{real % scale:0{digits}d}" if digits else str(real)
            report.add(
                baseline,
                "percent",
                f"{baseline.value}/{baseline.of} là {exact}%, không phải {printed}%; hãy kiểm tra lại số",
            )


def duty_of(found: Directive, path: str, key: str) -> Duty | None:
    """The duty of a clause and a key, or None."""
    clause = found.clause(path)
    return None if clause is None else clause.duty(key)
