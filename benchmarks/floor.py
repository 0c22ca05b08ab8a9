"""The floor: one UPDATE and two INSERT … SELECT in one transaction, on bare tables of the same shape."""

import time

from sqlalchemy import Engine, text

TABLES = (
    "CREATE TABLE floor_journal AS SELECT * FROM journal WHERE 1 = 0",
    "CREATE INDEX floor_journal_subject ON floor_journal (subject)",
    "CREATE TABLE floor_notice AS SELECT * FROM notice WHERE 1 = 0",
    "CREATE UNIQUE INDEX floor_notice_key ON floor_notice (key)",
)
_NOTICE = """
INSERT INTO floor_notice (key, batch, jurisdiction, kind, addressee, copy, subject, assignment_id, at, facts, state,
  attempts, not_before, leased_until, lease, channel, evidence, message_id, delivered_at)
SELECT key || '|warn|' || head, 1, jurisdiction, 'warn', head, 0, key, id, :as_of, '{}', 'queued',
  0, 0, 0, '', '', '', '', 253370764800 FROM assignment WHERE next_due_at <= :as_of
"""
_JOURNAL = """
INSERT INTO floor_journal (seq, batch, at, recorded_at, machine, subject, trigger, source, dest, by, cites, details)
SELECT id, 1, :as_of, :as_of, 'assignment', key, 'warn', state, state, 'system', cites, '{}'
FROM assignment WHERE next_due_at <= :as_of
"""
_UPDATE = "UPDATE assignment SET next_due_at = :later WHERE next_due_at <= :as_of"


def prepare(engine: Engine) -> None:
    """Make the bare tables."""
    with engine.begin() as connection:
        for statement in TABLES:
            connection.execute(text(statement))


def run(engine: Engine, as_of: int, later: int) -> float:
    """Do the work of one sweep of reminders with bare SQL, and return the seconds it took."""
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM floor_journal"))
        connection.execute(text("DELETE FROM floor_notice"))
    started = time.perf_counter()
    with engine.begin() as connection:
        connection.execute(text(_JOURNAL.replace("'{}'", _json(engine))), {"as_of": as_of})
        connection.execute(text(_NOTICE.replace("'{}'", _json(engine))), {"as_of": as_of})
        connection.execute(text(_UPDATE), {"as_of": as_of, "later": later})
    return time.perf_counter() - started


def _json(engine: Engine) -> str:
    """The same details as the sweep writes."""
    name = "json_object" if engine.dialect.name == "sqlite" else "json_build_object"
    at = "CAST(cut_off_at AS TEXT)"
    return f"{name}('addressee', head, 'deadline', {at}, 'working_days', '5')"
