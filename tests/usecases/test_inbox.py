"""The watched folder: each file is recorded once, put away, and answered line by line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from tests.usecases.office import DIRECTIVE, Office, fetch, policy, report, vn
from workflows import codes
from workflows.charter import Charter
from workflows.inbox import AGAIN, Taken, read_inbox
from workflows.register.tables import Notice

OfficeAt = Callable[..., Office]
CLERK = "van_phong_thong_ke"
NOW = "2024-03-11 09:00"


def act(by: str, trigger: str, on: str, at: str = "2024-03-08T15:30:00+07:00", **content: Any) -> dict[str, Any]:
    """Return one line of a file."""
    return {"at": at, "by": by, "act": trigger, "on": on, "with": content}


def put(inbox: Path, name: str, *lines: Any, post: str = CLERK, age: float = 60, now: str = NOW) -> Path:
    """Lay a file into a clerk's folder, as old as said."""
    path = inbox / post / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\n".join(one if isinstance(one, bytes) else orjson.dumps(one) for one in lines) + b"\n")
    touch(path, age, now)
    return path


def touch(path: Path, age: float, now: str = NOW) -> None:
    """Make a file as old as said."""
    when = (vn(now) - timedelta(seconds=age)).timestamp()
    os.utime(path, (when, when))


def read(office: Office, inbox: Path) -> list[Taken]:
    """Read the inbox now."""
    return read_inbox(office.register, office.charter, inbox, now=office.now)


def answer(inbox: Path, taken: Taken) -> str:
    """Return what stands in the answer to a file."""
    return (inbox / taken.answer).read_text("utf-8")


def names(folder: Path) -> list[str]:
    """Return the names in a folder, hidden ones included."""
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_recorded_put_away_and_answered(office_at: OfficeAt, tmp_path: Path) -> None:
    """What the law allows is recorded under the clerk, what it refuses is answered with its sentence, line by line."""
    office, inbox = office_at(NOW), tmp_path / "hop-thu"
    good = act("tu_phap", "report", report("tu_phap"), sections=["Đề cương"])
    # The later line stands first: the answer keeps the order of the file.
    put(inbox, "viec.jsonl", act(CLERK, "receive", report("tu_phap"), "2024-03-08T16:00:00+07:00"), good, b"", good)
    put(inbox, "sai.jsonl", act("tai_chinh", "report", report("tu_phap")))

    wrong, taken = read(office, inbox)

    assert (taken.recorded, taken.repeated, taken.refused, taken.faults) == (2, 1, 0, 0)
    assert answer(inbox, taken).splitlines() == [
        "viec.jsonl: kết quả ghi sổ, 09 giờ 00 ngày 11/03/2024",
        "",
        f"Dòng 1: {report('tu_phap')} – đã ghi: tiếp nhận báo cáo, nay là «đã báo cáo»",
        f"Dòng 2: {report('tu_phap')} – đã ghi: báo cáo, nay là «đã báo cáo»",
        f"Dòng 4: {report('tu_phap')} – {AGAIN}",
    ]
    assert (wrong.recorded, wrong.refused) == (0, 1)
    assert "TỪ CHỐI: " in answer(inbox, wrong)
    assert "người đứng đầu" in answer(inbox, wrong)
    assert names(inbox / CLERK) == ["da-ghi", "tu-choi"]
    assert names(inbox / CLERK / "tu-choi") == ["20240311-090000-sai.jsonl", "20240311-090000-sai.jsonl.ket-qua.txt"]
    assert names(inbox / CLERK / "da-ghi") == [
        "20240311-090000-viec.jsonl",
        "20240311-090000-viec.jsonl.ket-qua.txt",
    ]
    mine = [line for line in office.register_lines() if line.subject == report("tu_phap") and line.by != "system"]
    assert [(line.trigger, line.by, line.details["entered_by"]) for line in mine] == [
        ("report", "tu_phap", CLERK),
        ("receive", CLERK, CLERK),
    ]


def test_a_table_is_read_like_lines(lite_office_at: OfficeAt, tmp_path: Path) -> None:
    """A CSV file, as a spreadsheet writes it, is recorded as well."""
    office, inbox = lite_office_at(NOW), tmp_path / "hop-thu"
    put(
        inbox,
        "Bảng.CSV",
        b"\xef\xbb\xbfat,by,act,on,with",
        f"2024-03-08T15:30:00+07:00,tu_phap,report,{report('tu_phap')},".encode(),
    )
    (taken,) = read(office, inbox)
    assert (taken.recorded, taken.answer) == (1, f"{CLERK}/da-ghi/20240311-090000-Bảng.CSV.ket-qua.txt")


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        ("a.jsonl", b"{", "không phải JSON"),
        ("a.jsonl", b'{"at": "2024-03-08", "by": "x", "act": "report", "on": "y"}', "thiếu múi giờ"),
        ("a.jsonl", orjson.dumps(act("tu_phap", "report", "cam_giang/2026-tb-vp/1/x/y")), "không thuộc Xã Ba Bích"),
        ("a.jsonl", b"\xff\xfe", "không phải UTF-8"),
        ("a.csv", b"ngay,ai", "thiếu cột"),
        ("a.csv", b"at,by,act,on\n" + b"x" * 200_000, "không đọc được bảng"),
        ("a.xlsx", b"khong phai bang", "không đọc được bảng tính"),
        ("a.jsonl", b"", "không có dòng nào"),
        ("a.jsonl", orjson.dumps(act("tu_phap", "report", "x", "0001-01-01T00:00:00+07:00")), "hãy xem lại năm"),
        ("a.jsonl", b'{"at": "9999-12-31T23:59:59-14:00", "by": "x", "act": "report", "on": "y"}', "hãy xem lại năm"),
        ("a.csv", b"at,by,act,on\n2024-03-08T15:30:00+07:00,x\x00y,report,z", "NUL"),
        ("a.jsonl", orjson.dumps(act("tu_phap", "report", "x", sections=["a\x00b"])), "NUL"),
        ("a.csv", b"at,by,act,on,on\n2024-03-08T15:30:00+07:00,x,report,y,z", "hai cột cùng tên: on"),
    ],
    ids=[
        "json",
        "zone",
        "elsewhere",
        "encoding",
        "columns",
        "cell",
        "sheet",
        "empty",
        "year 1",
        "year 9999",
        "nul in a table",
        "nul in a line",
        "a column twice",
    ],
)
def test_a_faulty_file_is_not_recorded_at_all(
    lite_office_at: OfficeAt, tmp_path: Path, name: str, line: bytes, words: str
) -> None:
    """One fault keeps the whole file out; it is moved aside with the reasons, each with its line."""
    office, inbox = lite_office_at(NOW), tmp_path / "hop-thu"
    good = [act("tu_phap", "report", report("tu_phap"))] if name == "a.jsonl" and line else []
    put(inbox, name, line, *good)
    before = office.register.journal_lines()

    (taken,) = read(office, inbox)

    assert taken.faults >= 1
    assert taken.recorded == 0
    assert taken.answer == f"{CLERK}/loi/20240311-090000-{name}.ket-qua.txt"
    assert f"{CLERK}/{name}:" in answer(inbox, taken)
    assert words in answer(inbox, taken)
    assert str(tmp_path) not in answer(inbox, taken)
    assert names(inbox / CLERK) == ["loi"]
    assert office.register.journal_lines() == before


@pytest.mark.parametrize(("age", "left"), [(4.9, True), (5, False), (3600, False)])
def test_a_file_on_its_way_is_left_alone(lite_office_at: OfficeAt, tmp_path: Path, age: float, left: bool) -> None:
    """A file changed less than five seconds ago waits for the next pass."""
    office, inbox = lite_office_at(NOW), tmp_path / "hop-thu"
    path = put(inbox, "viec.jsonl", act("tu_phap", "report", report("tu_phap")), age=age)
    (taken,) = read(office, inbox)
    assert (bool(taken.left), path.exists()) == (left, left)
    assert taken.recorded == (0 if left else 1)


def test_what_is_not_for_us_is_left_alone(lite_office_at: OfficeAt, tmp_path: Path) -> None:
    """Hidden and lock files are passed over in silence; other kinds of file, and links, stay and are told of."""
    office, inbox = lite_office_at(NOW), tmp_path / "hop-thu"
    line = act("tu_phap", "report", report("tu_phap"))
    for name in (".viec.jsonl", "~$viec.xlsx", "viec.jsonl.part", "thư.docx"):
        put(inbox, name, line)
    outside = tmp_path / "noi-khac.jsonl"
    outside.write_bytes(orjson.dumps(line))
    (inbox / CLERK / "lien-ket.jsonl").symlink_to(outside)
    (inbox / ".tam").mkdir()

    taken = read(office, inbox)

    assert {one.name for one in taken} == {"lien-ket.jsonl", "thư.docx", "viec.jsonl.part"}
    assert all(one.left and not one.answer for one in taken)
    assert len(names(inbox / CLERK)) == 5
    assert office.row(report("tu_phap")).state == "assigned"


@pytest.mark.parametrize(("folder", "words"), [("nguoi_la", "không phải mã"), ("chanh_van_phong", "không có ai giữ")])
def test_a_folder_of_nobody_is_told_once(office_at: OfficeAt, tmp_path: Path, folder: str, words: str) -> None:
    """A folder that is no post in office is left as it is, and an operator is told of it once."""
    office, inbox = office_at(NOW), tmp_path / "hop-thu"
    path = put(inbox, "viec.jsonl", act("tu_phap", "report", report("tu_phap")), post=folder)
    for _ in range(2):
        (taken,) = read(office, inbox)
        assert words in taken.left
    assert path.exists()
    (notice,) = fetch(office.register, select(Notice).where(Notice.kind == "alarm"))
    assert f"«{folder}»" in notice.facts["said"]
    assert office.row(report("tu_phap")).state == "assigned"


def test_an_inbox_shared_with_another_place_is_left_to_it(lite_office_at: OfficeAt, tmp_path: Path) -> None:
    """Files and folders of another jurisdiction of the policy wait for its own pass: no fault, no alarm."""
    office, inbox = lite_office_at(NOW), tmp_path / "hop-thu"
    theirs = [post.key for post in policy().jurisdictions["cam_giang"].organization.posts]
    ours = {post.key for post in office.charter.jurisdiction.organization.posts}
    line = act("chu_tich", "report", "cam_giang/2026-tb-vp/1/x/y")
    shared = put(inbox, "viec.jsonl", line, post="chu_tich")
    alone = put(inbox, "viec.jsonl", line, post=next(post for post in theirs if post not in ours))
    before = office.register.journal_lines()

    taken = read_inbox(office.register, Charter(policy(), "ba_bich"), inbox, now=office.now)

    assert [(one.post, one.left) for one in taken] == [
        ("chu_tich", "là tệp của địa phương khác dùng chung hộp thư này")
    ]
    assert shared.exists()
    assert alone.exists()
    assert fetch(office.register, select(Notice).where(Notice.kind == "alarm")) == []
    assert office.register.journal_lines() == before


def test_a_file_cannot_sign_for_the_holder(lite_office_at: OfficeAt, tmp_path: Path) -> None:
    """A clerk's file signs and waives nothing in the name of whoever holds the paper; the holder's own folder may."""
    office, inbox = lite_office_at(NOW), tmp_path / "hop-thu"
    office.pass_time("2024-03-14 08:00")
    rung = office.rung(f"{report('tu_phap')}#rung-urging")
    assert rung is not None
    assert rung.state == "drafted"
    holder, now = rung.holder, "2024-03-14 09:00"
    office.now = vn(now)
    line = act(holder, "sign", rung.key, "2024-03-14T08:30:00+07:00")
    put(inbox, "ky.jsonl", line, post="pho_chu_tich", now=now)
    put(inbox, "ky.jsonl", line, post=holder, now=now)

    by_post = {one.post: one for one in read(office, inbox)}

    assert "không ghi thay được" in answer(inbox, by_post["pho_chu_tich"])
    assert by_post[holder].recorded == 1


def test_what_judges_needs_its_own_proof(lite_office_at: OfficeAt, tmp_path: Path) -> None:
    """An evaluation in a file is refused without its holder's proof, and recorded with it."""
    office, inbox = lite_office_at(NOW), tmp_path / "hop-thu"
    office.yes("2024-03-11 09:30", "tu_phap", "report", report("tu_phap"))
    now = "2024-03-11 10:00"
    office.now = vn(now)
    authority = office.row(report("tu_phap")).authority
    with office.register.write(office.now) as uow:
        phone = codes.enroll(uow, office.charter.key, authority, "thử", valid_from=office.now)
        uow.commit()
    line = act(authority, "evaluate", report("tu_phap"), "2024-03-11T10:00:00+07:00", result="passed")
    put(inbox, "1.jsonl", line, now=now)
    put(inbox, "2.jsonl", line | {"proof": codes.shown(phone, now=office.now)}, now=now)

    bare, proven = read(office, inbox)

    assert "Chưa chứng minh được" in answer(inbox, bare)
    assert proven.recorded == 1


def test_a_file_laid_there_again_changes_nothing(office_at: OfficeAt, tmp_path: Path) -> None:
    """The same file a second time is answered as repeated, beside the first, and the journal stays."""
    office, inbox = office_at(NOW), tmp_path / "hop-thu"
    line = act("tu_phap", "report", report("tu_phap"))
    put(inbox, "viec.jsonl", line)
    read(office, inbox)
    before = office.register.journal_lines()
    put(inbox, "viec.jsonl", line)

    (taken,) = read(office, inbox)

    assert (taken.recorded, taken.repeated) == (0, 1)
    assert taken.answer == f"{CLERK}/da-ghi/20240311-090000-2-viec.jsonl.ket-qua.txt"
    assert office.register.journal_lines() == before


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from tests.usecases.office import small, vn
    from workflows import inbox
    from workflows.register.unit_of_work import Register

    url, home, folder, now, where = sys.argv[1:]
    register = Register.open(url, key_file=Path(home) / "seal.key", anchors=Path(home) / "anchors.jsonl")
    die = lambda *_a, **_k: os.kill(os.getpid(), signal.SIGKILL)
    if where == "answered":
        Path.replace = lambda self, to, _r=Path.replace: _r(self, to) if self.name.startswith(".") else die()
    elif where == "applied":
        inbox._put_away = die
    else:
        wrote, commit = [], inbox.Register.anchor
        inbox.Register.anchor = lambda *a, **k: (commit(*a, **k), wrote.append(1), len(wrote) == 1 and die())
    inbox.read_inbox(register, small(), Path(folder), now=vn(now))
"""


@pytest.mark.parametrize("where", ["one line", "applied", "answered"])
def test_a_pass_that_is_killed_is_finished_by_the_next(lite_office_at: OfficeAt, tmp_path: Path, where: str) -> None:
    """Killed after one line, after all, or before the move: the next pass doubles nothing and puts the file away."""
    office, inbox = lite_office_at(NOW), tmp_path / "hop-thu"
    path = put(
        inbox,
        "viec.jsonl",
        act("tu_phap", "report", report("tu_phap")),
        act("tai_chinh", "report", report("tai_chinh")),
    )
    url = office.register.engine.url.render_as_string()
    given = [url, str(office.register.anchors.parent), str(inbox), NOW, where]
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(KILLED), *given], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.exists()

    (taken,) = read(office, inbox)

    assert (taken.recorded, taken.repeated) == ((1, 1) if where == "one line" else (0, 2))
    assert names(inbox / CLERK) == ["da-ghi"]
    reports = [line.subject for line in office.register_lines() if line.trigger == "report"]
    assert sorted(reports) == [report("tai_chinh"), report("tu_phap")]


def test_the_command_reads_the_folder_once(
    lite_office_at: OfficeAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command says what became of each file, and ends with 1 where a line was not recorded."""
    from workflows.cli.inbox import inbox as command

    office, inbox = lite_office_at(NOW), tmp_path / "hop-thu"
    home = office.register.anchors.parent
    monkeypatch.setenv("NAMRO_KEY_DIR", str(home))
    monkeypatch.setenv("NAMRO_ANCHOR_FILE", str(office.register.anchors))
    monkeypatch.delenv("NAMRO_INBOX_DIR", raising=False)
    (inbox / "chu_tich").mkdir(parents=True)
    put(inbox, "viec.jsonl", act("tu_phap", "report", f"{DIRECTIVE}/khong/co"), post="chu_tich")
    options = ["--database", office.register.engine.url.render_as_string(), "--jurisdiction", "ba_bich"]

    unset = CliRunner().invoke(command, options)
    refused = CliRunner().invoke(command, [str(inbox), *options])

    assert (unset.exit_code, "NAMRO_INBOX_DIR" in unset.output) == (2, True)
    assert refused.exit_code == 1
    assert "chu_tich/viec.jsonl: ghi 0, đã có 0, từ chối 1; xem chu_tich/tu-choi/" in refused.output


def test_columns_may_be_parted_by_semicolons(lite_office_at: OfficeAt, tmp_path: Path) -> None:
    """A table saved by a spreadsheet in Vietnamese, which parts columns by semicolons, is read as well."""
    office, inbox = lite_office_at(NOW), tmp_path / "hop-thu"
    line = f"2024-03-08T15:30:00+07:00;tu_phap;report;{report('tu_phap')};"
    put(inbox, "bang.csv", b"at;by;act;on;with", line.encode() + b'"{""sections"": [""a"", ""b""]}"')
    (taken,) = read(office, inbox)
    assert (taken.recorded, taken.faults) == (1, 0), answer(inbox, taken)


def test_what_cannot_be_read_stops_nothing_after_it(office_at: OfficeAt, tmp_path: Path) -> None:
    """A name that is no UTF-8 and a file that holds no act leave the files after them to be recorded."""
    office, inbox = office_at(NOW), tmp_path / "hop-thu"
    good = act("tu_phap", "report", report("tu_phap"), sections=["Đề cương"])
    put(inbox, "b.jsonl", good)
    older = (inbox / CLERK / "b.jsonl").stat().st_mtime
    for name in (b"\xff\xfe.csv", b"a.jsonl"):
        path = Path(os.fsdecode(os.fsencode(inbox / CLERK) + b"/" + name))
        path.write_bytes(b"{}")
        os.utime(path, (older, older))
    taken = {one.name: one for one in read(office, inbox)}
    assert taken["b.jsonl"].recorded == 1
    assert "không phải UTF-8" in taken["\N{REPLACEMENT CHARACTER}" * 2 + ".csv"].left
