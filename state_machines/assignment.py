"""The law of an assignment: everything that can be due.

A report, a task, an explanation that is owed, a letter to sign, a proposal to decide: one machine for all. In time
or late is never a state; it follows from instants.
"""

from datetime import datetime
from typing import Any

from state_machines.law import ENGINE, Law, Role, Row, rules

#: States in which the performer still owes the result.
OPEN = ("assigned", "in_progress", "returned")
#: States in which a missed cut-off is announced: a paper sent but not received has not arrived.
UNDELIVERED = ("assigned", "in_progress", "reported", "returned")


def is_head(row: Row, by: str) -> Any:
    """The head answers for the work, whoever does it (BC-2b: delegation never moves liability)."""
    return (row.head == by) & (row.head != "")


def is_performer(row: Row, by: str) -> Any:
    """The head, or the officer the head named."""
    return is_head(row, by) | ((row.officer == by) & (row.officer != ""))


def is_route_point(row: Row, by: str) -> Any:
    """The post through which the document says the paper must come (*qua …*)."""
    return (row.route_point == by) & (row.route_point != "")


def is_monitor(row: Row, by: str) -> Any:
    """Whoever watches the work, unless it is their own: nobody monitors themselves (promise 6)."""
    return (row.monitor == by) & (row.monitor != "") & (row.head != by) & (row.officer != by)


def is_authority(row: Row, by: str) -> Any:
    """Whom the head answers to, unless the work is their own: nobody judges themselves (promise 6)."""
    return (row.authority == by) & (row.authority != "") & (row.head != by) & (row.officer != by)


def is_monitor_or_authority(row: Row, by: str) -> Any:
    """The monitor looks at form, the authority at content; both may send a report back."""
    return is_monitor(row, by) | is_authority(row, by)


HEAD = Role("head", "người đứng đầu", is_head)
PERFORMER = Role("performer", "người đứng đầu hoặc cán bộ được phân công", is_performer)
ROUTE_POINT = Role("route_point", "đầu mối tiếp nhận", is_route_point)
AUTHORITY = Role("authority", "người có thẩm quyền mà người đứng đầu chịu trách nhiệm trước", is_authority)
CHECKER = Role("monitor_or_authority", "người theo dõi hoặc người có thẩm quyền", is_monitor_or_authority)


def its_time_has_come(row: Row, as_of: datetime) -> Any:
    """A period opens at its own instant, never before the directive takes effect (GĐ-14)."""
    return row.opens_at <= as_of


def reminder_is_due(row: Row, as_of: datetime) -> Any:
    """A reminder goes out on its day and only while there is still time left."""
    return (row.next_due_at <= as_of) & (row.cut_off_at > as_of)


def nothing_received(row: Row, as_of: datetime) -> Any:
    """The last instant of the deadline has passed, nothing valid was received before it, and nobody said so yet.

    The end of the day is exclusive: what arrives at 23:59:59 is in time, what arrives at 00:00 is not (GĐ-06).
    """
    return (
        (row.cut_off_at <= as_of)
        & (row.received_at >= row.cut_off_at)
        & (row.announced_at < row.cut_off_at)
        & (row.passes_to == "")
    )


def holder_was_silent(row: Row, as_of: datetime) -> Any:
    """A paper that waits for a person passes to whoever that person answers to; silence kills no case."""
    return (row.cut_off_at <= as_of) & (row.passes_to != "")


def may_be_reported(row: Row, as_of: datetime) -> Any:
    """Work that is answered by a report."""
    return row.answered_by == "report"


def may_be_reported_at_once(row: Row, as_of: datetime) -> Any:
    """A periodic report, a list or a count needs no acknowledgement first; other work does."""
    return (row.answered_by == "report") & (row.acknowledge_first == 0)


def may_be_acknowledged(row: Row, as_of: datetime) -> Any:
    """Work is acknowledged; a paper that waits for one person's hand, or an explanation, is simply answered."""
    return (row.answered_by == "report") | (row.answered_by == "record")


def is_work(row: Row, as_of: datetime) -> Any:
    """Work that the directive itself asks for; what hangs on it follows its fate."""
    return row.derived == 0


def is_no_paper(row: Row, as_of: datetime) -> Any:
    """Anything but a letter to sign or a proposal to decide: those are answered, waived or passed on."""
    return (row.answered_by != "sign") & (row.answered_by != "decide")


def is_explanation(row: Row, as_of: datetime) -> Any:
    """An explanation that is owed."""
    return row.answered_by == "explain"


def is_signature(row: Row, as_of: datetime) -> Any:
    """A drafted letter that waits to be signed."""
    return row.answered_by == "sign"


def is_decision(row: Row, as_of: datetime) -> Any:
    """A proposal that waits for an answer."""
    return row.answered_by == "decide"


def is_recorded(row: Row, as_of: datetime) -> Any:
    """A standing duty or a target: it is shown by what is recorded, and never ends by a report."""
    return row.answered_by == "record"


def not_yet_received(row: Row, as_of: datetime) -> Any:
    """A report is received once; the first valid version counts."""
    return (row.answered_by == "report") & (row.received_at > as_of)


def may_arrive_at_once(row: Row, as_of: datetime) -> Any:
    """A paper may reach the route point without having been announced."""
    return (row.answered_by == "report") & (row.acknowledge_first == 0) & (row.received_at > as_of)


def was_received(row: Row, as_of: datetime) -> Any:
    """Only a report that has arrived is evaluated."""
    return (row.answered_by == "report") & (row.received_at <= as_of)


def hangs_on_another(row: Row, as_of: datetime) -> Any:
    """A duty that arose from another assignment falls with its reason."""
    return row.derived == 1


def came_from_assigned(row: Row, as_of: datetime) -> Any:
    """It was assigned when its clock was stopped."""
    return row.resumes_to == "assigned"


def came_from_work(row: Row, as_of: datetime) -> Any:
    """It was being worked on when its clock was stopped."""
    return row.resumes_to == "in_progress"


def came_back(row: Row, as_of: datetime) -> Any:
    """It had been returned when its clock was stopped."""
    return row.resumes_to == "returned"


_NOT_REPORTABLE = "Việc này không hoàn thành bằng báo cáo; hãy dùng đúng hành vi dành cho nó."
_ACKNOWLEDGE = (
    "Việc này phải được tiếp nhận và phân công cán bộ trước khi báo cáo, hoặc là việc không hoàn thành bằng báo cáo."
)
_ANSWERED = "Nghĩa vụ giải trình, văn bản chờ ký hoặc chờ quyết định thì trả lời thẳng, không qua tiếp nhận."
_DERIVED = "Việc phát sinh đi theo việc gốc; hãy làm điều này với việc gốc."
_RECEIVED = "Đây không phải là báo cáo, hoặc báo cáo đã được tiếp nhận; bản nhận đầu tiên là căn cứ tính hạn."
_NOT_BACK = "Nhiệm vụ không ở trạng thái này khi tạm dừng."

ASSIGNMENT = Law(
    name="assignment",
    label="nhiệm vụ",
    states={
        "draft": "chưa mở",
        "assigned": "đã giao",
        "in_progress": "đang thực hiện",
        "reported": "đã báo cáo",
        "evaluated": "đã đánh giá",
        "returned": "bị trả lại",
        "referred": "đã kiến nghị cấp trên",
        "impossible": "không thể hoàn thành",
        "suspended": "tạm dừng",
        "revoked": "đã thu hồi",
    },
    initial="draft",
    final=frozenset({"impossible", "revoked"}),
    triggers={
        "open": "mở nhiệm vụ",
        "warn": "nhắc trước hạn",
        "cut_off": "chốt hạn",
        "pass_on": "chuyển lên cấp trên của người chưa xử lý",
        "acknowledge": "tiếp nhận và phân công cán bộ",
        "report": "báo cáo",
        "receive": "tiếp nhận báo cáo",
        "return": "trả lại báo cáo",
        "evaluate": "đánh giá",
        "explain": "giải trình",
        "sign": "ký văn bản",
        "decide": "quyết định về đề xuất",
        "record": "ghi nhận kết quả",
        "confirm_deadline": "xác nhận thời hạn",
        "suspend": "tạm dừng",
        "resume": "cho tiếp tục",
        "endorse_referral": "chấp thuận kiến nghị cấp trên",
        "answer_referral": "ghi nhận trả lời của cấp trên",
        "declare_impossible": "công nhận không thể hoàn thành",
        "revoke": "thu hồi nhiệm vụ",
        "reopen": "mở lại nhiệm vụ",
        "void": "hủy vì không còn căn cứ",
    },
    rules=(
        *rules(
            "open",
            ("draft",),
            "assigned",
            ENGINE,
            "GĐ-14",
            guard=its_time_has_come,
            otherwise="Chưa đến ngày mở nhiệm vụ.",
        ),
        *rules(
            "warn",
            OPEN,
            None,
            ENGINE,
            "GĐ-09",
            guard=reminder_is_due,
            otherwise="Chưa đến ngày nhắc, hoặc đã hết hạn.",
        ),
        *rules(
            "cut_off",
            UNDELIVERED,
            None,
            ENGINE,
            "GĐ-06",
            guard=nothing_received,
            otherwise="Chưa hết hạn, hoặc đã nhận được, hoặc đã chốt.",
        ),
        *rules(
            "pass_on",
            ("assigned",),
            None,
            ENGINE,
            "GĐ-09",
            guard=holder_was_silent,
            otherwise="Chưa hết thời gian xử lý, hoặc không còn cấp nào để chuyển lên.",
        ),
        *rules(
            "acknowledge",
            ("assigned",),
            "in_progress",
            HEAD,
            "GĐ-02",
            guard=may_be_acknowledged,
            otherwise=_ANSWERED,
            needs=("officer",),
        ),
        *rules(
            "report",
            ("assigned",),
            "reported",
            PERFORMER,
            "GĐ-04",
            guard=may_be_reported_at_once,
            otherwise=_ACKNOWLEDGE,
        ),
        *rules(
            "report",
            ("in_progress", "returned"),
            "reported",
            PERFORMER,
            "GĐ-04",
            guard=may_be_reported,
            otherwise=_NOT_REPORTABLE,
        ),
        *rules(
            "report",
            ("reported",),
            "reported",
            PERFORMER,
            "GĐ-15",
            guard=may_be_reported,
            otherwise=_NOT_REPORTABLE,
        ),
        *rules(
            "receive",
            ("assigned",),
            "reported",
            ROUTE_POINT,
            "GĐ-15",
            guard=may_arrive_at_once,
            otherwise=_ACKNOWLEDGE,
        ),
        *rules(
            "receive",
            ("in_progress", "returned", "reported"),
            "reported",
            ROUTE_POINT,
            "GĐ-15",
            guard=not_yet_received,
            otherwise=_RECEIVED,
        ),
        *rules(
            "return",
            ("reported",),
            "returned",
            CHECKER,
            "Mặc định: trả lại kèm lý do",
            guard=may_be_reported,
            otherwise=_NOT_REPORTABLE,
            needs=("reason",),
        ),
        *rules(
            "evaluate",
            ("reported",),
            "evaluated",
            AUTHORITY,
            "GĐ-13",
            guard=was_received,
            otherwise="Chỉ đánh giá được báo cáo đã nhận.",
            needs=("result",),
            proof=True,
        ),
        *rules(
            "explain",
            ("assigned",),
            "reported",
            PERFORMER,
            "GĐ-01",
            guard=is_explanation,
            otherwise="Đây không phải là nghĩa vụ giải trình.",
            needs=("reason",),
        ),
        *rules(
            "sign",
            ("assigned",),
            "reported",
            HEAD,
            "GĐ-09",
            guard=is_signature,
            otherwise="Đây không phải là văn bản chờ ký.",
        ),
        *rules(
            "decide",
            ("assigned",),
            "reported",
            HEAD,
            "GĐ-09",
            guard=is_decision,
            otherwise="Đây không phải là đề xuất chờ quyết định.",
            needs=("answer", "reason"),
            proof=True,
        ),
        *rules(
            "record",
            ("assigned", "in_progress"),
            None,
            PERFORMER,
            "GĐ-03",
            guard=is_recorded,
            otherwise="Chỉ ghi nhận đối với nhiệm vụ thường xuyên hoặc chỉ tiêu.",
        ),
        *rules(
            "confirm_deadline",
            UNDELIVERED,
            None,
            AUTHORITY,
            "Mặc định: thời hạn do hệ thống suy ra",
            proof=True,
        ),
        *rules(
            "suspend",
            OPEN,
            "suspended",
            AUTHORITY,
            "Mặc định: tạm dừng có lý do",
            guard=is_work,
            otherwise=_DERIVED,
            needs=("reason",),
            proof=True,
        ),
        *rules(
            "resume",
            ("suspended",),
            "assigned",
            AUTHORITY,
            "Mặc định: tiếp tục với số ngày còn lại",
            guard=came_from_assigned,
            otherwise=_NOT_BACK,
        ),
        *rules(
            "resume",
            ("suspended",),
            "in_progress",
            AUTHORITY,
            "Mặc định: tiếp tục với số ngày còn lại",
            guard=came_from_work,
            otherwise=_NOT_BACK,
        ),
        *rules(
            "resume",
            ("suspended",),
            "returned",
            AUTHORITY,
            "Mặc định: tiếp tục với số ngày còn lại",
            guard=came_back,
            otherwise=_NOT_BACK,
        ),
        *rules(
            "endorse_referral",
            OPEN,
            "referred",
            AUTHORITY,
            "GĐ-11",
            guard=is_work,
            otherwise=_DERIVED,
            needs=("reason",),
            proof=True,
        ),
        *rules("answer_referral", ("referred",), "in_progress", AUTHORITY, "GĐ-11", needs=("answer",)),
        *rules(
            "declare_impossible",
            OPEN,
            "impossible",
            AUTHORITY,
            "GĐ-13",
            guard=is_work,
            otherwise=_DERIVED,
            needs=("reason",),
            proof=True,
        ),
        *rules(
            "revoke",
            ("draft", *OPEN, "reported", "suspended", "referred"),
            "revoked",
            AUTHORITY,
            "GĐ-13",
            guard=is_no_paper,
            otherwise=_ANSWERED,
            needs=("reason",),
            proof=True,
        ),
        *rules(
            "reopen",
            ("evaluated",),
            "in_progress",
            AUTHORITY,
            "Mặc định: mở lại có lý do",
            needs=("reason",),
            proof=True,
        ),
        *rules(
            "void",
            ("draft", "assigned"),
            "revoked",
            ENGINE,
            "GĐ-09",
            guard=hangs_on_another,
            otherwise="Chỉ nghĩa vụ phát sinh mới mất đi theo căn cứ của nó.",
        ),
    ),
)
