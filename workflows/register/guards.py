"""What the database itself refuses, in the words of each database.

Raw SQL cannot move a row where the law has no move, give birth to a row in the middle of its life, delete one, or
touch a line of the journal, a seal or a lawful move.
"""

from sqlalchemy import Connection, text

#: Tables whose ``state`` moves only along the table of lawful moves; the machine bears the table's name.
MOVED = ("assignment", "escalation", "directive", "receipt")
#: Tables that only ever grow.
APPENDED = ("journal", "seal", "move")
#: When a row is there already: SQLite's REPLACE deletes it without asking any trigger but this one.
SAME = {
    "journal": "seq = NEW.seq",
    "seal": "batch = NEW.batch",
    "move": "(machine = NEW.machine AND number = NEW.number) OR (machine = NEW.machine AND trigger = NEW.trigger "
    "AND source = NEW.source AND dest = NEW.dest)",
} | dict.fromkeys(MOVED, "id = NEW.id OR key = NEW.key")

_SQLITE_APPENDED = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table}: chỉ được ghi thêm'); END
"""
_SQLITE_NOT_REPLACED = """
CREATE TRIGGER IF NOT EXISTS {table}_not_replaced BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{table}: chỉ được ghi thêm, dòng này đã có'); END
"""
_SQLITE_LAWFUL = """
CREATE TRIGGER IF NOT EXISTS journal_lawful BEFORE INSERT ON journal
WHEN NOT EXISTS (SELECT 1 FROM move WHERE machine = NEW.machine AND trigger = NEW.trigger
  AND source = NEW.source AND dest = NEW.dest)
BEGIN SELECT RAISE(ABORT, 'journal: không có bước hợp lệ nào như vậy'); END
"""
_SQLITE_NAMED = """
CREATE TRIGGER IF NOT EXISTS {table}_named BEFORE UPDATE OF id, key ON {table}
WHEN OLD.id <> NEW.id OR OLD.key <> NEW.key
BEGIN SELECT RAISE(ABORT, '{table}: không được đổi mã'); END
"""
_SQLITE_BIRTH = """
CREATE TRIGGER IF NOT EXISTS {table}_birth BEFORE INSERT ON {table}
WHEN NOT EXISTS (SELECT 1 FROM move WHERE machine = '{table}' AND source = '' AND dest = NEW.state)
BEGIN SELECT RAISE(ABORT, '{table}: trạng thái ban đầu không hợp lệ'); END
"""
_SQLITE_MOVE = """
CREATE TRIGGER IF NOT EXISTS {table}_move BEFORE UPDATE OF state ON {table}
WHEN OLD.state <> NEW.state AND NOT EXISTS
  (SELECT 1 FROM move WHERE machine = '{table}' AND source = OLD.state AND dest = NEW.state)
BEGIN SELECT RAISE(ABORT, '{table}: bước chuyển không hợp lệ'); END
"""
_SQLITE_KEPT = """
CREATE TRIGGER IF NOT EXISTS {table}_kept BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table}: không được xóa'); END
"""

_POSTGRES_FUNCTIONS = (
    """
CREATE OR REPLACE FUNCTION namro_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%: chỉ được ghi thêm', TG_TABLE_NAME; END $$
""",
    """
CREATE OR REPLACE FUNCTION namro_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%: không được xóa', TG_TABLE_NAME; END $$
""",
    """
CREATE OR REPLACE FUNCTION namro_birth() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM move WHERE machine = TG_TABLE_NAME AND source = '' AND dest = NEW.state) THEN
    RAISE EXCEPTION '%: trạng thái ban đầu không hợp lệ', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$
""",
    """
CREATE OR REPLACE FUNCTION namro_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS
    (SELECT 1 FROM move WHERE machine = TG_TABLE_NAME AND source = OLD.state AND dest = NEW.state) THEN
    RAISE EXCEPTION '%: bước chuyển không hợp lệ', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$
""",
)
_POSTGRES_NAMED = """
CREATE OR REPLACE FUNCTION namro_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%: không được đổi mã', TG_TABLE_NAME; END $$
"""
_POSTGRES_APPENDED = (
    "CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION namro_append_only()",
    "CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION namro_append_only()",
)
_POSTGRES_MOVED = (
    "CREATE OR REPLACE TRIGGER {table}_birth BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION namro_birth()",
    "CREATE OR REPLACE TRIGGER {table}_move BEFORE UPDATE OF state ON {table} "
    "FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION namro_move()",
    "CREATE OR REPLACE TRIGGER {table}_named BEFORE UPDATE OF id, key ON {table} "
    "FOR EACH ROW WHEN (OLD.id <> NEW.id OR OLD.key <> NEW.key) EXECUTE FUNCTION namro_named()",
    "CREATE OR REPLACE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION namro_kept()",
    "CREATE OR REPLACE TRIGGER {table}_kept_whole BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION namro_kept()",
)


def statements(dialect: str) -> list[str]:
    """Return the statements that put the guards in place on ``sqlite`` or ``postgresql``; they may run again."""
    if dialect == "sqlite":
        made = [_SQLITE_APPENDED.format(table=table, verb=verb) for table in APPENDED for verb in ("UPDATE", "DELETE")]
        made += [_SQLITE_NOT_REPLACED.format(table=table, same=same) for table, same in SAME.items()]
        made.append(_SQLITE_LAWFUL)
        moved = (_SQLITE_BIRTH, _SQLITE_MOVE, _SQLITE_KEPT, _SQLITE_NAMED)
        return made + [one.format(table=table) for table in MOVED for one in moved]
    made = [*_POSTGRES_FUNCTIONS, _POSTGRES_NAMED]
    made += [one.format(table=table) for table in APPENDED for one in _POSTGRES_APPENDED]
    return made + [one.format(table=table) for table in MOVED for one in _POSTGRES_MOVED]


def put_up(connection: Connection) -> None:
    """Put every guard in place; to be called after each migration, as recreating a table drops its triggers."""
    for statement in statements(connection.dialect.name):
        connection.execute(text(statement))
