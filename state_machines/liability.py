"""The law of a liability: one post answers for one breach, on one line of command, for one reason.

It is written down when a breach is announced. What takes its ground away later takes it off the count, never off the
record.
"""

from state_machines.law import ENGINE, Law, rules

LIABILITY = Law(
    name="liability",
    label="trách nhiệm",
    states={
        "charged": "đã ghi trách nhiệm",
        "lifted": "không tính vì nguyên nhân khách quan",
        "undone": "không còn căn cứ",
    },
    initial="charged",
    final=frozenset(),
    triggers={
        "lift": "không tính vì nguyên nhân khách quan",
        "undo": "bỏ vì không còn căn cứ",
        "charge": "tính lại trách nhiệm",
    },
    rules=(
        *rules("lift", ("charged", "undone"), "lifted", ENGINE, "GĐ-07"),
        *rules("undo", ("charged", "lifted"), "undone", ENGINE, "GĐ-75"),
        *rules("charge", ("lifted", "undone"), "charged", ENGINE, "GĐ-07"),
    ),
)
