"""The law of an assignment: everything that can be due.

A report, a task, an explanation that is owed, a letter to sign, a proposal to decide: one machine for all. In time
or late is never a state; it follows from instants.
"""

from state_machines.assignment_guards import (
    AUTHORITY,
    CHECKER,
    HEAD,
    PERFORMER,
    ROUTE_POINT,
    WITNESS,
    awaits_events,
    came_back,
    came_from_assigned,
    came_from_work,
    hangs_on_another,
    holder_was_silent,
    is_decision,
    is_explanation,
    is_no_paper,
    is_recorded,
    is_signature,
    is_work,
    its_time_has_come,
    may_arrive_at_once,
    may_be_acknowledged,
    may_be_reported,
    may_be_reported_at_once,
    not_yet_received,
    nothing_received,
    reaches_the_count,
    reminder_is_due,
    target_is_to_be_judged,
    was_received,
)
from state_machines.law import ENGINE, Law, rules

#: States in which the performer still owes the result.
OPEN = ("assigned", "in_progress", "returned")
#: States in which a missed cut-off is announced: what was sent in time may prove to have arrived late.
UNDELIVERED = ("assigned", "in_progress", "reported", "returned")

_NOT_REPORTABLE = "Việc này không hoàn thành bằng báo cáo; hãy dùng đúng hành vi dành cho nó."
_ACKNOWLEDGE = (
    "Việc này phải được tiếp nhận và phân công cán bộ trước khi báo cáo, hoặc là việc không hoàn thành bằng báo cáo."
)
_ANSWERED = "Nghĩa vụ giải trình, văn bản chờ ký hoặc chờ quyết định thì trả lời thẳng, không qua tiếp nhận."
_PAPER = "Văn bản chờ ký hoặc chờ quyết định không thu hồi được; hãy ký, quyết định hoặc bỏ qua có lý do."
_DERIVED = "Việc phát sinh đi theo việc gốc; hãy làm điều này với việc gốc."
_RECEIVED = "Đây không phải là báo cáo, hoặc báo cáo đã được tiếp nhận; bản nhận đầu tiên là căn cứ tính hạn."
_NOT_RECORDED = "Chỉ ghi nhận đối với định mức, nhiệm vụ thường xuyên hoặc chỉ tiêu."
_NOT_BACK = "Nhiệm vụ không ở trạng thái này khi tạm dừng."

#: One rule a line, in order, so that the law can be read down the page.
# fmt: off
_RULES = (
    *rules("open", ("draft",), "assigned", ENGINE, "GĐ-14",
          guard=its_time_has_come, otherwise="Chưa đến ngày mở nhiệm vụ."),
    *rules("warn", OPEN, None, ENGINE, "GĐ-09",
          guard=reminder_is_due, otherwise="Chưa đến ngày nhắc, hoặc đã hết hạn."),
    *rules("cut_off", UNDELIVERED, None, ENGINE, "GĐ-06",
          guard=nothing_received, otherwise="Chưa hết hạn, hoặc đã nhận được, hoặc đã chốt."),
    *rules("assess", ("assigned", "in_progress"), None, ENGINE, "GĐ-45",
          guard=target_is_to_be_judged, otherwise="Chưa đến ngày đánh giá chỉ tiêu."),
    *rules("hand_over", ("draft", *OPEN, "reported", "referred", "suspended"), None, ENGINE, "GĐ-42"),
    *rules("pass_on", ("assigned",), None, ENGINE, "GĐ-09",
          guard=holder_was_silent, otherwise="Chưa hết thời gian xử lý, hoặc không còn cấp nào để chuyển lên."),
    *rules("acknowledge", ("assigned",), "in_progress", HEAD, "GĐ-02",
          guard=may_be_acknowledged, otherwise=_ANSWERED, needs=("officer",)),
    *rules("reassign", ("in_progress", "returned"), None, HEAD, "GĐ-02", needs=("officer",)),
    *rules("report", ("assigned",), "reported", PERFORMER, "GĐ-04",
          guard=may_be_reported_at_once, otherwise=_ACKNOWLEDGE),
    *rules("report", ("in_progress", "returned"), "reported", PERFORMER, "GĐ-04",
          guard=may_be_reported, otherwise=_NOT_REPORTABLE),
    *rules("report", ("reported",), "reported", PERFORMER, "GĐ-15", guard=may_be_reported, otherwise=_NOT_REPORTABLE),
    *rules("receive", ("assigned",), "reported", ROUTE_POINT, "GĐ-15",
          guard=may_arrive_at_once, otherwise=_ACKNOWLEDGE),
    *rules("receive", ("in_progress", "returned", "reported"), "reported", ROUTE_POINT, "GĐ-15",
          guard=not_yet_received, otherwise=_RECEIVED),
    *rules("return", ("reported",), "returned", CHECKER, "Mặc định: trả lại kèm lý do",
          guard=may_be_reported, otherwise=_NOT_REPORTABLE, needs=("reason",)),
    *rules("evaluate", ("reported",), "evaluated", AUTHORITY, "GĐ-13",
          guard=was_received, otherwise="Chỉ đánh giá được báo cáo đã nhận.", needs=("result",), proof=True),
    *rules("explain", ("assigned",), "reported", PERFORMER, "GĐ-01",
          guard=is_explanation, otherwise="Đây không phải là nghĩa vụ giải trình.", needs=("reason",)),
    *rules("sign", ("assigned",), "reported", HEAD, "GĐ-09",
          guard=is_signature, otherwise="Đây không phải là văn bản chờ ký."),
    *rules("decide", ("assigned",), "reported", HEAD, "GĐ-09",
          guard=is_decision,
          otherwise="Đây không phải là đề xuất chờ quyết định.", needs=("answer", "reason"), proof=True),
    *rules("record", ("assigned", "in_progress"), "reported", PERFORMER, "GĐ-05",
          guard=reaches_the_count, otherwise=_NOT_RECORDED),
    *rules("record", ("assigned", "in_progress", "reported"), None, PERFORMER, "GĐ-03",
          guard=is_recorded, otherwise=_NOT_RECORDED),
    *rules("occur", ("assigned", "in_progress"), None, WITNESS, "GĐ-41",
          guard=awaits_events, otherwise="Nhiệm vụ này không phát sinh theo sự kiện.", needs=("event", "what")),
    *rules("confirm_deadline", ("draft", *UNDELIVERED), None, AUTHORITY, "Mặc định: thời hạn do hệ thống suy ra",
          proof=True),
    *rules("suspend", OPEN, "suspended", AUTHORITY, "Mặc định: tạm dừng có lý do",
          guard=is_work, otherwise=_DERIVED, needs=("reason",), proof=True),
    *rules("resume", ("suspended",), "assigned", AUTHORITY, "Mặc định: tiếp tục với số ngày còn lại",
          guard=came_from_assigned, otherwise=_NOT_BACK),
    *rules("resume", ("suspended",), "in_progress", AUTHORITY, "Mặc định: tiếp tục với số ngày còn lại",
          guard=came_from_work, otherwise=_NOT_BACK),
    *rules("resume", ("suspended",), "returned", AUTHORITY, "Mặc định: tiếp tục với số ngày còn lại",
          guard=came_back, otherwise=_NOT_BACK),
    *rules("endorse_referral", OPEN, "referred", AUTHORITY, "GĐ-11",
          guard=is_work, otherwise=_DERIVED, needs=("reason",), proof=True),
    *rules("answer_referral", ("referred",), "in_progress", AUTHORITY, "GĐ-11", needs=("answer",)),
    *rules("declare_impossible", OPEN, "impossible", AUTHORITY, "GĐ-13",
          guard=is_work, otherwise=_DERIVED, needs=("reason",), proof=True),
    *rules("revoke", ("draft", *OPEN, "reported", "suspended", "referred"), "revoked", AUTHORITY, "GĐ-13",
          guard=is_no_paper, otherwise=_PAPER, needs=("reason",), proof=True),
    *rules("reopen", ("evaluated",), "in_progress", AUTHORITY, "Mặc định: mở lại có lý do",
          needs=("reason",), proof=True),
    *rules("void", ("draft", "assigned"), "revoked", ENGINE, "GĐ-09",
          guard=hangs_on_another, otherwise="Chỉ nghĩa vụ phát sinh mới mất đi theo căn cứ của nó."),
)
# fmt: on

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
        "assess": "đánh giá chỉ tiêu",
        "hand_over": "chuyển cho nơi kế thừa",
        "pass_on": "chuyển lên cấp trên của người chưa xử lý",
        "acknowledge": "tiếp nhận và phân công cán bộ",
        "reassign": "giao lại cho cán bộ khác",
        "report": "báo cáo",
        "receive": "tiếp nhận báo cáo",
        "return": "trả lại báo cáo",
        "evaluate": "đánh giá",
        "explain": "giải trình",
        "sign": "ký văn bản",
        "decide": "quyết định về đề xuất",
        "record": "ghi nhận kết quả",
        "occur": "ghi nhận sự kiện phát sinh nhiệm vụ",
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
    rules=_RULES,
)
