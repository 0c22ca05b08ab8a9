"""The law of a receipt: a directive was sent to somebody, and they say that they have read it (*nơi nhận*)."""

from datetime import datetime
from typing import Any

from state_machines.law import Law, Role, Row, rules


def is_addressee(row: Row, by: str) -> Any:
    """Only whoever it was sent to can say that it was read."""
    return (row.head == by) & (row.head != "")


def was_sent(row: Row, as_of: datetime) -> Any:
    """Nothing is read before it was sent."""
    return row.sent_at <= as_of


ADDRESSEE = Role("addressee", "nơi nhận", is_addressee)

RECEIPT = Law(
    name="receipt",
    label="văn bản đã gửi",
    states={"sent": "đã gửi", "read": "đã đọc"},
    initial="sent",
    final=frozenset({"read"}),
    triggers={"read": "xác nhận đã đọc"},
    rules=rules(
        "read", ("sent",), "read", ADDRESSEE, "GĐ-43", guard=was_sent, otherwise="Văn bản chưa được gửi vào lúc ấy."
    ),
)
