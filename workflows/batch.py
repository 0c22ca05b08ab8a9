"""One trigger, many rows: which rows a rule applies to, their journal lines, their notices.

The rows that move are set down once in a temporary table with the number of the rule that applies (captured before
anything changes), and every statement after that reads them from there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    text,
    type_coerce,
)
from sqlalchemy.orm import Session

from state_machines.law import SYSTEM, Law
from state_machines.statement import moves
from workflows.register.columns import Instant
from workflows.register.tables import Assignment, Escalation, JournalLine, Notice, SetAside
from workflows.register.unit_of_work import UnitOfWork

#: Condition that lets both databases use the partial index of what is due.
DUE_SOME_DAY = text("next_due_at < 253370764800")

_due = Table(
    "due",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("n", BigInteger, nullable=False),
    Column("rule", SmallInteger, nullable=False),
    prefixes=["TEMPORARY"],
)
DUE_IDS = select(_due.c.id)
#: The same id, written so that SQLite walks the few due rows and looks each up, never the other way round.
DUE_ID = literal_column("+due.id", Integer)


#: Assignments that sweeps leave alone.
SET_ASIDE = select(SetAside.row_id).where(SetAside.machine == "assignment")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows a sweep looks at: a jurisdiction, and a range of assignment ids (both ends included).

    What hangs on an assignment belongs to its range, and rows that were set aside belong to none.
    """

    jurisdiction: str
    lowest: int | None = None
    highest: int | None = None

    def of(self, rows: Any) -> list[Any]:
        """Return the conditions on assignments, or on escalations, which follow the assignment they are about."""
        found = [rows.jurisdiction == self.jurisdiction]
        found.append((rows.id if rows is Assignment else rows.assignment_id).not_in(SET_ASIDE))
        if self.lowest is None and self.highest is None:
            return found
        anchor: Any
        if rows is Assignment:
            anchor = func.coalesce(rows.base_id, rows.id)
        else:
            base = select(func.coalesce(Assignment.base_id, Assignment.id))
            anchor = base.where(Assignment.id == rows.assignment_id).scalar_subquery()
        if self.lowest is not None:
            found.append(anchor >= self.lowest)
        if self.highest is not None:
            found.append(anchor <= self.highest)
        return found


def said(value: str) -> Any:
    """Return a plain text as the database must be told it: typed, so that both know what it is."""
    return cast(literal(value), Text)


def instant(value: datetime) -> Any:
    """Return an instant as a typed literal for a column of a SELECT."""
    return type_coerce(literal(value, Instant()), Instant())


class Batch:
    """The rows that one trigger moves now."""

    def __init__(self, uow: UnitOfWork, law: Law, rows: type[Assignment] | type[Escalation]) -> None:
        """Take the transaction, the law and the mapped class whose rows move."""
        self.uow, self.law, self.rows = uow, law, rows
        self.session: Session = uow.session
        self.count = 0
        self._trigger = ""

    def gather(self, trigger: str, *, as_of: datetime, due: Sequence[Any], most: int) -> int:
        """Set down the rows that ``trigger`` applies to, in order of their keys.

        Args:
            trigger: the trigger of the law.
            as_of: the instant at which the law is asked (aware).
            due: conditions that find the candidates by an index.
            most: how many rows at the most; what is left comes with the next call.

        Returns:
            How many rows there are.
        """
        session, self._trigger = self.session, trigger
        if session.info.get("due") or not _fresh(session):
            session.execute(delete(_due))
        else:
            _due.create(session.connection(), checkfirst=False)
        session.info["due"] = True
        which = moves(self.law, self.rows, trigger, as_of=as_of, by=SYSTEM)
        chosen = select(self.rows.id, self.rows.key, which.rule.label("rule")).where(*due, which.where).limit(most)
        found = chosen.subquery()
        numbered = select(found.c.id, func.row_number().over(order_by=found.c.key), found.c.rule)
        written = insert(_due).from_select(["id", "n", "rule"], numbered)
        done = session.execute(written, execution_options={"preserve_rowcount": True})
        self.count = int(done.rowcount)  # type: ignore[attr-defined]
        if self.count:
            # Without knowing how few rows are due, both databases would rather walk all assignments.
            session.execute(text("ANALYZE due"))
        return self.count

    def journal(self, *, at: Any, details: Any, cites: Any) -> None:
        """Write one line for every row: the legal instant, the move of its rule, what it rests on."""
        rows, line = self.rows, JournalLine
        values: dict[Any, Any] = {
            line.seq: literal(self.uow.last_seq) + _due.c.n,
            line.batch: literal(self.uow.batch),
            line.at: at,
            line.recorded_at: instant(self.uow.recorded_at),
            line.machine: said(self.law.name),
            line.subject: rows.key,
            line.trigger: said(self._trigger),
            line.source: self._by_rule("source"),
            line.dest: self._by_rule("dest"),
            line.by: said(SYSTEM),
            line.cites: cites,
            line.details: details,
        }
        written = self._joined(*values.values())
        self.session.execute(insert(line).from_select(list(values), written.order_by(_due.c.n)))
        self.uow.wrote(self.count)

    def notify(self, kind: Any, *, to: Any, at: datetime, facts: Any, copy: bool = False, mark: Any = None) -> int:
        """Queue one notice for every row whose addressee ``to`` is not empty.

        Args:
            kind: which text of the wording; a plain text or a column.
            to: column with the addressee.
            at: the instant of the notice.
            facts: JSON object with what the text needs beside the row itself.
            copy: whether it is for information only.
            mark: what makes it different from another notice of the kind to the same post on the same row.

        Returns:
            How many were queued.
        """
        rows, notice = self.rows, Notice
        of = Escalation.assignment_id if rows is Escalation else rows.id
        kind = said(kind) if isinstance(kind, str) else kind
        key = rows.key + "|" + kind + "|" + to + ("|c" if copy else "|")
        values: dict[Any, Any] = {
            notice.key: key if mark is None else key + mark,
            notice.batch: literal(self.uow.batch),
            notice.jurisdiction: rows.jurisdiction,
            notice.kind: kind,
            notice.addressee: to,
            notice.copy: literal(int(copy)),
            notice.subject: rows.key,
            notice.assignment_id: of,
            notice.at: instant(at),
            notice.facts: facts,
            notice.state: said("queued"),
            notice.attempts: literal(0),
            notice.not_before: literal(0),
            notice.leased_until: literal(0),
            notice.lease: said(""),
            notice.channel: said(""),
            notice.evidence: said(""),
            notice.message_id: said(""),
            notice.delivered_at: literal(253370764800),
        }
        if rows is Escalation:
            values[notice.escalation_id] = rows.id
        written = self._joined(*values.values())
        chosen = written.where(to != "").order_by(_due.c.n)
        statement = insert(notice).from_select(list(values), chosen)
        # Without the option an INSERT that may give back keys does not say how many rows it wrote.
        done = self.session.execute(statement, execution_options={"preserve_rowcount": True})
        return int(done.rowcount)  # type: ignore[attr-defined]

    def _by_rule(self, end: str) -> Any:
        """Return the state at one end of the move that each row's rule makes."""
        ends = {self.law.number(rule): getattr(rule, end) for rule in self.law.of(self._trigger)}
        return case(*((_due.c.rule == number, said(state)) for number, state in ends.items()))

    def _joined(self, *values: Any) -> Any:
        joined = select(*values).select_from(_due).join(self.rows, self.rows.id == DUE_ID)
        if self.rows is Escalation:
            joined = joined.join(Assignment, Assignment.id == Escalation.assignment_id)
        return joined

    def due(self) -> Any:
        """Return the temporary table, to be joined by further statements (on `DUE_ID`)."""
        return _due


def _fresh(session: Session) -> bool:
    """Whether this connection has no temporary table yet."""
    if session.get_bind().dialect.name == "sqlite":
        found = session.execute(text("SELECT 1 FROM sqlite_temp_master WHERE name = 'due'")).first()
    else:
        found = session.execute(text("SELECT to_regclass('pg_temp.due')")).scalar()
    return found is None


__all__ = ["DUE_IDS", "DUE_SOME_DAY", "Batch", "Scope", "instant", "said"]
