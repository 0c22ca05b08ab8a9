"""Names for what a journal line is about, and what comes next for it."""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select

from workflows.charter import Charter
from workflows.escalate import stored_ladder
from workflows.letters import spoken
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Escalation, JournalLine, Receipt, Timetable
from workflows.register.unit_of_work import UnitOfWork

#: Keys looked up by one statement.
CHUNK = 500
#: What is said of work that is never due.
_TIMELESS = {
    "standing": "Không có thời hạn riêng; thể hiện trong báo cáo định kỳ",
    "on_event": "Mỗi lần sự kiện xảy ra mới có thời hạn",
    "target": "Không có thời hạn riêng; đánh giá theo số liệu được ghi nhận",
}
#: What the holder of a paper still has to do.
TO_DO = {"signature": "ký", "decision": "quyết định"}


class Outlook:
    """The rows that some journal lines are about, read together, and the words for them."""

    def __init__(self, uow: UnitOfWork, charter: Charter, subjects: Iterable[str]) -> None:
        """Read the rows of the subjects and of what they hang on."""
        self._uow, self._charter, self._session = uow, charter, uow.session
        self._words = charter.policy.national.wording
        keys = sorted(set(subjects))
        self.assignments: dict[str, Assignment] = self._read(Assignment, keys)
        self.escalations: dict[str, Escalation] = self._read(Escalation, keys)
        self.receipts: dict[str, Receipt] = self._read(Receipt, keys)

    def _read(self, table: Any, keys: list[str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for start in range(0, len(keys), CHUNK):
            rows = self._session.scalars(select(table).where(table.key.in_(keys[start : start + CHUNK])))
            found |= {row.key: row for row in rows}
        return found

    # ------------------------------------------------------------ rows

    def base_of(self, escalation: Escalation) -> Assignment:
        """Return the assignment that an escalation is about."""
        return self._session.get_one(Assignment, escalation.assignment_id)

    def origin(self, row: Assignment) -> Assignment:
        """Return the assignment that a duty hangs on; itself where it hangs on none."""
        return self._session.get_one(Assignment, row.base_id) if row.base_id else row

    # ------------------------------------------------------------ names

    def label(self, key: str) -> str:
        """Return the Vietnamese name of a post or unit."""
        return self._charter.label(key) if key else ""

    def rung(self, code: str) -> str:
        """Return the Vietnamese name of a rung; empty for none."""
        return self._words.label("rungs", code) if code else ""

    def performer(self, row: Assignment, at: datetime) -> str:
        """Return who performed a work at an instant, whoever took it over later."""
        for line in self._handed_over.get(row.key, ()):
            changed = line.details.get("changed", {}).get("performer")
            if line.at > at and changed:
                return str(changed["from"])
        return row.performer

    def above(self, row: Assignment) -> str:
        """Return the chain above whoever answers for a work: the deputy in charge, then the authority."""
        posts = dict.fromkeys(post for post in (row.deputy, row.authority) if post and post != row.head)
        return " → ".join(self.label(post) for post in posts)

    def mode(self, code: str) -> str:
        """Return the Vietnamese name of a rung's mode."""
        return self._words.label("modes", code)

    def verdict(self, code: str) -> str:
        """Return the Vietnamese name of how a target was judged."""
        return self._words.label("verdicts", code)

    def directive(self, key: str) -> str:
        """Return the name of a directive."""
        found = self._charter.policy.directive(key)
        return found.label if found else key

    def rung_of(self, row: Assignment) -> str:
        """Return the rung that a paper to sign or decide is about; empty for anything else."""
        if row.kind not in TO_DO:
            return ""
        return re.split(r"[#.-]", row.key.rpartition("#rung-")[2])[0]

    # ------------------------------------------------------------ what comes next

    def following(self, trigger: str, row: Assignment, escalation: Escalation | None) -> str:
        """Say what comes next for a row after a trigger, and when."""
        if escalation is not None:
            return self._after_rung(row, escalation)
        if row.kind in TO_DO:
            return self._paper(row)
        if trigger == "cut_off":
            return self._after_cut_off(row)
        if row.cut_off_at >= NEVER:
            if row.kind == "target" and trigger != "assess" and row.next_due_at < NEVER:
                return f"Đánh giá chỉ tiêu: {spoken(row.next_due_at)}"
            return _TIMELESS.get(row.kind, _TIMELESS["standing"]) if trigger == "open" else ""
        if trigger in ("open", "warn"):
            if row.next_due_at < row.cut_off_at:
                return f"Nhắc trước hạn: {spoken(row.next_due_at)}"
            return f"Chốt hạn: {spoken(row.cut_off_at)}"
        return ""

    @cached_property
    def _handed_over(self) -> dict[str, list[JournalLine]]:
        """By subject, the lines by which works passed to others, in order of time."""
        found: dict[str, list[JournalLine]] = {}
        keys = sorted(self.assignments)
        for start in range(0, len(keys), CHUNK):
            lines = select(JournalLine).where(
                JournalLine.trigger == "hand_over", JournalLine.subject.in_(keys[start : start + CHUNK])
            )
            for line in self._session.scalars(lines.order_by(JournalLine.at, JournalLine.seq)):
                found.setdefault(line.subject, []).append(line)
        return found

    def _after_cut_off(self, row: Assignment) -> str:
        if row.kind == "watching":
            return "Ghi vào hồ sơ; việc đôn đốc vẫn phải làm"
        if row.kind == "explanation":
            owes = self.origin(row).kind in ("periodic_report", "one_off")
            return f"Ghi vào hồ sơ; {'báo cáo vẫn phải nộp, ' if owes else ''}giải trình vẫn được nhận"
        scheduled = self._session.scalars(
            select(Escalation)
            .where(Escalation.assignment_id == row.id, Escalation.state == "scheduled")
            .order_by(Escalation.ord)
        ).first()
        owed = self._session.scalars(
            select(Assignment)
            .where(Assignment.base_id == row.id, Assignment.kind == "explanation")
            .order_by(Assignment.id.desc())
        ).first()
        parts = [f"{self.rung(scheduled.rung)}: {spoken(scheduled.due_at)}"] if scheduled else []
        parts += [f"Giải trình trước {spoken(owed.cut_off_at)}"] if owed else []
        watching = self._session.scalars(
            select(Assignment)
            .where(Assignment.base_id == row.id, Assignment.kind == "watching")
            .order_by(Assignment.id.desc())
        ).first()
        parts += [f"{self.label(watching.head)} đôn đốc trước {spoken(watching.cut_off_at)}"] if watching else []
        return "; ".join(parts)

    def _after_rung(self, base: Assignment, escalation: Escalation) -> str:
        if escalation.state in ("drafted", "proposed"):
            suffix = "#signature" if escalation.state == "drafted" else "#decision"
            paper = self._session.scalars(
                select(Assignment)
                .where(Assignment.key.startswith(escalation.key + suffix, autoescape=True))
                .order_by(Assignment.id.desc())
            ).first()
            return self._paper(paper) if paper else ""
        if escalation.state == "void" or base.received_at < NEVER:
            return ""
        ladder = stored_ladder(self._uow, base.timetable)
        if not base.firm and escalation.rung == ladder.soft_rung:
            provenance = self._words.label("provenance", base.provenance).lower()
            return f"Không lên nấc cao hơn: thời hạn này là {provenance}, chờ cấp giao việc xác nhận"
        rungs = [rung for rung in ladder.rungs if rung.working_days is not None]
        later = [rungs[i + 1] for i, rung in enumerate(rungs[:-1]) if rung.key == escalation.rung]
        if not later:
            return ""
        waiting = select(Escalation.due_at).where(
            Escalation.assignment_id == base.id, Escalation.line == escalation.line,
            Escalation.cycle == escalation.cycle, Escalation.ord > escalation.ord, Escalation.state == "scheduled",
        )  # fmt: skip
        when = self._session.scalar(waiting.order_by(Escalation.ord).limit(1)) or self._session.scalar(
            select(Timetable.at).where(
                Timetable.timetable == base.timetable,
                Timetable.step == later[0].key,
                Timetable.day == base.cut_off_day,
            )
        )
        later_still = when if when is not None and when > escalation.raised_at else None
        said = f" sớm nhất {spoken(later_still)}" if later_still else ", sau khi văn bản này được tống đạt"
        if later_still and later[0].sooner is not None:
            said += " (hoặc sớm hơn, nếu bỏ nhiều kỳ liền)"
        still = "Vẫn chưa có báo cáo" if base.answered_by == "report" else "Vẫn chưa thực hiện"
        return f"{still}: {self.rung(later[0].key).lower()}{said}"

    def _paper(self, paper: Assignment) -> str:
        todo = TO_DO[paper.kind]
        if paper.state != "assigned":
            return ""
        if paper.announced_at >= paper.cut_off_at:
            return (
                f"Nằm trong mọi thư gửi {self.label(paper.head)} cho đến khi {todo}; chưa {todo} thì không có nấc sau"
            )
        above = f"; quá hạn thì chuyển lên {self.label(paper.passes_to)}" if paper.passes_to else ""
        return f"Chờ {self.label(paper.head)} {todo} trước {spoken(paper.cut_off_at)}{above}"
