"""Take a cited plan into the register: each task that is clear and has somebody becomes an assignment."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select

from config.directive import Clause, Directive
from config.duty import Deadline, Duty, Watch
from config.located import WHERE
from workflows import sweep
from workflows.assign import CLEARS, gate
from workflows.charter import Charter, Planned
from workflows.plans import CitedPlan
from workflows.plans_file import PlanFault, PlanFile, PlanFileError, PlanItem, slug
from workflows.register import tables
from workflows.register.tables import Assignment, PolicyVersion, SourceItem, SourceRegister
from workflows.register.unit_of_work import Register, UnitOfWork
from workflows.steps.opening import open_periods
from workflows.steps.rolling_up import roll_up, roll_up_due
from workflows.working_time import OutsideCalendar

#: The column of the table that carries each clear.
_COLUMNS = {"who": "chủ trì", "what": "việc", "when": "thời hạn", "result": "kết quả"}
#: The longest name of a duty in a key.
_LONGEST_KEY = 64


class NotAssigned(LookupError):
    """The directive that refers to the plan was never assigned, so that nothing can be assigned under it."""


@dataclass(frozen=True, slots=True)
class Given:
    """One assignment that an import makes.

    Attributes:
        item: number of the task, as printed.
        key: key of the assignment.
        what: what is to be done.
        performer: key of who leads.
        head: key of the post that answers for it.
        deadline: when it is due (aware); `NEVER` without a deadline.
        passed: whether the deadline has passed by the time of the import.
    """

    item: str
    key: str
    what: str
    performer: str
    head: str
    deadline: datetime
    passed: bool


@dataclass(frozen=True, slots=True)
class Left:
    """One task that an import leaves unassigned.

    Attributes:
        item: its number, as printed.
        what: what is to be done.
        where: ``file:line``.
        cause: ``nobody``, ``outside``, ``unclear`` or ``past``.
        message: Vietnamese sentence: why, and what can be done.
    """

    item: str
    what: str
    where: str
    cause: str
    message: str

    def __str__(self) -> str:
        """Say where and why, as errors in files are always said."""
        return f"{self.where}: mục {self.item}: {self.message}"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a task says otherwise than when it was imported; what was imported stands.

    Attributes:
        item: its number, as printed.
        name: what differs; empty where the whole task is no longer in the file.
        was: what the register keeps.
        says: what the file says.
    """

    item: str
    name: str
    was: Any
    says: Any


@dataclass(slots=True)
class Imported:
    """What an import did, or, as a dry run, would do.

    Attributes:
        plan: ``<directive>/<plan>``.
        items: how many tasks the plan has in the register afterwards.
        given: the assignments that are new.
        left: the tasks that are new and that nobody has.
        changed: what the file says otherwise than the register, which is left as it was.
        opened: how many assignments were opened.
    """

    plan: str
    items: int = 0
    given: list[Given] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    opened: int = 0

    @property
    def unclear(self) -> list[Left]:
        """What the clarity gate refused."""
        return [one for one in self.left if one.cause == "unclear"]


def import_plan(
    register: Register,
    charter: Charter,
    cited: CitedPlan,
    file: PlanFile,
    *,
    as_of: datetime,
    recorded_at: datetime,
    dry_run: bool = False,
) -> Imported:
    """Take the tasks of a cited plan into the register and assign them, all in one transaction.

    The plan binds since the directive that refers to it took effect, so its tasks open then, however late the file
    comes; what was due before that day is not assigned (GĐ-14). The directive's clarity gate stands: an unclear task
    is kept, told and not assigned. Taking in the same file again changes nothing; what was assigned is never
    overwritten; a task that nobody had is assigned once a later file says to whom.

    Args:
        register: where to.
        charter: the jurisdiction's policy.
        cited: which plan.
        file: the table that was read.
        as_of: the instant of the import (aware); what opens by then is opened.
        recorded_at: the instant at which it is recorded (aware).
        dry_run: whether to undo everything at the end.

    Raises:
        NotAssigned: when the directive was never assigned.
        PlanFileError: when a task cannot be given a key or a date of its own; then nothing is taken in.
    """
    done = Imported(cited.key)
    with register.write(recorded_at) as uow:
        directive = uow.session.scalar(select(tables.Directive).where(tables.Directive.key == cited.directive.full_key))
        if directive is None:
            raise NotAssigned(
                f"Văn bản «{cited.directive.full_key}» chưa được giao; hãy chạy «namro assign» trước rồi nhập kế hoạch."
            )
        taken = _Import(uow, charter, cited, directive, done, as_of)
        if taken.take(file):
            moved = sweep.catch_up(uow, charter, as_of=as_of, steps=(roll_up_due, open_periods))
            done.opened = moved.get("open", 0)
            roll_up(uow, charter, directive.id, as_of=as_of)
            if not dry_run:
                uow.commit()
    return done


class _Import:
    """One import in an open transaction."""

    def __init__(
        self,
        uow: UnitOfWork,
        charter: Charter,
        cited: CitedPlan,
        directive: tables.Directive,
        done: Imported,
        as_of: datetime,
    ) -> None:
        self.uow, self.charter, self.cited, self.done, self.as_of = uow, charter, cited, done, as_of
        self.directive = directive
        self.session = uow.session
        self.row = self.session.scalar(select(SourceRegister).where(SourceRegister.key == cited.key))
        known = select(SourceItem).join(SourceRegister, SourceRegister.id == SourceItem.register_id)
        self.known = {
            slug(one.number): one for one in self.session.scalars(known.where(SourceRegister.key == cited.key))
        }

    def take(self, file: PlanFile) -> bool:
        """Take in what is new; return whether anything is."""
        wanted = [item for item in file.items if self._is_new(item)]
        self._gone(file)
        self.done.items = len(self.known)
        if not wanted:
            return False
        planned, left = self._judge(wanted)
        # A task on file that the new table still leaves to nobody stays as it is, and is told as a difference.
        still = {item.number for item in wanted if item.number in self.known and item.number in left}
        for item in wanted:
            if item.number in still:
                self._differs(item, self.known[item.number])
        wanted = [item for item in wanted if item.number not in still]
        self.done.left = [left[item.number] for item in wanted if item.number in left]
        if not wanted:
            return False
        first = self._store_assignments(planned)
        self._store_items(file, wanted, first, left)
        self._journal(file, len(wanted))
        return True

    def _is_new(self, item: PlanItem) -> bool:
        """Tell whether a task is to be taken in; one that says otherwise than an assigned one is told as different."""
        before = self.known.get(item.number)
        if before is None:
            return True
        if _facts(before) == item.facts():
            return False
        if before.assignment_id is None:
            return True
        self._differs(item, before)
        return False

    def _differs(self, item: PlanItem, before: SourceItem) -> None:
        was = _facts(before)
        self.done.changed += [
            Change(item.printed, name, was.get(name), says)
            for name, says in item.facts().items()
            if was.get(name) != says
        ]

    def _gone(self, file: PlanFile) -> None:
        present = {item.number for item in file.items}
        self.done.changed += [
            Change(one.number, "", one.content["what"], None)
            for number, one in self.known.items()
            if number not in present
        ]

    def _judge(self, wanted: Iterable[PlanItem]) -> tuple[list[tuple[PlanItem, Planned]], dict[str, Left]]:
        """Return what is to be assigned, and for each task that is not why."""
        faults = [
            PlanFault(item.where, f"stt «{item.printed}» quá dài để làm mã; hãy rút ngắn")
            for item in wanted
            if len(self._name(item)) > _LONGEST_KEY
        ]
        if faults:
            raise PlanFileError(faults)
        asked = {item.number: self._duties(item) for item in wanted}
        unclear = self._unclear([duty for duties in asked.values() for duty in duties])
        planned: list[tuple[PlanItem, Planned]] = []
        left: dict[str, Left] = {}
        taken = self._keys_of_others()
        for item in wanted:
            duties = asked[item.number]
            try:
                of_item = [self._planned(duty) for duty in duties]
            except OutsideCalendar as fault:
                faults.append(PlanFault(item.where, f"cột «thời hạn»: {fault}"))
                continue
            if own := next((one.key for one in of_item if one.key in taken), None):
                faults.append(PlanFault(item.where, f"mã «{own}» đã dùng cho việc khác; hãy đổi stt «{item.printed}»"))
            why_not = self._left(item, duties, of_item, unclear.get(item.where, []))
            if why_not is not None:
                left[item.number] = Left(item.printed, item.what, item.where, *why_not)
                continue
            planned += [(item, one) for one in of_item]
        if faults:
            raise PlanFileError(faults)
        return planned, left

    def _left(
        self, item: PlanItem, duties: list[Duty], planned: list[Planned], unclear: list[str]
    ) -> tuple[str, str] | None:
        """Say why a task is not assigned; None where it is."""
        effective = self.cited.directive.effective_from.on
        if not item.leads:
            return "nobody", "chưa có người chủ trì nên chưa giao; việc vẫn được ghi trong danh mục."
        if not duties:
            return (
                "outside",
                "chủ trì là cơ quan cấp trên, văn bản này không giao được; việc vẫn được ghi trong danh mục.",
            )
        due = planned[0].due.day
        if due is not None and due < effective:
            return "past", (
                f"thời hạn {due:%d/%m/%Y} trước ngày văn bản có hiệu lực {effective:%d/%m/%Y}: "
                f"không giao hồi tố (GĐ-14)."
            )
        return ("unclear", " ".join(unclear)) if unclear else None

    def _name(self, item: PlanItem) -> str:
        """Return the name of the task within its clause."""
        return f"{self.cited.plan.key}-{item.number}"

    def _duties(self, item: PlanItem) -> list[Duty]:
        """Return the task as a duty of the clause that refers to the plan, one for each of ours who leads."""
        organization, cites = self.charter.jurisdiction.organization, self.cited.cites
        on, before = (None, item.deadline) if item.exclusive else (item.deadline, None)
        duties = []
        for lead in organization.members(item.leads):
            party = organization.unit(lead) or organization.post(lead)
            if party is None or party.external:
                continue
            duties.append(
                Duty.model_validate(
                    {
                        WHERE: item.where,
                        "key": self._name(item),
                        "kind": "one_off",
                        "what": item.what or None,
                        "result": item.result or None,
                        "performers": (lead, *(one for one in item.coordinators if one != lead)),
                        "performers_provenance": "cited",
                        "lead": lead,
                        "deadline": Deadline(on=on, before=before, provenance="cited", cites=cites)
                        if item.deadline
                        else None,
                        "watch": Watch(by=item.watch, provenance="cited", cites=cites) if item.watch else None,
                        "needs_officer": organization.unit(lead) is not None,
                        "cites": cites,
                    }
                )
            )
        return duties

    def _unclear(self, duties: Iterable[Duty]) -> dict[str, list[str]]:
        """Ask the directive's clarity gate for every task; sentences by where the task stands."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in gate(self.charter, self._asking(duties)):
            words, _ = CLEARS[one.clear]
            number = "năm" if self.cited.directive.clarity_gate == 5 else "bốn"
            column = _COLUMNS.get(one.clear)
            advice = (
                f"hãy bổ sung cột «{column}»" if column else "người chủ trì không thể tự chịu trách nhiệm trước mình"
            )
            sentence = f"chưa {words}, không giao được theo tiêu chuẩn {number} rõ; {advice}."
            if sentence not in found[one.where]:
                found[one.where].append(sentence)
        return found

    def _asking(self, duties: Iterable[Duty]) -> Directive:
        """Return the directive as if these were all it asks for."""
        return self.cited.directive.model_copy(update={"clauses": (self._clause(tuple(duties)),)})

    def _clause(self, duties: tuple[Duty, ...]) -> Clause:
        """Return the clause that refers to the plan, with its tasks; they bind where the clause itself is mute."""
        clause = self.cited.clause
        modality = "must" if clause.modality == "none" else clause.modality
        return clause.model_copy(update={"duties": duties, "modality": modality})

    def _planned(self, duty: Duty) -> Planned:
        directive = self.cited.directive
        due = self.charter.deadlines.of(directive, duty, None)
        assert duty.lead is not None  # noqa: S101 - every duty of a plan is made with its lead
        return Planned(directive, self._clause((duty,)), duty, duty.lead, None, directive.effective_from.on, due)

    def _keys_of_others(self) -> set[str]:
        """Keys under the directive that belong to something else than this plan."""
        row = Assignment
        return set(
            self.session.scalars(
                select(row.key).where(row.directive_id == self.directive.id, row.source != self.cited.key)
            )
        )

    def _store_assignments(self, planned: list[tuple[PlanItem, Planned]]) -> dict[str, int]:
        """Store the assignments, and return the first one of each task by its number."""
        if not planned:
            return {}
        session, charter = self.session, self.charter
        if (timetable := charter.timetable(self.cited.directive)) is not None:
            timetable.store(session)
        if session.get(PolicyVersion, charter.policy.version) is None:
            session.add(PolicyVersion(version=charter.policy.version, first_used_at=self.uow.recorded_at))
        session.flush()
        rows = []
        for item, one in planned:
            row = charter.row(one)
            source = {"source": self.cited.key, "directive_id": self.directive.id}
            cites = {"cites": f"{row['cites']}; {charter.cite(self.cited.cites)}, mục {item.printed}"}
            rows.append(row | source | cites | {"why": row["why"] | {"plan": self.cited.key, "item": item.printed}})
            self.done.given.append(
                Given(
                    item.printed, one.key, item.what, row["performer"], row["head"], one.due.until,
                    one.due.until <= self.as_of,
                )
            )  # fmt: skip
        session.execute(insert(Assignment), rows)
        named = select(Assignment.key, Assignment.id).where(Assignment.source == self.cited.key)
        ids: dict[str, int] = dict(session.execute(named).tuples().all())
        first: dict[str, int] = {}
        for item, one in planned:
            first.setdefault(item.number, ids[one.key])
        return first

    def _store_items(
        self, file: PlanFile, wanted: Iterable[PlanItem], first: dict[str, int], left: dict[str, Left]
    ) -> None:
        session, cited = self.session, self.cited
        if self.row is None:
            self.row = SourceRegister(
                key=cited.key,
                directive_id=self.directive.id,
                jurisdiction=self.charter.key,
                label=cited.plan.label,
                level=cited.plan.level,
                imported_at=self.as_of,
                file=file.name,
                digest=file.digest,
            )
            session.add(self.row)
        self.row.file, self.row.digest = file.name, file.digest
        session.flush()
        for item in wanted:
            content = item.facts() | {"left": left[item.number].cause if item.number in left else ""}
            before = self.known.get(item.number)
            if before is not None:
                before.content, before.assignment_id = content, first[item.number]
                continue
            session.add(
                SourceItem(
                    register_id=self.row.id, number=item.printed, content=content, assignment_id=first.get(item.number)
                )
            )
        session.flush()
        self.done.items = session.execute(
            select(func.count()).select_from(SourceItem).where(SourceItem.register_id == self.row.id)
        ).scalar_one()

    def _journal(self, file: PlanFile, added: int) -> None:
        cited, done = self.cited, self.done
        self.uow.note(
            "register",
            "import_plan",
            "",
            "",
            cited.key,
            at=self.as_of,
            by="system",
            details={
                "file": file.name,
                "digest": file.digest,
                "items": done.items,
                "added": added,
                "assigned": len(done.given),
                "unassigned": len(done.left),
            },
            cites=f"{self.charter.cite_clause(cited.directive, cited.clause)}; {self.charter.cite(cited.cites)}",
        )


def _facts(item: SourceItem) -> dict[str, Any]:
    """What the plan said of a task when it was taken in, without what became of it."""
    return {name: value for name, value in item.content.items() if name != "left"}
