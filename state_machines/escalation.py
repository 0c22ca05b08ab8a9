"""The law of an escalation: one rung, on one breach, in one cycle.

Machines remind, people criticise (promise 5): an automatic rung is issued by the sweep, a letter waits for its
signature, a proposal for its decision. A rung counts only once its delivery is evidenced (promise 4).
"""

from datetime import datetime
from typing import Any

from state_machines.law import ENGINE, SYSTEM, Law, Role, Row, rules

#: States in which a rung still lies ahead or on somebody's desk: what ends when its breach does.
PENDING = ("scheduled", "drafted", "proposed", "explanation_asked")


def is_holder(row: Row, by: str) -> Any:
    """Whoever the paper lies with, unless it is about themselves (promise 6)."""
    return (row.holder == by) & (row.holder != "") & (row.addressee != by)


def is_server(row: Row, by: str) -> Any:
    """The channel itself, or the clerk who served the paper by hand."""
    return ((row.clerk == by) & (row.clerk != "")) | (by == SYSTEM)


HOLDER = Role("holder", "người đang giữ văn bản để ký hoặc quyết định", is_holder)
SERVER = Role("server", "hệ thống hoặc người tống đạt", is_server)


def is_due_automatic(row: Row, as_of: datetime) -> Any:
    """A reminder needs nobody's signature."""
    return (row.due_at <= as_of) & (row.mode == "automatic")


def is_due_to_sign(row: Row, as_of: datetime) -> Any:
    """An urging letter is drafted for whoever monitors."""
    return (row.due_at <= as_of) & (row.mode == "to_sign")


def is_due_proposal(row: Row, as_of: datetime) -> Any:
    """Criticism and accountability review are only ever proposed."""
    return (row.due_at <= as_of) & (row.mode == "proposal")


def approved(row: Row, as_of: datetime) -> Any:
    """The authority approves."""
    return row.answer == "approve"


def refused(row: Row, as_of: datetime) -> Any:
    """The authority refuses, with a reason."""
    return row.answer == "refuse"


def asks_explanation(row: Row, as_of: datetime) -> Any:
    """The authority wants to hear the unit first (right of reply, promise 7)."""
    return row.answer == "ask_explanation"


def sets_new_date(row: Row, as_of: datetime) -> Any:
    """The authority sets another date; the first one stays on record."""
    return row.answer == "new_date"


def explanation_time_is_over(row: Row, as_of: datetime) -> Any:
    """The explanation came, or its time ran out."""
    return row.due_at <= as_of


_TOO_EARLY = "Chưa đến thời điểm của nấc này."
_ANSWER = "Câu trả lời phải là một trong: approve, refuse, ask_explanation, new_date."

#: One rule a line, in order, so that the law can be read down the page.
# fmt: off
_RULES = (
    *rules("escalate", ("scheduled",), "issued", ENGINE, "GĐ-09", guard=is_due_automatic, otherwise=_TOO_EARLY),
    *rules("escalate", ("scheduled",), "drafted", ENGINE, "GĐ-09", guard=is_due_to_sign, otherwise=_TOO_EARLY),
    *rules("escalate", ("scheduled",), "proposed", ENGINE, "GĐ-09", guard=is_due_proposal, otherwise=_TOO_EARLY),
    *rules("sign", ("drafted",), "issued", HOLDER, "GĐ-09"),
    *rules("waive", ("drafted",), "waived", HOLDER, "GĐ-09", needs=("reason",)),
    *rules("decide", ("proposed",), "issued", HOLDER, "GĐ-09",
          guard=approved, otherwise=_ANSWER, needs=("answer", "reason"), proof=True),
    *rules("decide", ("proposed",), "refused", HOLDER, "GĐ-09",
          guard=refused, otherwise=_ANSWER, needs=("answer", "reason"), proof=True),
    *rules("decide", ("proposed",), "explanation_asked", HOLDER, "GĐ-01",
          guard=asks_explanation, otherwise=_ANSWER, needs=("answer", "reason"), proof=True),
    *rules("decide", ("proposed",), "deferred", HOLDER, "GĐ-12",
          guard=sets_new_date, otherwise=_ANSWER, needs=("answer", "reason", "deadline"), proof=True),
    *rules("propose_again", ("explanation_asked",), "proposed", ENGINE, "GĐ-01",
          guard=explanation_time_is_over, otherwise="Chưa hết thời gian giải trình."),
    *rules("deliver", ("issued",), "delivered", SERVER, "GĐ-09", needs=("evidence",)),
    *rules("undelivered", ("issued",), None, SERVER, "GĐ-09", needs=("failure",)),
    *rules("void", PENDING, "void", ENGINE, "GĐ-09"),
)
# fmt: on

ESCALATION = Law(
    name="escalation",
    label="lượt leo thang",
    states={
        "scheduled": "chưa đến hạn",
        "drafted": "dự thảo chờ ký",
        "proposed": "đề xuất chờ quyết định",
        "explanation_asked": "chờ giải trình",
        "issued": "đã ban hành",
        "delivered": "đã tống đạt",
        "refused": "không ban hành",
        "waived": "bỏ qua có lý do",
        "deferred": "đã ấn định thời hạn mới",
        "void": "hủy",
    },
    initial="scheduled",
    final=frozenset({"delivered", "refused", "waived", "deferred", "void"}),
    triggers={
        "escalate": "leo thang",
        "sign": "ký văn bản",
        "waive": "bỏ qua nấc này",
        "decide": "quyết định về đề xuất",
        "propose_again": "trình lại đề xuất",
        "deliver": "ghi nhận tống đạt",
        "undelivered": "ghi nhận không tống đạt được",
        "void": "hủy vì không còn căn cứ",
    },
    rules=_RULES,
)
