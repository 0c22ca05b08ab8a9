"""The tables of the register.

Text columns that a guard reads are never NULL: the empty string says "none", `NEVER` says "not yet".
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import (
    JSON,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    SmallInteger,
    Text,
    UniqueConstraint,
    and_,
    case,
    exists,
    select,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, aliased, column_property, mapped_column

from workflows.register.columns import LONG_AGO, NEVER, Instant

#: States in which a countable assignment keeps its directive from being fully reported.
UNREPORTED = ("draft", "assigned", "in_progress", "returned", "referred", "suspended")


class Base(DeclarativeBase):
    """Names every constraint, so that migrations can find it on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {str: Text(), datetime: Instant(), dict[str, Any]: JSON(), list[Any]: JSON()}


class Move(Base):
    """One lawful move (`number` 0: the birth of a row); the journal refers to it, a trigger on each row enforces it."""

    __tablename__ = "move"
    __table_args__ = (UniqueConstraint("machine", "trigger", "source", "dest"),)

    machine: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    trigger: Mapped[str]
    source: Mapped[str]
    dest: Mapped[str]
    cites: Mapped[str]


class Timetable(Base):
    """When each step of a ladder falls for a deadline on `day`; frozen with the calendar it was made from."""

    __tablename__ = "timetable"

    timetable: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    step: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    said: Mapped[str]


class Ladder(Base):
    """The ladder that a timetable was made from, as it stood then."""

    __tablename__ = "ladder"

    timetable: Mapped[str] = mapped_column(primary_key=True)
    ladder: Mapped[str]
    calendar: Mapped[str]
    content: Mapped[dict[str, Any]]


class Directive(Base):
    """A directive that was published into the register."""

    __tablename__ = "directive"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    jurisdiction: Mapped[str]
    label: Mapped[str]
    state: Mapped[str] = mapped_column(default="draft")
    effective_at: Mapped[datetime]
    term_ends_at: Mapped[datetime]
    next_due_at: Mapped[datetime] = mapped_column(default=NEVER)
    cites: Mapped[str]
    policy: Mapped[str]

    if TYPE_CHECKING:  # rolled up from the assignments, below
        begun: int
        unreported: int
        unevaluated: int


class Receipt(Base):
    """One addressee of a directive (*nơi nhận*): what it was sent for, and whether it was read."""

    __tablename__ = "receipt"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    directive_id: Mapped[int] = mapped_column(ForeignKey("directive.id"))
    jurisdiction: Mapped[str]
    party: Mapped[str]
    label: Mapped[str]
    role: Mapped[str]
    provenance: Mapped[str]
    head: Mapped[str]
    state: Mapped[str] = mapped_column(default="sent")
    sent_at: Mapped[datetime]
    read_at: Mapped[datetime] = mapped_column(default=NEVER)
    read_by: Mapped[str] = mapped_column(default="")
    cites: Mapped[str]


class SourceRegister(Base):
    """A plan that a directive refers to, once its tasks were imported; without a row it is unknown, not zero."""

    __tablename__ = "source_register"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    directive_id: Mapped[int] = mapped_column(ForeignKey("directive.id"))
    jurisdiction: Mapped[str]
    label: Mapped[str]
    level: Mapped[str]
    file: Mapped[str]
    digest: Mapped[str]
    imported_at: Mapped[datetime]


class SourceItem(Base):
    """One task of an imported plan, as it stands in the file; those that nobody has stay here unassigned."""

    __tablename__ = "source_item"
    __table_args__ = (UniqueConstraint("register_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    register_id: Mapped[int] = mapped_column(ForeignKey("source_register.id"))
    number: Mapped[str]
    content: Mapped[dict[str, Any]]
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))


class Assignment(Base):
    """Everything that can be due: one row per duty, performer, line and period, and per duty that hangs on one."""

    __tablename__ = "assignment"
    __table_args__ = (
        Index(
            "ix_assignment_next_due_at",
            "next_due_at",
            sqlite_where=text("next_due_at < 253370764800"),
            postgresql_where=text("next_due_at < 253370764800"),
        ),
        Index(
            "ix_assignment_directive_id_state",
            "directive_id",
            "state",
            sqlite_where=text("countable = 1"),
            postgresql_where=text("countable = 1"),
        ),
        Index("ix_assignment_head_cut_off_day", "head", "cut_off_day"),
        Index(
            "ix_assignment_base_id",
            "base_id",
            sqlite_where=text("base_id IS NOT NULL"),
            postgresql_where=text("base_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    directive_id: Mapped[int] = mapped_column(ForeignKey("directive.id"))
    base_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    derived: Mapped[int] = mapped_column(SmallInteger, default=0)
    jurisdiction: Mapped[str]
    clause: Mapped[str]
    duty: Mapped[str]
    kind: Mapped[str]
    answered_by: Mapped[str]
    performer: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    line: Mapped[str] = mapped_column(default="administrative")
    period: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    result_required: Mapped[str] = mapped_column(default="")
    modality: Mapped[str] = mapped_column(default="must")
    provenance: Mapped[str] = mapped_column(default="document")
    firm: Mapped[int] = mapped_column(SmallInteger, default=1)
    countable: Mapped[int] = mapped_column(SmallInteger, default=0)
    acknowledge_first: Mapped[int] = mapped_column(SmallInteger, default=0)
    cites: Mapped[str]
    policy: Mapped[str]
    timetable: Mapped[str] = mapped_column(default="")
    head: Mapped[str]
    officer: Mapped[str] = mapped_column(default="")
    deputy: Mapped[str] = mapped_column(default="")
    coordinators: Mapped[str] = mapped_column(default="")
    watcher: Mapped[str] = mapped_column(default="")
    co_head: Mapped[str] = mapped_column(default="")
    co_authority: Mapped[str] = mapped_column(default="")
    monitor: Mapped[str] = mapped_column(default="")
    authority: Mapped[str] = mapped_column(default="")
    route_point: Mapped[str] = mapped_column(default="")
    passes_to: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="draft")
    resumes_to: Mapped[str] = mapped_column(default="")
    remaining: Mapped[int] = mapped_column(default=0)
    quota: Mapped[int] = mapped_column(SmallInteger, default=0)
    recorded: Mapped[int] = mapped_column(default=0)
    result: Mapped[str] = mapped_column(default="")
    cycle: Mapped[int] = mapped_column(SmallInteger, default=1)
    opens_at: Mapped[datetime]
    window_closes_at: Mapped[datetime] = mapped_column(default=NEVER)
    deadline: Mapped[datetime] = mapped_column(default=NEVER)
    cut_off_at: Mapped[datetime] = mapped_column(default=NEVER)
    cut_off_day: Mapped[int] = mapped_column(default=0)
    announced_at: Mapped[datetime] = mapped_column(default=LONG_AGO)
    reported_at: Mapped[datetime] = mapped_column(default=NEVER)
    received_at: Mapped[datetime] = mapped_column(default=NEVER)
    receipt: Mapped[int] = mapped_column(SmallInteger, default=0)
    closed_at: Mapped[datetime] = mapped_column(default=NEVER)
    next_due_at: Mapped[datetime] = mapped_column(default=NEVER)
    why: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Escalation(Base):
    """One rung on one breach in one cycle."""

    __tablename__ = "escalation"
    __table_args__ = (
        UniqueConstraint("assignment_id", "rung", "line", "cycle"),
        Index(
            "ix_escalation_due_at",
            "due_at",
            sqlite_where=text("due_at < 253370764800"),
            postgresql_where=text("due_at < 253370764800"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    jurisdiction: Mapped[str]
    rung: Mapped[str]
    line: Mapped[str] = mapped_column(default="administrative")
    ord: Mapped[int] = mapped_column(SmallInteger)
    cycle: Mapped[int] = mapped_column(SmallInteger)
    mode: Mapped[str]
    state: Mapped[str] = mapped_column(default="scheduled")
    addressee: Mapped[str]
    copies: Mapped[str] = mapped_column(default="")
    holder: Mapped[str] = mapped_column(default="")
    clerk: Mapped[str] = mapped_column(default="")
    redirected: Mapped[str] = mapped_column(default="")
    sooner: Mapped[str] = mapped_column(default="")
    due_at: Mapped[datetime]
    raised_at: Mapped[datetime] = mapped_column(default=NEVER)
    issued_at: Mapped[datetime] = mapped_column(default=NEVER)
    delivered_at: Mapped[datetime] = mapped_column(default=NEVER)
    answer: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    cites: Mapped[str]


class Report(Base):
    """One version of what a performer handed in."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("assignment_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    version: Mapped[int]
    at: Mapped[datetime]
    by: Mapped[str]
    content: Mapped[dict[str, Any]]


class Figure(Base):
    """One figure of a report: estimated while its window is open, official afterwards."""

    __tablename__ = "figure"
    __table_args__ = (UniqueConstraint("report_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    name: Mapped[str]
    value: Mapped[str]
    of: Mapped[str | None]
    nature: Mapped[str]


class JournalLine(Base):
    """One line of the journal; the database itself refuses to change or remove it."""

    __tablename__ = "journal"
    __table_args__ = (
        ForeignKeyConstraint(
            ["machine", "trigger", "source", "dest"],
            ["move.machine", "move.trigger", "move.source", "move.dest"],
        ),
        Index("ix_journal_subject", "subject"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    batch: Mapped[int]
    at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    machine: Mapped[str]
    subject: Mapped[str]
    trigger: Mapped[str]
    source: Mapped[str]
    dest: Mapped[str]
    by: Mapped[str]
    cites: Mapped[str]
    details: Mapped[dict[str, Any]]


class Seal(Base):
    """The seal of one batch of journal lines, chained to the one before and keyed from outside the database."""

    __tablename__ = "seal"

    batch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first_seq: Mapped[int]
    lines: Mapped[int]
    previous: Mapped[str]
    marks: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str]
    mac: Mapped[str]


class Notice(Base):
    """One thing to tell one post, written in the transaction that gave rise to it."""

    __tablename__ = "notice"
    __table_args__ = (
        Index(
            "ix_notice_not_before",
            "not_before",
            sqlite_where=text("state = 'queued'"),
            postgresql_where=text("state = 'queued'"),
        ),
        Index("ix_notice_subject", "subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    batch: Mapped[int]
    jurisdiction: Mapped[str]
    kind: Mapped[str]
    addressee: Mapped[str]
    copy: Mapped[int] = mapped_column(SmallInteger, default=0)
    subject: Mapped[str]
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    escalation_id: Mapped[int | None] = mapped_column(ForeignKey("escalation.id"))
    at: Mapped[datetime]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(default="queued")
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    not_before: Mapped[datetime] = mapped_column(default=LONG_AGO)
    leased_until: Mapped[datetime] = mapped_column(default=LONG_AGO)
    lease: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    message_id: Mapped[str] = mapped_column(default="")
    delivered_at: Mapped[datetime] = mapped_column(default=NEVER)


class Alert(Base):
    """One alert that a letter reached its end: for one letter and one address, which is known by its fingerprint only.

    It is no delivery of record, and nothing depends on it.
    """

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("message_id", "fingerprint"),
        Index(
            "ix_alert_not_before",
            "not_before",
            sqlite_where=text("state = 'queued'"),
            postgresql_where=text("state = 'queued'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    jurisdiction: Mapped[str]
    post: Mapped[str]
    message_id: Mapped[str]
    fingerprint: Mapped[str]
    scheme: Mapped[str]
    title: Mapped[str]
    on_paper: Mapped[int] = mapped_column(SmallInteger)
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="queued")
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    not_before: Mapped[datetime] = mapped_column(default=LONG_AGO)
    leased_until: Mapped[datetime] = mapped_column(default=LONG_AGO)
    lease: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime] = mapped_column(default=NEVER)


class Watermark(Base):
    """Up to when a jurisdiction has been swept."""

    __tablename__ = "watermark"

    jurisdiction: Mapped[str] = mapped_column(primary_key=True)
    as_of: Mapped[datetime]
    policy: Mapped[str] = mapped_column(default="")


class SetAside(Base):
    """A row that the database refused to move; sweeps leave it alone until it was mended and is removed here."""

    __tablename__ = "set_aside"

    machine: Mapped[str] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    fault: Mapped[str]


class Credential(Base):
    """The public key with which the holder of a post proves to be who acts."""

    __tablename__ = "credential"

    id: Mapped[int] = mapped_column(primary_key=True)
    jurisdiction: Mapped[str]
    post: Mapped[str]
    public_key: Mapped[str]
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime] = mapped_column(default=NEVER)


class Authenticator(Base):
    """The one-time codes of a post's holder: a salt and what was used; the secret itself is in no table."""

    __tablename__ = "authenticator"

    id: Mapped[int] = mapped_column(primary_key=True)
    jurisdiction: Mapped[str]
    post: Mapped[str]
    salt: Mapped[str]
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime] = mapped_column(default=NEVER)
    last_step: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(SmallInteger, default=0)
    locked_until: Mapped[datetime] = mapped_column(default=LONG_AGO)


class Door(Base):
    """One way to a proposal: a run that waits for its authority. A view; the proposal itself is the escalation."""

    __tablename__ = "door"
    __table_args__ = (UniqueConstraint("escalation_id", "round"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    escalation_id: Mapped[int] = mapped_column(ForeignKey("escalation.id"))
    jurisdiction: Mapped[str]
    paper: Mapped[str]
    holder: Mapped[str]
    round: Mapped[int]
    run: Mapped[str] = mapped_column(default="")
    next_answer: Mapped[int] = mapped_column(default=1)
    said: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime]
    ended_at: Mapped[datetime] = mapped_column(default=NEVER)
    ended: Mapped[str] = mapped_column(default="")


class PolicyVersion(Base):
    """A version of the policy under which something was assigned."""

    __tablename__ = "policy_version"

    version: Mapped[str] = mapped_column(primary_key=True)
    first_used_at: Mapped[datetime]


def _some(states: tuple[str, ...]) -> Any:
    """Return 1 where a countable assignment of the directive is in one of the states, else 0."""
    row = aliased(Assignment)
    mine = and_(row.directive_id == Directive.id, row.countable == 1, row.state.in_(states))
    return case((exists(select(row.id).where(mine)), 1), else_=0)


# Rolled up from the assignments, and read by the directive's law as if they were columns.
for _name, _states in (
    ("begun", ("in_progress", "reported", "evaluated", "returned")),
    ("unreported", UNREPORTED),
    ("unevaluated", ("reported",)),
):
    setattr(Directive, _name, column_property(_some(_states)))
