"""The command line as the contract has it: exit codes, standard output and error, words."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
Namro = Callable[..., "subprocess.CompletedProcess[str]"]
BAO_CAO = "ba_bich/2024-kl-cchc/3.1.2/bao-cao/tu_phap/2024-Q1"


@pytest.fixture
def namro(tmp_path: Path) -> Namro:
    """Run the real program in a directory of its own, for Ba Bích unless told otherwise."""

    def run(
        *arguments: str, stdin: str | None = None, jurisdiction: str | None = "ba_bich"
    ) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "workflows", *arguments]
        environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
        if jurisdiction is not None:
            environment["NAMRO_JURISDICTION"] = jurisdiction
        return subprocess.run(
            command,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            input=stdin,
            timeout=120,
        )

    return run


def out(result: "subprocess.CompletedProcess[str]") -> Any:
    """Read the JSON on standard output."""
    return json.loads(result.stdout)


def test_the_help_is_vietnamese_and_quick_and_prefect_stays_out(namro: Namro) -> None:
    """The help answers in well under half a second, in Vietnamese, without importing anything heavy."""
    started = time.perf_counter()
    result = namro("--help")
    seconds = time.perf_counter() - started
    assert result.returncode == 0
    assert "Cách dùng: namro [TÙY-CHỌN] LỆNH" in result.stdout
    assert "Giải thích vì sao ngày này, vì sao người này." in result.stdout
    assert seconds < 0.5
    code = (
        "import sys; from workflows.cli import app; "
        "[app.namro.get_command(None, c) for c in app.COMMANDS]; "
        "assert not {'prefect', 'sqlalchemy', 'pendulum'} & set(sys.modules), 'heavy'"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize(
    "command",
    [
        "new",
        "check",
        "assign",
        "plans",
        "act",
        "sweep",
        "decide",
        "deliver",
        "replay",
        "show",
        "why",
        "figures",
        "journal",
        "graph",
        "schema",
        "identity",
    ],
)
def test_every_command_has_vietnamese_help(namro: Namro, command: str) -> None:
    """Every command explains itself in Vietnamese."""
    result = namro(command, "--help")
    assert result.returncode == 0
    assert result.stdout.startswith(f"Cách dùng: namro {command}")
    assert "Show this message" not in result.stdout


def test_every_act_is_listed_with_who_may_do_it(namro: Namro) -> None:
    """Without a machine the graph lists the acts of all of them; with one it draws it."""
    listed, drawn = namro("graph"), namro("graph", "escalation")
    assert (listed.returncode, drawn.returncode) == (0, 0)
    assert "| đánh giá (`evaluate`) | đã báo cáo | đã đánh giá | người có thẩm quyền" in listed.stdout
    assert "| quyết định về đề xuất (`decide`)" in listed.stdout
    assert "proposed --> issued: decide" in drawn.stdout


def test_the_packaged_policy_is_checked_and_counted(namro: Namro) -> None:
    """The check counts the 118 clauses of five directives, all treated, and says what they leave open."""
    found = out(namro("check", "--json"))
    assert (found["valid"], found["errors"]) == (True, [])
    assert found["clauses"]["total"] == found["clauses"]["treated"] == 118
    assert {d["key"]: (d["clauses"], d["treated"]) for d in found["directives"]} == {
        "ba_bich/2024-kl-cchc": (29, 29),
        "binh_chuong/2026-cv-cchc": (16, 16),
        "binh_son/2022-cv-hu": (15, 15),
        "cam_giang/2026-tb-vp": (38, 38),
        "thi_xa/2024-cv-cchc": (20, 20),
    }
    assert any("chưa có bản kèm theo" in note for note in found["notes"])
    assert any("chưa đánh giá được" in note for note in found["notes"])


def test_without_a_jurisdiction_every_one_that_is_meant_is_served(namro: Namro) -> None:
    """An empty register gets all of the policy, one that was begun what it knows; a key says its own jurisdiction."""
    created = out(namro("assign", "--as-of", "2024-03-14T00:00:00+07:00", "--json", jurisdiction=None))["created"]
    assert {key.split("/")[0] for key in created} == {"ba_bich", "binh_chuong", "binh_son", "cam_giang", "thi_xa"}
    swept = out(namro("sweep", "--as-of", "2024-04-15T08:00:00+07:00", "--json", jurisdiction=None))
    alone = out(namro("sweep", "--as-of", "2024-04-15T08:00:00+07:00", "--json"))
    assert swept["moved"]["cut_off"] > 20
    assert alone["moved"] == {}
    shown = out(namro("show", BAO_CAO, "--json", jurisdiction=None))
    assert shown["key"] == BAO_CAO
    counted = out(namro("figures", "--as-of", "2024-03-14T08:00:00+07:00", "--json", jurisdiction=None))
    assert {row["group"]["jurisdiction"] for row in counted["rows"]} >= {"ba_bich", "binh_son"}
    assert counted["total"]["assigned"] == sum(row["assigned"] for row in counted["rows"])
    asked = namro("why", "chu_tich", jurisdiction=None)
    assert asked.returncode == 2
    assert "hãy chọn bằng --jurisdiction" in asked.stderr


def test_acts_of_several_jurisdictions_go_where_their_keys_say(namro: Namro, tmp_path: Path) -> None:
    """One file may hold acts of several jurisdictions; each is judged under the policy of its own."""
    namro("assign", "--as-of", "2024-03-14T00:00:00+07:00", jurisdiction=None)
    acts = [
        {"at": "2024-03-14T09:00:00+07:00", "by": "tu_phap", "act": "report", "on": BAO_CAO},
        {
            "at": "2024-03-14T09:00:00+07:00",
            "by": "truong_phong_tu_phap",
            "act": "acknowledge",
            "on": "thi_xa/2024-cv-cchc/1.1.1/khac-phuc/phong_tu_phap",
            "with": {"officer": "can_bo_a"},
        },
    ]
    (tmp_path / "viec.jsonl").write_text("".join(json.dumps(act) + "\n" for act in acts), encoding="utf-8")
    done = namro("act", "--file", "viec.jsonl", "--json", jurisdiction=None)
    assert (done.returncode, out(done)["applied"]) == (0, 2)


def test_a_new_policy_passes_and_a_broken_one_says_where(namro: Namro, tmp_path: Path) -> None:
    """A fresh policy passes the check; a fault in it is told with file and line, exit code 2."""
    assert namro("new", "moi").returncode == 0
    assert namro("check", "--policy", "moi").returncode == 0
    again = namro("new", "moi")
    assert (again.returncode, "đã có nội dung" in again.stderr) == (2, True)
    calendar = tmp_path / "moi" / "national" / "calendar.yaml"
    calendar.write_text("la: 1\n" + calendar.read_text(encoding="utf-8"), encoding="utf-8")
    result = namro("check", "--policy", "moi", "--json")
    assert result.returncode == 2
    assert out(result)["errors"][0]["file"] == "national/calendar.yaml"
    assert out(result)["errors"][0]["line"] == 1
    assert result.stderr.startswith("national/calendar.yaml:1: ")


def test_a_day_of_an_office_from_assignment_to_proof(namro: Namro, tmp_path: Path) -> None:
    """Assign, sweep, act, look, explain, count and prove, each as the contract says."""
    assert out(namro("assign", "--as-of", "2024-01-12T00:00:00+07:00", "--json"))["created"]
    assert out(namro("assign", "--as-of", "2024-01-12T00:00:00+07:00", "--json"))["created"] == []
    swept = out(namro("sweep", "--as-of", "2024-03-04T08:00:00+07:00", "--json"))
    assert swept["moved"] == {"warn": 6}
    assert swept["notices"] == 6
    assert out(namro("sweep", "--as-of", "2024-03-04T08:00:00+07:00", "--json"))["moved"] == {}
    acts = tmp_path / "acts.jsonl"
    report = {
        "at": "2024-03-08T15:30:00+07:00",
        "by": "tu_phap",
        "act": "report",
        "on": BAO_CAO,
        "with": {"figures": [{"name": "ho-so", "value": 162, "of": 376, "nature": "estimated"}]},
    }
    wrong = report | {"by": "tai_chinh", "at": "2024-03-08T16:00:00+07:00"}
    receive = {"at": "2024-03-08T16:30:00+07:00", "by": "van_phong_thong_ke", "act": "receive", "on": BAO_CAO}
    acts.write_text("\n".join(json.dumps(a) for a in (report, wrong, receive)), encoding="utf-8")
    result = namro("act", "--file", "acts.jsonl", "--json")
    assert result.returncode == 1
    assert (out(result)["applied"], len(out(result)["refused"])) == (2, 1)
    assert result.stderr.startswith("acts.jsonl:2: Chỉ người đứng đầu hoặc cán bộ được phân công mới được báo cáo")
    assert out(namro("act", "--file", "acts.jsonl", "--json"))["repeated"] == 2
    shown = out(namro("show", BAO_CAO, "--as-of", "2024-03-09T00:00:00+07:00", "--json"))
    assert (shown["state"], shown["time_status"]) == ("reported", "early")
    why = namro("why", BAO_CAO)
    assert "10/03/2024 (Chủ nhật)" in why.stdout
    assert "Bộ luật" in why.stdout or "GĐ-06" in why.stdout
    figures = out(namro("figures", "--as-of", "2024-03-12", "--json"))
    unit = next(row for row in figures["rows"] if row["group"] == {"unit": "tu_phap"})
    assert (unit["awaiting_evaluation"], unit["rate_done_of_due"]) == (1, None)
    assert namro("figures", "--xlsx", "bang.xlsx").returncode == 0
    assert (tmp_path / "bang.xlsx").stat().st_size > 0
    lines = [json.loads(line) for line in namro("journal", "--subject", BAO_CAO, "--json").stdout.splitlines()]
    assert [line["trigger"] for line in lines] == ["open", "warn", "report", "receive"]
    assert {"seq", "at", "recorded_at", "subject", "trigger", "from", "to", "by", "cites", "details"} <= set(lines[0])
    proof = namro("journal", "verify")
    assert (proof.returncode, "nguyên vẹn" in proof.stdout) == (0, True)
    delivered = namro("deliver")
    assert (delivered.returncode, "Tống đạt bằng giấy" in delivered.stdout) == (0, True)


def test_a_decision_needs_the_authority_s_own_key(namro: Namro, tmp_path: Path) -> None:
    """A decision without proof, or about nothing, is refused in words; keys are made and entered from here."""
    namro("assign", "--as-of", "2024-01-12T00:00:00+07:00")
    made = namro("identity", "new", "chu_tich.key", stdin="mật khẩu\nmật khẩu\n")
    assert made.returncode == 0
    assert namro("identity", "enroll", "chu_tich", made.stdout.strip()).returncode == 0
    assert namro("identity", "enroll", "ai_do", made.stdout.strip()).returncode == 2
    missing = namro("decide", BAO_CAO + "#rung-criticism", "--by", "chu_tich", "--answer", "approve", "--reason", "x")
    assert (missing.returncode, "Không có nhiệm vụ hay lượt leo thang nào" in missing.stderr) == (1, True)
    locked = namro(
        "decide",
        BAO_CAO,
        "--by",
        "chu_tich",
        "--answer",
        "approve",
        "--reason",
        "x",
        "--key-file",
        "chu_tich.key",
        stdin="sai\n",
    )
    assert (locked.returncode, "mật khẩu không mở được khóa" in locked.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sweep", "--as-of", "2024-03-04T08:00:00"], "thiếu múi giờ"),
        (["sweep", "--as-of", "hôm qua"], "không phải thời điểm"),
        (["sweep", "--as-of", "2124-03-04T08:00:00+07:00"], "chưa đến"),
        (["sweep", "--jurisdiction", "ba_to"], "Không có địa phương «ba_to»"),
        (["replay", "--from", "2024-01-12", "--until", "2023-01-12"], "--until phải từ ngày --from"),
        (["replay", "--from", "2024-01-12", "--until", "2024-30-12"], "không phải ngày"),
        (["act", "--file", "khong_co.jsonl"], "không tồn tại"),
        (["graph", "chain"], "Không có máy trạng thái «chain»"),
        (["swep"], "ý bạn là «sweep»?"),
        (["sweep", "--database", "foo://x"], "Địa chỉ cơ sở dữ liệu không hợp lệ"),
        (["sweep", "--database", "postgresql://nobody@127.0.0.1:1/none"], "Không mở được cơ sở dữ liệu"),
        (["show", BAO_CAO], "Chưa có sổ nào ở var/namro.db"),
        (["journal", "verify", "--json"], "Chưa có sổ nào"),
    ],
)
def test_wrong_input_ends_with_two_and_says_what_to_write(namro: Namro, arguments: list[str], said: str) -> None:
    """Wrong input ends with exit code 2, nothing on standard output, and a Vietnamese sentence."""
    result = namro(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl", "{", "a.jsonl:1: không phải JSON"),
        ("a.jsonl", "[]", "a.jsonl:1: mỗi dòng phải là một đối tượng JSON"),
        (
            "a.jsonl",
            '\n{"at": "2024-03-08", "by": "x", "act": "report", "on": "y"}',
            "a.jsonl:2: at «2024-03-08» thiếu múi giờ",
        ),
        ("a.jsonl", '{"at": "x", "by": "x", "act": "report", "on": "y"}', "a.jsonl:1: at «x» không phải thời điểm"),
        ("a.jsonl", '{"by": "x", "act": "report", "on": "y"}', "a.jsonl:1: thiếu at"),
        ("a.jsonl", '{"at": "x", "by": "x", "act": "report", "on": "y", "la": 1}', "a.jsonl:1: có trường lạ: la"),
        ("a.csv", "at,by,act\n", "a.csv:1: thiếu cột on"),
        (
            "a.csv",
            "at,by,act,on,with\n2024-03-08T15:30:00+07:00,tu_phap,report,y,{",
            "a.csv:2: cột with không phải JSON",
        ),
        ("a.xlsx", "không phải bảng tính", "a.xlsx:1: không đọc được bảng tính"),
    ],
)
def test_a_faulty_acts_file_is_told_by_line_and_nothing_is_applied(
    namro: Namro, tmp_path: Path, name: str, content: str, said: str
) -> None:
    """A fault in an acts file names file and line; exit code 2; no traceback."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    result = namro("act", "--file", name)
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_acts_come_alike_from_json_lines_csv_and_xlsx(namro: Namro, tmp_path: Path) -> None:
    """The same act in three formats is the same act."""
    import csv

    import xlsxwriter

    namro("assign", "--as-of", "2024-01-12T00:00:00+07:00")
    act = {
        "at": "2024-03-08T15:30:00+07:00",
        "by": "tu_phap",
        "act": "report",
        "on": BAO_CAO,
        "with": {"figures": [{"name": "ho-so", "value": 162, "of": 376, "nature": "estimated"}]},
    }
    cells = [act["at"], act["by"], act["act"], act["on"], json.dumps(act["with"])]
    (tmp_path / "a.jsonl").write_text(json.dumps(act), encoding="utf-8")
    with (tmp_path / "a.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([["at", "by", "act", "on", "with"], cells])
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["at", "by", "act", "on", "with"])
        sheet.write_row(1, 0, cells)
    assert out(namro("act", "--file", "a.jsonl", "--json"))["applied"] == 1
    assert out(namro("act", "--file", "a.csv", "--json"))["repeated"] == 1
    assert out(namro("act", "--file", "a.xlsx", "--json"))["repeated"] == 1


def test_a_broken_policy_or_setting_is_told_before_anything_is_done(namro: Namro, tmp_path: Path) -> None:
    """A policy directory that is none, and a mail setting that is none, end with 2 and a sentence."""
    (tmp_path / "trong").mkdir()
    result = namro("sweep", "--policy", "trong")
    assert (result.returncode, result.stdout, "Traceback" in result.stderr) == (2, "", False)
    assert not (tmp_path / "var").exists()


def test_the_year_is_told_and_printed_as_json(namro: Namro) -> None:
    """The replay prints one JSON line each, the same but for recorded_at when run again, or a story by day."""
    span = ["replay", "--jurisdiction", "ba_bich", "--from", "2024-01-12", "--until", "2024-03-20"]
    first, second = namro(*span, "--json"), namro(*span, "--json")
    assert first.returncode == second.returncode == 0
    lines = [json.loads(line) | {"recorded_at": ""} for line in first.stdout.splitlines()]
    assert lines == [json.loads(line) | {"recorded_at": ""} for line in second.stdout.splitlines()]
    order = [(line["at"], line["subject"], line["trigger"]) for line in lines]
    assert order == sorted(order)
    story = namro(*span).stdout
    assert "Thứ Ba, 12/03/2024" in story
    assert "Đôn đốc (dự thảo chờ ký)" in story
    assert "Nằm trong mọi thư gửi Chủ tịch Ủy ban nhân dân xã cho đến khi ký" in story


PLANS = ("--directive", "2024-kl-cchc", "--plan", "kh-tinh")
HEADERS = "stt,việc,kết quả,chủ trì,phối hợp,thời hạn,cơ quan theo dõi,ghi chú\n"


def test_a_cited_plan_from_template_to_figures(namro: Namro, tmp_path: Path) -> None:
    """Listed as not imported; a table from the template; looked at, taken in, taken in again; counted by source."""
    assert namro("assign", "--as-of", "2024-01-12T08:00:00+07:00").returncode == 0
    listed = out(namro("plans", "--json"))
    plan = next(one for one in listed if one["plan"] == "kh-tinh")
    assert (plan["imported"], plan["items"], plan["assigned"], plan["unassigned"]) == (False, None, None, None)
    assert "chưa nhập; số việc và tỷ lệ là chưa biết" in namro("plans").stdout
    assert namro("plans", "template").stdout.splitlines()[0] == HEADERS.strip()
    assert namro("plans", "template", "mau.xlsx").returncode == 0
    assert namro("plans", "template", "mau.xlsx").returncode == 2
    (tmp_path / "a.csv").write_text(
        HEADERS + "1,Rà soát thủ tục,Báo cáo,tu_phap,dia_chinh,quý I/2024,,\n2,Tập huấn,Danh sách,,,,,\n",
        encoding="utf-8",
    )
    dry = namro("plans", "import", "a.csv", *PLANS, "--dry-run")
    assert dry.returncode == 0
    assert "Sẽ giao 1 nhiệm vụ; 1 việc chưa giao" in dry.stdout
    assert "mục 1: Công chức Tư pháp - Hộ tịch xã, 24 giờ ngày 01/04/2024" in dry.stdout
    assert "a.csv:3: mục 2: chưa có người chủ trì" in dry.stdout
    assert out(namro("plans", "--json")) == listed
    done = out(namro("plans", "import", "a.csv", *PLANS, "--as-of", "2024-01-15T08:00:00+07:00", "--json"))
    (given,) = done["assigned"]
    assert (given["key"], given["head"], given["deadline"]) == (
        "ba_bich/2024-kl-cchc/2.1.1/kh-tinh-1/tu_phap", "tu_phap", "2024-04-02T00:00:00+07:00",
    )  # fmt: skip
    assert [(one["item"], one["cause"]) for one in done["unassigned"]] == [("2", "nobody")]
    again = out(namro("plans", "import", "a.csv", *PLANS, "--json"))
    assert (again["items"], again["assigned"], again["unassigned"], again["changed"]) == (2, [], [], [])
    assert "đã nhập 2 việc, đã giao 1, chưa giao 1\n    mục 2: Tập huấn" in namro("plans").stdout
    rows = out(namro("figures", "--by", "source", "--as-of", "2024-02-01", "--json"))["rows"]
    counts = {row["group"]["source"].rpartition("/")[2]: (row["assigned"], row["imported"]) for row in rows}
    assert counts["kh-tinh"] == (1, True)
    assert counts["kh-huyen"] == (None, False)
    assert "chưa nhập" in namro("figures", "--by", "source_level", "--as-of", "2024-02-01").stdout
    line = json.loads(namro("journal", "--trigger", "import_plan", "--json").stdout)
    assert (line["subject"], line["details"]["items"]) == ("ba_bich/2024-kl-cchc/kh-tinh", 2)
    assert "Đôn đốc" not in namro("journal", "--trigger", "import_plan").stdout
    assert namro("journal", "verify").returncode == 0


def test_a_plan_that_cannot_be_taken_in_says_why(namro: Namro, tmp_path: Path) -> None:
    """A bad file ends with 2 and its lines, an unclear task with 1 and the rest taken in, a changed one with 0."""
    path = tmp_path / "a.csv"
    path.write_text(HEADERS + "1,Việc,Báo cáo,tu_phap,,quý I/2024,,\n", encoding="utf-8")
    namro("assign", "--as-of", "2024-01-11T08:00:00+07:00", "--jurisdiction", "ba_bich", "--until", "2024-01-01")
    unknown = namro("plans", "import", "a.csv", "--directive", "2024-kl-cchc", "--plan", "kh-tin")
    assert (unknown.returncode, "(ý bạn là 'kh-tinh'?)" in unknown.stderr) == (2, True)
    assert namro("plans", "import", "a.csv", *PLANS).returncode == 0
    path.write_text(HEADERS + "1,Việc,Báo cáo,tu_phap,,30/06/2024,,\n2,Việc,,tu_phap,,30/06/2024,,\n", encoding="utf-8")
    unclear = namro("plans", "import", "a.csv", *PLANS)
    assert unclear.returncode == 1
    assert unclear.stderr.startswith("a.csv:3: mục 2: chưa rõ kết quả, không giao được theo tiêu chuẩn bốn rõ")
    assert "mục 1 khác bản đã nhập, không ghi đè: thời hạn đang là «2024-03-31», tệp ghi «2024-06-30»" in unclear.stdout
    path.write_text(HEADERS + "1,Việc,Báo cáo,ai_do,,mai,,\n", encoding="utf-8")
    bad = namro("plans", "import", "a.csv", *PLANS, "--json")
    assert (bad.returncode, bad.stdout, bad.stderr.count("a.csv:2: cột")) == (2, "", 2)
    assert namro("plans", "import", "b.csv", *PLANS).returncode == 2


def test_a_plan_without_its_directive_is_refused(namro: Namro, tmp_path: Path) -> None:
    """Before the directive was assigned nothing can be taken in under it, and the next step is said."""
    (tmp_path / "a.csv").write_text(HEADERS + "1,Việc,Báo cáo,tu_phap,,,,\n", encoding="utf-8")
    result = namro("plans", "import", "a.csv", *PLANS)
    assert (result.returncode, "hãy chạy «namro assign» trước" in result.stderr) == (1, True)


def test_a_directive_is_read_by_an_act(namro: Namro, tmp_path: Path) -> None:
    """The read receipt comes with the other acts, from the same file."""
    namro("assign", "--as-of", "2024-01-12T08:00:00+07:00")
    act = {
        "at": "2024-01-15T08:00:00+07:00",
        "by": "tu_phap",
        "act": "read",
        "on": "ba_bich/2024-kl-cchc#receipt-tu_phap",
    }
    other = act | {"by": "dia_chinh", "at": "2024-01-15T07:00:00+07:00"}
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, (act, other))), encoding="utf-8")
    result = namro("act", "--file", "a.jsonl", "--json")
    assert (result.returncode, out(result)["applied"]) == (1, 1)
    assert "Chỉ nơi nhận mới được xác nhận đã đọc" in result.stderr
    listed = namro("graph")
    assert "| xác nhận đã đọc (`read`) | đã gửi | đã đọc | nơi nhận" in listed.stdout
