"""The law of a directive: rolled up from its assignments, and journalled like any other move."""

from datetime import datetime
from typing import Any

from state_machines.law import ENGINE, Law, Row, rules


def has_taken_effect(row: Row, as_of: datetime) -> Any:
    """A directive has no effect before its date (GĐ-14)."""
    return row.effective_at <= as_of


def has_begun(row: Row, as_of: datetime) -> Any:
    """Its first assignment was acknowledged or reported."""
    return row.begun == 1


def is_fully_reported(row: Row, as_of: datetime) -> Any:
    """Its term has ended and every countable assignment is reported or closed."""
    return (row.term_ends_at <= as_of) & (row.unreported == 0)


def is_fully_evaluated(row: Row, as_of: datetime) -> Any:
    """Every countable assignment is evaluated or closed."""
    return (row.unreported == 0) & (row.unevaluated == 0)


def is_open_again(row: Row, as_of: datetime) -> Any:
    """An assignment was reopened or returned after all had been in."""
    return row.unreported == 1


#: One rule a line, in order, so that the law can be read down the page.
# fmt: off
_RULES = (
    *rules("publish", ("draft",), "assigned", ENGINE, "GĐ-14",
          guard=has_taken_effect, otherwise="Văn bản chưa có hiệu lực."),
    *rules("begin", ("assigned",), "in_progress", ENGINE, "Mặc định: văn bản theo nhiệm vụ của nó",
          guard=has_begun, otherwise="Chưa có nhiệm vụ nào được tiếp nhận hay báo cáo."),
    *rules("conclude", ("in_progress",), "reported", ENGINE, "Mặc định: văn bản theo nhiệm vụ của nó",
          guard=is_fully_reported, otherwise="Còn nhiệm vụ chưa báo cáo, hoặc chưa hết thời gian thực hiện."),
    *rules("close", ("reported",), "evaluated", ENGINE, "Mặc định: văn bản theo nhiệm vụ của nó",
          guard=is_fully_evaluated, otherwise="Còn nhiệm vụ chưa được đánh giá."),
    *rules("reopen", ("reported", "evaluated"), "in_progress", ENGINE, "Mặc định: văn bản theo nhiệm vụ của nó",
          guard=is_open_again, otherwise="Mọi nhiệm vụ đều đã báo cáo."),
)
# fmt: on

DIRECTIVE = Law(
    name="directive",
    label="văn bản chỉ đạo",
    states={
        "draft": "chưa có hiệu lực",
        "assigned": "đã giao",
        "in_progress": "đang thực hiện",
        "reported": "đã báo cáo đủ",
        "evaluated": "đã đánh giá đủ",
    },
    initial="draft",
    final=frozenset(),
    triggers={
        "publish": "ban hành",
        "begin": "bắt đầu thực hiện",
        "conclude": "báo cáo đủ",
        "close": "đánh giá đủ",
        "reopen": "tiếp tục thực hiện",
    },
    rules=_RULES,
)
