"""Checks of who answers, and of how people are rated."""

from collections.abc import Iterable

from config.directive import Directive
from config.liability import LiabilityRule
from config.organization import Organization
from config.ratings import RatingFile, Scheme
from config.report import Report


def rules(
    found: Iterable[LiabilityRule],
    report: Report,
    directive: Directive | None = None,
    organization: Organization | None = None,
) -> None:
    """Check rules of liability: each says who, and names clauses and posts that there are.

    Args:
        found: the rules.
        report: where findings go.
        directive: the directive that they stand in; None for the national default.
        organization: its organisation; None where that could not be read.
    """
    paths = {clause.path for clause in directive.clauses} if directive is not None else set()
    for rule in found:
        if (rule.of is None) == (rule.post is None):
            report.add(rule, "of", "ghi đúng một trong hai: of (vai trò) hoặc post (chức danh)")
        if directive is None:
            if rule.clauses or rule.post or rule.over:
                report.add(rule, "clauses", "mặc định chung không nêu khoản hay chức danh của riêng văn bản nào")
            continue
        for index, path in enumerate(rule.clauses):
            report.known(rule, f"clauses.{index}", path, paths, "khoản")
        if organization is None:
            continue
        posts = {post.key for post in organization.posts}
        report.known(rule, "post", rule.post, posts, "chức danh")
        for index, name in enumerate(rule.over):
            known = posts | {unit.key for unit in organization.units}
            report.known(rule, f"over.{index}", name, known, "chức danh hoặc đơn vị")


def ratings(found: RatingFile, report: Report) -> None:
    """Check that each scheme rates in one way, with its levels from the best down."""
    for entry in found.schemes:
        if entry.value is not None:
            _scheme(entry.value, report)


def _scheme(scheme: Scheme, report: Report) -> None:
    if (scheme.points is None) == (scheme.shares is None):
        report.add(scheme, "points", "ghi đúng một trong hai: points (theo điểm) hoặc shares (theo tỷ lệ)")
    if (points := scheme.points) is not None:
        least = [band.at_least for band in points.bands]
        if least != sorted(set(least), reverse=True) or least[-1] != 0:
            report.add(points, "bands", "các mức phải xếp từ cao xuống thấp, không trùng nhau, mức cuối từ 0 điểm")
        if points.general + points.results != 100:
            report.add(points, "results", "điểm tiêu chí chung và điểm kết quả phải cộng đủ 100")
    if (shares := scheme.shares) is not None and not shares.not_completed <= shares.completed <= shares.good:
        report.add(shares, "completed", "tỷ lệ phải tăng dần: not_completed, completed, good")
