"""The law of a referral: work beyond authority goes up in two hops (*kiến nghị cấp trên*).

The unit proposes, the authority that it answers to petitions the body above; the unit never petitions by itself.
"""

from datetime import datetime
from typing import Any

from state_machines.law import ENGINE, Law, Role, Row, rules

#: States in which somebody still owes an answer.
PENDING = ("proposed", "endorsed", "petitioned")


def is_petitioner(row: Row, by: str) -> Any:
    """Whom the unit's head answers to, unless the work is their own: nobody judges themselves (promise 6)."""
    return (row.authority == by) & (row.authority != "") & (row.head != by)


PETITIONER = Role("petitioner", "người có thẩm quyền chấp thuận và kiến nghị", is_petitioner)


def answer_is_overdue(row: Row, as_of: datetime) -> Any:
    """Whoever is to answer next has been silent for the time that the policy gives."""
    return row.due_at <= as_of


def was_filed(row: Row, as_of: datetime) -> Any:
    """Nothing is answered before it was filed."""
    return row.filed_at <= as_of


_TOO_EARLY = "Đề xuất chưa được gửi vào lúc ấy."

#: One rule a line, in order, so that the law can be read down the page.
# fmt: off
_RULES = (
    *rules("endorse_referral", ("proposed",), "endorsed", PETITIONER, "GĐ-11",
          guard=was_filed, otherwise=_TOO_EARLY, needs=("reason",), proof=True),
    *rules("refuse_referral", ("proposed",), "refused", PETITIONER, "GĐ-11",
          guard=was_filed, otherwise=_TOO_EARLY, needs=("reason",), proof=True),
    *rules("petition", ("endorsed",), "petitioned", PETITIONER, "GĐ-11", proof=True),
    *rules("answer_referral", ("petitioned",), "answered", PETITIONER, "GĐ-11", needs=("answer",)),
    *rules("remind", ("proposed",), None, ENGINE, "GĐ-61",
          guard=answer_is_overdue, otherwise="Chưa hết thời gian trả lời."),
    *rules("remind", ("endorsed", "petitioned"), None, ENGINE, "GĐ-62",
          guard=answer_is_overdue, otherwise="Chưa hết thời gian trả lời."),
    *rules("void", PENDING, "void", ENGINE, "GĐ-11"),
)
# fmt: on

REFERRAL = Law(
    name="referral",
    label="kiến nghị cấp trên",
    states={
        "proposed": "đã đề xuất",
        "endorsed": "được chấp thuận",
        "refused": "không được chấp thuận",
        "petitioned": "đã kiến nghị, chờ cấp trên trả lời",
        "answered": "cấp trên đã trả lời",
        "void": "hủy",
    },
    initial="proposed",
    final=frozenset({"refused", "answered", "void"}),
    triggers={
        "endorse_referral": "chấp thuận kiến nghị",
        "refuse_referral": "không chấp thuận kiến nghị",
        "petition": "kiến nghị lên cấp trên",
        "answer_referral": "ghi nhận trả lời của cấp trên",
        "remind": "nhắc trả lời",
        "void": "hủy vì không còn căn cứ",
    },
    rules=_RULES,
)
