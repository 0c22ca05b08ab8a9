"""Prove the journal: what was altered, removed, reordered, inserted or cut off, and where.

The anchors beside the database show a tail that was cut off or a register that was put back; the key outside the
database shows a journal that was hashed anew; the marks of each seal name the line that was touched.
"""

import contextlib
import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import BigInteger, select, type_coerce

from state_machines.assignment import ASSIGNMENT
from state_machines.directive import DIRECTIVE
from state_machines.escalation import ESCALATION
from state_machines.receipt import RECEIPT
from workflows.register import seal
from workflows.register.columns import NEVER, epoch
from workflows.register.moves import lawful
from workflows.register.tables import Assignment, Directive, Escalation, JournalLine, Move, Receipt, Seal
from workflows.register.unit_of_work import Register

#: Among how many touched lines a reordering is looked for.
REORDERED = 200

Kind = Literal["altered", "removed", "inserted", "reordered", "truncated", "seal", "anchor", "moves"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was sealed.

    Attributes:
        kind: what was done.
        message: Vietnamese sentence that says what and where.
        seq: number of the journal line, where one is meant.
        batch: number of the sealed batch, where one is meant.
    """

    kind: Kind
    message: str
    seq: int | None = None
    batch: int | None = None


def prove(register: Register, *, recorded_at: datetime) -> list[Finding]:
    """Prove the journal whole, or say what is not; a batch that is sealed while we look is no fault.

    Args:
        register: whose journal.
        recorded_at: the instant of looking (aware).

    Returns:
        What is not as it was sealed; an empty list proves it whole.
    """
    found = verify(register)
    if not found:
        return []
    # What seems wrong is looked at again while nobody writes. A register that another key has sealed takes no line at
    # all: then nobody disturbed the first look.
    with contextlib.suppress(seal.BadKey), register.write(recorded_at):
        return verify(register)
    return found


def verify(register: Register) -> list[Finding]:
    """Compare the whole journal with its seals, its anchors and the law, as they are at this moment."""
    with register.engine.connect().execution_options(namro_reading=True) as connection:
        seals = connection.execute(select(*Seal.__table__.columns).order_by(Seal.batch)).all()
        found = list(_lines(connection, seals))
        found += _seals(connection, seals, register.key)
        found += _anchors(register, seals)
        found += _moves(connection)
        found += _rows(connection)
    return found


def _lines(connection: Any, seals: Any) -> Iterator[Finding]:
    """Compare each line with the mark its seal keeps of it."""
    marks = {
        one.first_seq + n: (one.batch, one.marks[n * seal.MARK : (n + 1) * seal.MARK])
        for one in seals
        for n in range(min(one.lines, len(one.marks) // seal.MARK))
    }
    last, seen, moved = max(marks, default=0), set(), {}
    wholes: dict[int, Any] = defaultdict(hashlib.sha256)
    for line in seal.read(connection):
        seq = line[0]
        seen.add(seq)
        if seq not in marks:
            where = "sau dòng cuối cùng đã niêm phong" if seq > last else "giữa các dòng đã niêm phong"
            yield Finding("inserted", f"dòng {seq} được chèn vào {where}, không có niêm phong nào", seq)
            continue
        batch, mark = marks[seq]
        one = seal.digest(line)
        wholes[batch].update(one)
        if one[: seal.MARK] != mark or line[1] != batch:
            moved[seq] = line
    yield from _altered(moved, marks)
    faulty = {marks[seq][0] for seq in {*moved, *(set(marks) - seen)}}
    for sealed in seals:
        if sealed.batch not in faulty and wholes[sealed.batch].hexdigest() != sealed.digest:
            yield Finding("altered", f"lô {sealed.batch} có dòng đã bị sửa sau khi niêm phong", batch=sealed.batch)
    for seq in sorted(set(marks) - seen):
        yield Finding("removed", f"dòng {seq} đã bị xóa", seq, marks[seq][0])


def _altered(touched: dict[int, Any], marks: dict[int, tuple[int, bytes]]) -> Iterator[Finding]:
    """Tell a line that stands at another's place from one whose content was changed."""
    # With very many touched lines nobody asks which stands where; comparing all with all would take for ever.
    compared = sorted(touched)[:REORDERED]
    for seq, line in sorted(touched.items()):
        home = next((o for o in compared if o != seq and _mark_at(line, o, marks[o][0]) == marks[o][1]), None)
        if home is not None:
            yield Finding("reordered", f"dòng {seq} mang nội dung của dòng {home}", seq, marks[seq][0])
        else:
            yield Finding("altered", f"dòng {seq} đã bị sửa sau khi niêm phong", seq, marks[seq][0])


def _mark_at(line: Any, seq: int, batch: int) -> bytes:
    return seal.digest((seq, batch, *line[2:]))[: seal.MARK]


def _seals(connection: Any, seals: Any, key: bytes) -> Iterator[Finding]:
    """Follow the chain of seals, and prove each with the key."""
    previous, expected_batch, expected_seq = "", 1, 1
    for one in seals:
        if one.batch != expected_batch:
            yield Finding("seal", f"thiếu niêm phong của lô {expected_batch}", batch=expected_batch)
        elif one.previous != previous:
            yield Finding("seal", f"niêm phong của lô {one.batch} không nối với lô trước", batch=one.batch)
        if one.first_seq != expected_seq and one.batch == expected_batch:
            yield Finding("seal", f"lô {one.batch} không bắt đầu ở dòng {expected_seq}", expected_seq, one.batch)
        if not hmac.compare_digest(_mac(one, key).encode(), str(one.mac).encode()):
            yield Finding("seal", f"niêm phong của lô {one.batch} không đúng khóa hoặc đã bị sửa", batch=one.batch)
        previous, expected_batch, expected_seq = one.mac, one.batch + 1, one.first_seq + one.lines


def _mac(one: Any, key: bytes) -> str:
    return seal.mac(
        key,
        batch=one.batch,
        first=one.first_seq,
        lines=one.lines,
        previous=one.previous,
        digest=one.digest,
        marks=one.marks,
    )


def _anchors(register: Register, seals: Any) -> Iterator[Finding]:
    """Hold the seals against the anchors kept outside the database."""
    known = {one.batch: one.mac for one in seals}
    last_seq = max((one.first_seq + one.lines - 1 for one in seals), default=0)
    cut: list[dict[str, Any]] = []
    if seals and not register.anchors.exists():
        yield Finding(
            "anchor",
            f"không có tệp mốc neo {register.anchors}: chưa chứng minh được phần cuối nhật ký còn đủ; "
            "hãy đặt lại tệp đó",
        )
    for anchor in register.anchored():
        if "batch" not in anchor:
            yield Finding("anchor", f"mốc neo không đọc được: {anchor['torn']}")
        elif anchor["batch"] not in known:
            cut.append(anchor)
        elif known[anchor["batch"]] != anchor["mac"]:
            yield Finding(
                "anchor",
                f"lô {anchor['batch']} khác với mốc neo ghi lúc {anchor['at']}: nhật ký đã bị viết lại",
                batch=anchor["batch"],
            )
    if cut:
        yield Finding(
            "truncated",
            f"nhật ký bị cắt: mốc neo có đến dòng {cut[-1]['last_seq']} (lô {cut[-1]['batch']}), sổ chỉ còn đến dòng "
            f"{last_seq}",
            last_seq + 1,
            cut[0]["batch"],
        )


def _moves(connection: Any) -> Iterator[Finding]:
    """Hold the table of lawful moves against the law."""
    known = {tuple(r) for r in connection.execute(select(Move.machine, Move.trigger, Move.source, Move.dest))}
    law = {(m["machine"], m["trigger"], m["source"], m["dest"]) for m in lawful()}
    for machine, trigger, source, dest in sorted(known - law):
        yield Finding("moves", f"bảng bước hợp lệ có bước lạ: {machine} {trigger} {source} → {dest}")
    for machine, trigger, source, dest in sorted(law - known):
        yield Finding("moves", f"bảng bước hợp lệ thiếu bước: {machine} {trigger} {source} → {dest}")


def _rows(connection: Any) -> Iterator[Finding]:
    """Hold each row against what the journal says of it: its state, and the deadline it was opened with."""
    line = JournalLine
    last: dict[str, str] = {}
    opened: dict[str, str | None] = {}
    missed: dict[str, set[object]] = defaultdict(set)
    # As it is stored: what somebody wrote there need not be an instant.
    stored = type_coerce(line.at, BigInteger)
    for subject, trigger, dest, at, details in connection.execute(
        select(line.subject, line.trigger, line.dest, stored, line.details).where(line.dest != "").order_by(line.seq)
    ):
        last[subject] = dest
        if trigger == "open" and isinstance(details, dict):
            opened[subject] = details.get("deadline")
        elif trigger in ("resume", "answer_referral"):
            opened.pop(subject, None)
        elif trigger == "assess" and isinstance(details, dict) and details.get("verdict") == "not_met":
            missed[subject].add(at)  # a target is due at the instant at which it was missed
    moved = ((Assignment, ASSIGNMENT), (Escalation, ESCALATION), (Directive, DIRECTIVE), (Receipt, RECEIPT))
    for table, law in moved:
        for key, state in connection.execute(select(table.key, table.state)):
            told = last.get(key, law.initial)
            if state != told:
                yield Finding("altered", f"{key} đang ở trạng thái {state} nhưng nhật ký ghi {told}")
    row = Assignment
    own = select(row.key, row.kind, row.deadline).where(row.derived == 0, row.state != "draft")
    for key, kind, deadline in connection.execute(own):
        # A target is opened with the day on which it will be judged; it has a deadline only once it was missed.
        said = None if kind == "target" else opened.get(key, deadline)
        meant = datetime.fromisoformat(said) if isinstance(said, str) else said
        if (meant or NEVER) != deadline and epoch(deadline) not in missed[key]:
            yield Finding("altered", f"thời hạn của {key} khác với thời hạn ghi trong nhật ký khi mở nhiệm vụ")
