"""The table of lawful moves, written from the laws."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, insert, select

from state_machines.assignment import ASSIGNMENT
from state_machines.directive import DIRECTIVE
from state_machines.escalation import ESCALATION
from state_machines.law import Law
from state_machines.receipt import RECEIPT
from workflows.register.tables import Move

LAWS: dict[str, Law] = {law.name: law for law in (ASSIGNMENT, DIRECTIVE, ESCALATION, RECEIPT)}
#: What is journalled without moving anything.
EVENTS = {
    "enroll": "Mặc định: khóa của người giữ chức danh",
    "set_aside": "Mặc định: dòng lỗi không chặn dòng khác",
    "import_plan": "Mặc định: nhiệm vụ của kế hoạch được dẫn chiếu, nhập từ tệp",
}


def lawful() -> Iterator[dict[str, object]]:
    """Yield every lawful move as a row of the table."""
    for law in LAWS.values():
        yield {
            "machine": law.name,
            "number": 0,
            "trigger": "create",
            "source": "",
            "dest": law.initial,
            "cites": "Mặc định: trạng thái ban đầu",
        }
        for number, rule in enumerate(law.rules, 1):
            yield {
                "machine": law.name,
                "number": number,
                "trigger": rule.trigger,
                "source": rule.source,
                "dest": rule.dest,
                "cites": rule.cites,
            }
    for number, (event, cites) in enumerate(EVENTS.items(), 1):
        yield {
            "machine": "register",
            "number": number,
            "trigger": event,
            "source": "",
            "dest": "",
            "cites": cites,
        }


def write(connection: Connection) -> None:
    """Add the moves that the database does not know yet; a move keeps the number it was first given.

    Raises:
        RuntimeError: when the database holds a move that the law does not; it was tampered with, or belongs to
            another version of the program.
    """
    columns = (Move.machine, Move.trigger, Move.source, Move.dest)
    known = {tuple(row) for row in connection.execute(select(*columns))}
    wanted = {(m["machine"], m["trigger"], m["source"], m["dest"]): m for m in lawful()}
    if strange := known - set(wanted):
        raise RuntimeError(f"lawful moves the law does not know: {sorted(strange)}")
    numbers = select(Move.machine, func.max(Move.number)).group_by(Move.machine)
    last: dict[str, int] = dict(connection.execute(numbers).tuples().all())
    missing = [move for key, move in wanted.items() if key not in known]
    for move in missing:
        machine = str(move["machine"])
        last[machine] = last[machine] + 1 if machine in last else int(str(move["number"]))
        move["number"] = last[machine]
    if missing:
        connection.execute(insert(Move), missing)
