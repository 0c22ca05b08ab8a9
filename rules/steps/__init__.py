"""The sentences that a feature may use, a module for each noun that they speak of."""

#: What each module speaks of, in the order in which sentences are listed for authors.
HEADINGS = {
    "directives": "Văn bản và việc giao nhiệm vụ",
    "assignments": "Nhiệm vụ: của ai, đến hạn khi nào, ở trạng thái nào, quá hạn hay không",
    "reports": "Báo cáo: nộp, tiếp nhận, trả lại, giải trình, đánh giá, số liệu",
    "recurring": "Việc lặp lại, định mức, chỉ tiêu, sự kiện, theo dõi và chuyển giao",
    "escalations": "Nhắc nhở, đôn đốc, phê bình, kiểm điểm",
    "notices": "Thư và thông báo",
    "answers": "Việc được chấp nhận hay bị từ chối",
    "reasons": "Vì sao ngày này, vì sao người này",
    "figures": "Số liệu và tỷ lệ",
    "clock": "Thời gian và lần quét của hệ thống",
    "identity": "Chữ ký và mã xác nhận",
    "journal": "Nhật ký",
    "law": "Một luật cho mọi cách xét",
}
#: Modules that define sentences.
MODULES = tuple(f"{__name__}.{name}" for name in HEADINGS)
