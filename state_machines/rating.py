"""The law of a rating: the machine computes a score as advice, a person decides (promises 5 and 6)."""

from datetime import datetime
from typing import Any

from state_machines.law import ENGINE, Law, Role, Row, rules


def is_rater(row: Row, by: str) -> Any:
    """Whoever the rated post answers to; nobody rates themselves."""
    return (row.authority == by) & (row.authority != "") & (row.post != by)


def period_is_over(row: Row, as_of: datetime) -> Any:
    """Nothing is rated before its period is over."""
    return row.period_ends_at <= as_of


RATER = Role("rater", "người mà người được xếp loại chịu trách nhiệm trước", is_rater)

_RUNNING = "Chưa hết kỳ xếp loại."
_DECISION: dict[str, Any] = {
    "guard": period_is_over,
    "otherwise": _RUNNING,
    "needs": ("level", "reason"),
    "proof": True,
}

RATING = Law(
    name="rating",
    label="phiếu xếp loại",
    states={"proposed": "dự kiến", "decided": "đã xếp loại"},
    initial="proposed",
    final=frozenset(),
    triggers={"compute": "tính lại điểm dự kiến", "rate": "quyết định xếp loại"},
    rules=(
        *rules("compute", ("proposed",), "proposed", ENGINE, "GĐ-79", guard=period_is_over, otherwise=_RUNNING),
        *rules("rate", ("proposed", "decided"), "decided", RATER, "GĐ-17", **_DECISION),
    ),
)
