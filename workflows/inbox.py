"""The watched folder: what is put there as files of acts is recorded once, and each file is answered.

``<inbox>/<post>/*.csv|*.xlsx|*.jsonl``; the folder says who enters it, so who may write there is for the operating
system to guard; what they may enter for others is for the policy to say, as at the desk. A file that was recorded lies
in ``da-ghi``, one whose every line was refused in ``tu-choi``, a faulty one in ``loi``, each beside what became of it.
That a file was read is remembered nowhere but in the journal: an act that stands there is not recorded twice.
"""

import csv
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from workflows.act import apply
from workflows.acts import Act, Outcome
from workflows.acts_file import ActFault, ActsFileError, read_acts
from workflows.alarms import alarm
from workflows.charter import Charter
from workflows.clerks import in_office, refusal
from workflows.desk_entry import BadEntry
from workflows.letters import happened
from workflows.register.moves import LAWS
from workflows.register.unit_of_work import Register
from workflows.working_time import ZONE, day_of

SUFFIXES = (".csv", ".xlsx", ".jsonl")
RECORDED, REFUSED, FAULTY = "da-ghi", "tu-choi", "loi"
#: What stands behind the name of a file in the name of its answer.
ANSWER = ".ket-qua.txt"
#: A file that was changed less than this ago may still be on its way.
SETTLES = timedelta(seconds=5)
AGAIN = (
    "đã có trong sổ từ trước (cùng lúc, cùng người, cùng việc), không ghi lần hai; nội dung khác thì phải ghi với thời "
    "điểm của chính nó"
)
#: How the names of files begin that are not there to be read.
NOT_OURS = (".", "~$")
#: What only the holder does by hand, though the law asks for no proof.
BY_HAND = ("sign", "waive")
HELD = "Ký hoặc bỏ qua một văn bản là việc của chính người đang giữ văn bản, không ghi thay được."


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file.

    Attributes:
        post: the post in whose folder it lay.
        name: its name.
        recorded: how many of its acts were recorded.
        repeated: how many stood in the journal before.
        refused: how many the law refused.
        faults: how many faults kept it from being read at all.
        answer: where the answer lies, below the inbox; empty where the file was left alone.
        left: why it was left alone; empty where it was not.
    """

    post: str
    name: str
    recorded: int = 0
    repeated: int = 0
    refused: int = 0
    faults: int = 0
    answer: str = ""
    left: str = ""


def read_inbox(register: Register, charter: Charter, inbox: Path, *, now: datetime) -> list[Taken]:
    """Record what lies in the inbox of one jurisdiction, file by file, and put each file away with its answer.

    Args:
        register: where.
        charter: the jurisdiction's policy.
        inbox: the folder that is watched.
        now: the present instant (aware).

    Returns:
        What became of each file, those left alone included, in order of folders and names.
    """
    taken: list[Taken] = []
    for folder in sorted(path for path in inbox.iterdir() if path.is_dir() and not path.name.startswith(NOT_OURS)):
        post = charter.jurisdiction.organization.post(folder.name)
        if post is None and _is_elsewhere(charter, folder.name):
            continue  # a post of another jurisdiction that shares this inbox
        try:
            if post is None:
                raise BadEntry(f"«{folder.name}» không phải mã của một chức danh.")
            in_office(charter, post.key, day_of(now))
            files = _files(folder)
        except OSError as fault:
            why = f"không mở được thư mục ({fault.strerror}); hãy kiểm tra quyền truy cập."
            _tell(register, charter, folder, why, now)
            taken.append(Taken(folder.name, ".", left=why))
            continue
        except BadEntry as fault:
            files = _files(folder)
            _tell(register, charter, folder, str(fault), now)
            taken += [Taken(folder.name, path.name, left=str(fault)) for path in files]
            continue
        taken += [_take(register, charter, path, now) for path in files]
    return taken


def _files(folder: Path) -> list[Path]:
    """Return the files of a folder that are meant for the register, in order of their names."""
    return [path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith(NOT_OURS)]


def _tell(register: Register, charter: Charter, folder: Path, why: str, now: datetime) -> None:
    """Tell the operator of a folder that is nobody's, once."""
    with register.write(now) as uow:
        said = (
            f"Hộp thư có thư mục «{folder.name}» mà không đọc được: {why} Tên thư mục phải là mã của chức danh đương "
            f"nhiệm; hãy đổi tên thư mục hoặc chuyển các tệp trong đó đi. Chưa ghi gì từ thư mục này."
        )
        if alarm(uow, charter.key, "inbox-folder", f"{charter.key}/{folder.name}", said, at=now):
            uow.commit()


def _take(register: Register, charter: Charter, path: Path, now: datetime) -> Taken:
    """Record one file and put it away; whatever it does to us, the files after it are read."""
    post, name = path.parent.name, os.fsencode(path.name).decode(errors="replace")
    try:
        if left := _left(path, name, now):
            return Taken(post, name, left=left)
        return _recorded(register, charter, path, now)
    except FileNotFoundError:
        return Taken(post, name, left="một lượt đọc khác đã lấy tệp này")
    except OSError as fault:
        return Taken(post, name, left=f"không đọc hoặc chuyển được tệp: {fault.strerror}")
    except Exception as fault:
        what = f"{type(fault).__name__}: {fault}"
        said = f"Hộp thư: tệp «{post}/{name}» làm máy gặp lỗi ({what}); các tệp khác vẫn được đọc. Hãy lấy tệp ấy ra."
        with register.write(now) as uow:
            if alarm(uow, charter.key, "inbox-file", f"{charter.key}/{post}/{name}", said, at=now):
                uow.commit()
        return Taken(post, name, left=f"máy gặp lỗi khi đọc ({what}); hãy lấy tệp ra và báo người vận hành")


def _left(path: Path, name: str, now: datetime) -> str:
    """Say why a file is left alone before it is read; empty where it is not."""
    if name != path.name:
        return "tên tệp không phải UTF-8, thường do chép từ máy cũ; hãy đổi tên tệp"
    if path.suffix.lower() not in SUFFIXES:
        return f"chỉ đọc tệp {', '.join(SUFFIXES)}; hãy lưu lại hoặc lấy tệp ra"
    if path.is_symlink():
        return "là liên kết đến tệp khác; hãy chép chính tệp vào đây"
    if datetime.fromtimestamp(_state(path)[0] / 1e9, ZONE) > now - SETTLES:
        return "vừa được ghi, có thể còn đang chép; sẽ đọc lần sau"
    return ""


def _recorded(register: Register, charter: Charter, path: Path, now: datetime) -> Taken:
    post, name, before = path.parent.name, path.name, _state(path)
    try:
        acts = _read(charter, path)
    except ActsFileError as faulty:
        said = [str(one).replace(f"{path.parent.parent}{os.sep}", "") for one in faulty.faults]
        return Taken(post, name, faults=len(said), answer=_put_away(path, FAULTY, _faulty(path, said, now), now))
    if acts is None:
        return Taken(post, name, left="là tệp của địa phương khác dùng chung hộp thư này")
    told = _record(register, charter, acts, post, now)
    if _state(path) != before:
        return Taken(post, name, left="đang được ghi thêm; sẽ đọc lần sau")
    where = REFUSED if all(one.refused for one in told) else RECORDED
    answer = _put_away(path, where, _answer(path, told, now), now)
    recorded = sum(not one.refused and not one.repeated for one in told)
    repeated, refused = sum(one.repeated for one in told), sum(bool(one.refused) for one in told)
    return Taken(post, name, recorded, repeated, refused, answer=answer)


def _state(path: Path) -> tuple[int, int]:
    """Return what changes when a file does."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _is_elsewhere(charter: Charter, post: str) -> bool:
    """Tell whether a post is one of another jurisdiction of the policy."""
    others = (one for key, one in charter.policy.jurisdictions.items() if key != charter.key)
    return any(one.organization.post(post) is not None for one in others)


def _read(charter: Charter, path: Path) -> list[Act] | None:
    """Read a file of this jurisdiction's acts; None for a file that is another jurisdiction's.

    Raises:
        ActsFileError: naming every faulty line.
    """
    try:
        acts = read_acts(path)
    except csv.Error as fault:
        raise ActsFileError([ActFault(f"{path}:1", f"không đọc được bảng: {fault}")]) from None
    places = {act.on.partition("/")[0] for act in acts}
    if len(places) == 1 and charter.key not in places and places <= charter.policy.jurisdictions.keys():
        return None
    strange = [act for act in acts if not act.on.startswith(f"{charter.key}/")]
    if strange:
        words = f"không thuộc {charter.jurisdiction.organization.label}; mã phải bắt đầu bằng {charter.key}/"
        raise ActsFileError([ActFault(act.where, f"on «{act.on}» {words}") for act in strange])
    if not acts:
        raise ActsFileError([ActFault(f"{path}:1", "tệp không có dòng nào để ghi")])
    return acts


def _record(register: Register, charter: Charter, acts: Iterable[Act], post: str, now: datetime) -> list[Outcome]:
    """Record acts under the post that entered them, and return what became of each, in the order of the file."""
    told: dict[str, Outcome] = {}
    entered = [replace(act, entered_by=post) for act in acts]
    # One after the other in time: whom an act names as officer may have done the next one.
    for act in sorted(entered, key=lambda one: one.at):
        with register.read(now) as uow:
            why = HELD if act.act in BY_HAND and act.by != post else refusal(uow, charter, act, day_of(now))
        told[act.where] = Outcome(act, refused=why) if why else apply(register, charter, [act], recorded_at=now)[0]
    return [told[act.where] for act in entered]


# ------------------------------------------------------------ the answer


def _answer(path: Path, told: list[Outcome], now: datetime) -> str:
    """Write what became of each line of a file."""
    lines = [f"{path.name}: kết quả ghi sổ, {happened(now)}", ""]
    for one in told:
        number = one.act.where.rpartition(":")[2]
        done = AGAIN if one.repeated else f"đã ghi: {_state_said(one)}"
        words = f"TỪ CHỐI: {one.refused}" if one.refused else done
        lines.append(f"Dòng {number}: {one.act.on} – {words}")
    return "\n".join(lines) + "\n"


def _state_said(outcome: Outcome) -> str:
    """Say what an act led to; the law that knows its trigger knows the state."""
    act = outcome.act.act
    for law in LAWS.values():
        if any(rule.dest == outcome.dest for rule in law.of(act)):
            return f"{law.triggers[act]}, nay là «{law.states[outcome.dest]}»"
    return act


def _faulty(path: Path, faults: list[str], now: datetime) -> str:
    """Write why a file was not read."""
    head = f"{path.name}: có lỗi, không ghi dòng nào, {happened(now)}. Hãy sửa rồi đặt lại vào thư mục."
    return "\n".join([head, "", *faults]) + "\n"


def _put_away(path: Path, where: str, answer: str, now: datetime) -> str:
    """Move a file away and lay its answer beside it; return where the answer lies, below the inbox.

    The answer comes first: whoever finds the file moved finds the answer as well, whenever this was cut short.

    Raises:
        OSError: when either cannot be written; the file then lies where it lay.
    """
    home = path.parent / where
    home.mkdir(exist_ok=True)
    stamp, again = f"{now.astimezone(ZONE):%Y%m%d-%H%M%S}", 1
    while (put := home / f"{stamp}-{path.name}").exists() or (said := put.with_name(put.name + ANSWER)).exists():
        again += 1
        stamp = f"{now.astimezone(ZONE):%Y%m%d-%H%M%S}-{again}"
    writing = said.with_name(f".{said.name}")
    writing.write_text(answer, encoding="utf-8")
    writing.replace(said)
    try:
        path.replace(put)
    except OSError:
        said.unlink()
        raise
    return str(said.relative_to(path.parent.parent))
