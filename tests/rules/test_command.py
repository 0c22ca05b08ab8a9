"""`namro rules`: what is run, what is said of what does not hold, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.loader import packaged_root
from rules.choice import Chosen
from rules.features import read_feature
from rules.policy_copy import PARTS
from rules.run import Runner, run
from tests.rules.written import GOOD, HEAD, WRONG, namro_rules, write

ROOT = Path(__file__).parents[2]
DIRECTIVE = "jurisdictions/ba_bich/directives/2024-kl-cchc.yaml"
#: Seconds after which a command that was started is given up.
PATIENCE = 240
LADDER = "national/ladder.yaml"
IN_FORCE = """  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024
"""
EARLY = """  @muc_3_1_2 @gd_09
  Quy tắc: Đôn đốc sau ba ngày làm việc
    Kịch bản: Đôn đốc sớm một ngày
      Khi đến 8 giờ ngày 14/03/2024
      Thì đôn đốc về báo cáo quý I của công chức Tư pháp được trình Chủ tịch ký lúc 8 giờ ngày 14/03/2024
"""


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """Give a copy of the policy in force, which a test may change."""
    for part in PARTS:
        shutil.copytree(packaged_root() / part, tmp_path / "policy" / part)
    return tmp_path / "policy"


def change(policy: Path, file: str, before: str, after: str) -> None:
    """Change one entry of a policy."""
    text = (policy / file).read_text(encoding="utf-8")
    assert before in text
    (policy / file).write_text(text.replace(before, after, 1), encoding="utf-8")


def line_at(place: str) -> str:
    """Return the line that a ``path:line: …`` points at."""
    file, line, _ = place.strip().removeprefix("- ").split(":", 2)
    return Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1].partition("#")[0].strip()


# ------------------------------------------------------------ what is said


def test_what_holds_is_told_in_a_line(tmp_path: Path) -> None:
    """A file whose scenarios hold is one line, all of them one sentence, and the command ends with 0."""
    path = write(tmp_path, HEAD + GOOD)
    result = namro_rules(path)
    first, last = result.stdout.splitlines()
    assert first == f"{path}: 1/1 kịch bản đúng"
    assert last.startswith("Cả 1 kịch bản trong 1 tệp đều đúng với chính sách đang áp dụng (")
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_date_that_does_not_hold_says_what_why_and_where(tmp_path: Path) -> None:
    """An expectation that fails: its line, what the engine says instead, why, the entry of the policy, whom to ask."""
    path = write(tmp_path, HEAD + WRONG)
    result = namro_rules(path)
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines[0] == f"{path}: 0/1 kịch bản đúng"
    assert lines[2] == "  KHÔNG ĐÚNG: Sai ngày"
    assert lines[3] == f"    {path}:8: Thì báo cáo quý I của công chức Tư pháp đến hạn hết ngày 10/03/2024"
    assert lines[4] == "    Máy trả lời: báo cáo quý I của công chức Tư pháp đến hạn hết ngày 11/03/2024."
    assert "      - Ngày gốc rơi vào ngày nghỉ nên lùi qua: 10/03/2024 (Chủ nhật)." in lines
    deadline, roll = (line for line in lines if ".yaml:" in line)
    assert DIRECTIVE in deadline
    assert line_at(deadline) == "deadline: 2024-03-10"
    assert line_at(roll) == "roll:"
    assert any(line.startswith("    Nếu kịch bản và chính sách đều đã đúng ý, hỏi: Chủ tịch") for line in lines)
    assert lines[-1].startswith("0 trên 1 kịch bản đúng với chính sách đang áp dụng, 1 không đúng (")
    assert "Traceback" not in result.output


def test_the_reasons_are_those_of_namro_why(tmp_path: Path) -> None:
    """What is said of why is what `namro why` answers about the same work, in as many words."""
    outcome = run([write(tmp_path, HEAD + WRONG)]).wrong[0]
    asked = "ba_bich/2024-kl-cchc/3.1.2/bao-cao/tu_phap/2024-Q1"
    url = f"sqlite:///{tmp_path / 'namro.db'}"
    for command in (
        ["assign", "--jurisdiction", "ba_bich", "--as-of", "2024-01-12T00:00:00+07:00"],
        ["why", asked, "--json"],
    ):
        said = _process(*command, "--database", url, cwd=tmp_path)
        assert said.returncode == 0, said.stderr
    answer = json.loads(said.stdout)["date"]
    assert len(outcome.why) == 4
    for mine, theirs in zip(outcome.why, answer, strict=False):
        assert mine.partition("(")[0] == theirs.partition("(")[0]


def test_a_rung_that_does_not_hold_points_at_the_ladder(tmp_path: Path) -> None:
    """A rung on another day or with another post points at its entry of the ladder, and at who is named for it."""
    path = write(tmp_path, HEAD + IN_FORCE + EARLY)
    outcome = run([path]).wrong[0]
    assert outcome.failed_at == 11
    assert outcome.reason == "Nấc này trình Công chức Văn phòng - Thống kê xã."
    assert any("3 ngày làm việc sau hạn 11/03/2024" in sentence for sentence in outcome.why)
    rung, *others = outcome.policy
    assert LADDER in rung
    assert line_at(rung) == "- key: urging"
    assert any("nơi khai Công chức Văn phòng - Thống kê xã" in one for one in others)


def test_an_assumption_points_at_where_it_is_declared(tmp_path: Path) -> None:
    """A scenario tagged with a clause and an assumption points at both, where no work is spoken of."""
    text = HEAD + IN_FORCE + EARLY.replace(EARLY.splitlines()[-1], "      Thì văn bản ở trạng thái «đã báo cáo đủ»")
    outcome = run([write(tmp_path, text)]).wrong[0]
    clause, assumption = outcome.policy
    assert line_at(clause) == '- path: "3.1.2"'
    assert line_at(assumption) == "- key: gd_09"
    assert "mục 3.1, tiểu mục 1.2" in outcome.ask


def test_a_holiday_points_at_the_calendar(tmp_path: Path) -> None:
    """A date that was moved over a holiday points at the holiday."""
    text = GOOD.replace(
        "    Và giao",
        "    Và văn bản đặt thời hạn của nhiệm vụ «Đề ra biện pháp cụ thể» là ngày 02/09/2024\n    Và giao",
    ).replace("báo cáo quý I của", "nhiệm vụ «Đề ra biện pháp cụ thể» của")
    outcome = run([write(tmp_path, HEAD + text)]).wrong[0]
    assert "04/09/2024" in outcome.reason
    found = [line_at(place) for place in outcome.policy if "calendar.yaml" in place and "ngày nghỉ 0" in place]
    assert [line.partition("date: ")[2][:10] for line in found] == ["2024-09-02", "2024-09-03"]


def test_a_refusal_that_nobody_expected_is_told(tmp_path: Path) -> None:
    """An act that was refused, where the scenario goes on as if it had not been, is told with its reason."""
    refused = "    Khi Chủ tịch nộp báo cáo quý I của công chức Tư pháp lúc 8 giờ ngày 01/03/2024\n    Thì"
    result = namro_rules(write(tmp_path, HEAD + GOOD.replace("    Thì", refused)))
    assert "Máy trả lời: Việc ở bước trước bị từ chối mà kịch bản không nói tới: Chỉ " in result.stdout
    assert result.exit_code == 1


def test_a_row_of_an_outline_is_told_with_its_values(tmp_path: Path) -> None:
    """Each row of an outline is a scenario of its own, named with its values."""
    outline = GOOD.replace("Kịch bản", "Khung kịch bản").replace("hết ngày 11/03/2024", "hết ngày <ngày>")
    data = "    Dữ liệu:\n      | ngày       |\n      | 11/03/2024 |\n      | 12/03/2024 |\n"
    result = namro_rules(write(tmp_path, HEAD + outline + data))
    assert "1/2 kịch bản đúng" in result.stdout
    assert "KHÔNG ĐÚNG: Một (ngày = 12/03/2024)" in result.stdout
    assert result.exit_code == 1


# ------------------------------------------------------------ what is run


def test_one_scenario_is_run_by_its_line(tmp_path: Path) -> None:
    """Any line of a scenario means it, its tags too; a line of a rule means the rule; one above means all."""
    text = (
        HEAD
        + GOOD
        + "\n  @gd_09\n  Quy tắc: Hai\n    @gd_06\n"
        + GOOD.replace("Một", "Hai")
        + GOOD.replace("Một", "Ba")
    )
    path = write(tmp_path, text)
    names = {4: ["Một"], 8: ["Một"], 11: ["Hai", "Ba"], 12: ["Hai"], 15: ["Hai"], 22: ["Ba"], 3: ["Một", "Hai", "Ba"]}
    with Runner() as runner:
        for line, wanted in names.items():
            outcome = runner.check(Chosen(path, (line,)))
            assert [one.name for one in outcome.scenarios] == wanted, line
    result = namro_rules(f"{path}:8", f"{path}:22")
    assert "2/2 kịch bản đúng" in result.stdout


def test_a_file_with_slips_is_left_out_and_the_others_run(tmp_path: Path) -> None:
    """Slips are told and keep their own file from running, and the command ends with 2 even if the rest holds."""
    bad, good = write(tmp_path, "Tính năng: Thử\n", "a.feature"), write(tmp_path, HEAD + GOOD, "b.feature")
    result = namro_rules(tmp_path)
    assert f"{bad}: chưa chạy, có 1 chỗ viết sai" in result.stdout
    assert f"{good}: 1/1 kịch bản đúng" in result.stdout
    assert f"{bad}:1: dòng đầu phải là" in result.stderr
    assert "1 tệp viết sai nên chưa chạy" in result.stdout
    assert result.exit_code == 2


def test_the_answer_as_json(tmp_path: Path) -> None:
    """`--json` prints one object with every file, scenario and slip, and nothing else."""
    wrong, slip = write(tmp_path, HEAD + WRONG, "a.feature"), write(tmp_path, HEAD, "b.feature")
    result = namro_rules(wrong, slip, "--json")
    said = json.loads(result.stdout)
    assert result.stderr == ""
    assert said["ok"] is False
    assert [one["file"] for one in said["features"]] == [str(wrong), str(slip)]
    scenario = said["features"][0]["scenarios"][0]
    assert {name: scenario[name] for name in ("name", "line", "tags", "ok", "failed_at", "step", "row", "slip")} == {
        "name": "Sai ngày",
        "line": 4,
        "tags": ["ba_bich"],
        "ok": False,
        "failed_at": 8,
        "step": "Thì báo cáo quý I của công chức Tư pháp đến hạn hết ngày 10/03/2024",
        "row": {},
        "slip": False,
    }
    assert scenario["reason"].endswith("hết ngày 11/03/2024.")
    assert DIRECTIVE in scenario["policy"][0]
    assert all(isinstance(one, str) for one in scenario["why"])
    assert [(one["file"], one["line"]) for one in said["slips"]] == [(str(slip), 3)]
    assert said["seconds"] > 0
    assert result.exit_code == 2


def test_another_policy_is_asked(tmp_path: Path, policy: Path) -> None:
    """`--policy` runs the same scenarios on another policy, and points into that one."""
    change(policy, DIRECTIVE, "deadline: 2024-03-10", "deadline: 2024-03-15")
    path = write(tmp_path, HEAD + GOOD)
    result = namro_rules(path, "--policy", policy)
    assert "đến hạn hết ngày 15/03/2024." in result.stdout
    place = next(line for line in result.stdout.splitlines() if f"{policy / DIRECTIVE}:" in line)
    assert line_at(place) == "deadline: 2024-03-15"
    assert f"với chính sách ở {policy}, 1 không đúng" in result.stdout
    assert result.exit_code == 1


def test_what_a_scenario_changes_is_changed_in_that_policy(tmp_path: Path, policy: Path) -> None:
    """A scenario that changes an entry starts from the policy it is run on."""
    change(policy, DIRECTIVE, "deadline: 2024-03-10", "deadline: 2024-03-15")
    text = GOOD.replace("    Và", "    Và văn bản áp dụng tiêu chuẩn bốn rõ\n    Và").replace(
        "11/03/2024", "15/03/2024"
    )
    assert namro_rules(write(tmp_path, HEAD + text), "--policy", policy).exit_code == 0


def test_a_wrong_policy_ends_it(tmp_path: Path, policy: Path) -> None:
    """A faulty policy is told by file and line, nothing is run, and the command ends with 2."""
    change(policy, DIRECTIVE, "deadline: 2024-03-10", "deadline: 2024-03-32")
    result = namro_rules(write(tmp_path, HEAD + GOOD), "--policy", policy)
    assert f"{DIRECTIVE}:" in result.stderr
    assert (result.exit_code, result.stdout) == (2, "")
    missing = namro_rules("--policy", tmp_path / "khac")
    assert "không có thư mục chính sách 'khac'" in missing.stderr
    assert missing.exit_code == 2


def test_what_if_tells_which_scenarios_hold_under_one_policy_only(tmp_path: Path, policy: Path) -> None:
    """`--what-if` runs under both policies, says what holds only under one, and what would come, go or move."""
    change(policy, DIRECTIVE, "deadline: 2024-03-10", "deadline: 2024-03-15")
    path = write(tmp_path, HEAD + GOOD + GOOD.replace("Một", "Hai").replace("11/03/2024", "15/03/2024"))
    said = namro_rules(path, "--what-if", policy, "--json")
    found = json.loads(said.stdout)
    assert [one["name"] for one in found["only_today"]] == ["Một"]
    assert [one["name"] for one in found["only_changed"]] == ["Hai"]
    assert [one["jurisdiction"] for one in found["what_if"]] == ["ba_bich"]
    assert found["what_if"][0]["counts"]["move"] > 0
    assert said.exit_code == 1


def test_nothing_is_kept_between_runs_but_registers(tmp_path: Path) -> None:
    """A file that changed is read anew in the same process, and what one run made does not change the next."""
    path = write(tmp_path, HEAD + WRONG)
    with Runner() as runner:
        first = runner.check(Chosen(path))
        write(tmp_path, HEAD + GOOD)
        second = runner.check(Chosen(path))
        again = runner.check(Chosen(path))
    assert [one.held for one in (first, second, again)] == [0, 1, 1]


def test_a_scenario_says_which_moves_of_the_law_it_made(tmp_path: Path) -> None:
    """Beside what was expected, a result has the jurisdiction and every move that its journal bears."""
    outcome = run([write(tmp_path, HEAD + GOOD)]).scenarios[0]
    assert outcome.jurisdiction == "ba_bich"
    assert ("assignment", "open", "draft", "assigned") in outcome.fired
    assert all(machine for machine, *_ in outcome.fired)


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    """However many processes share the work, the answer is the same, in the same order."""
    for number, text in enumerate((GOOD, WRONG, GOOD)):
        write(tmp_path, HEAD + text, f"{number}.feature")
    alone, together = run([tmp_path]), run([tmp_path], workers=2)
    assert [_plain(one) for one in together.scenarios] == [_plain(one) for one in alone.scenarios]
    assert [one.file for one in together.features] == [one.file for one in alone.features]


def _plain(outcome: object) -> dict[str, object]:
    return {name: getattr(outcome, name) for name in ("name", "ok", "failed_at", "reason", "why", "policy", "fired")}


# ------------------------------------------------------------ as a process


def test_nothing_around_the_features_matters_and_nothing_is_written_there(tmp_path: Path) -> None:
    """Settings, conftest files, plugins and options that lie about change nothing; the directory stays as it was."""
    folder = tmp_path / "kịch bản"
    folder.mkdir()
    write(folder, HEAD + WRONG)
    (folder / "conftest.py").write_text("raise RuntimeError\n")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --nothing-of-the-kind\nbdd_features_base_dir = x\n")
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\naddopts = '--neither-this'\n")
    before = sorted(tmp_path.rglob("*"))
    around = {"PYTEST_ADDOPTS": "--nor-this", "PYTEST_PLUGINS": "no.such.plugin"}
    result = _process("rules", "thu.feature", cwd=folder, **around)
    assert result.stderr == ""
    assert "    thu.feature:8: Thì báo cáo quý I" in result.stdout
    assert result.returncode == 1
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("command", ["rules", "steps"])
def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path, command: str) -> None:
    """Where the extra was not installed, both commands say so in Vietnamese and end with 2."""
    code = f"import sys; sys.modules['pytest_bdd'] = None; sys.argv = ['namro', {command!r}]"
    result = subprocess.run(
        [sys.executable, "-c", f"{code}; from workflows.__main__ import main; main()"],
        cwd=tmp_path, env=_environment(), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert result.returncode == 2
    assert "Lệnh này cần bộ thư viện «rules» (thiếu pytest-bdd)" in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_watching_runs_again_what_changed_and_ends_cleanly(tmp_path: Path, policy: Path) -> None:
    """A feature that changes is run again, alone; a policy that changes runs all; Ctrl-C ends it without a word too many."""
    (tmp_path / "kb").mkdir()
    write(tmp_path / "kb", HEAD + GOOD, "a.feature")
    path = write(tmp_path / "kb", HEAD + WRONG, "b.feature")
    command = [sys.executable, "-m", "workflows", "rules", "kb", "--watch", "--policy", str(policy)]
    with subprocess.Popen(
        command, cwd=tmp_path, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        # Whatever goes wrong, nobody waits for ever.
        patience = threading.Timer(PATIENCE, process.kill)
        patience.daemon = True
        patience.start()
        lines = iter(process.stdout.readline, "")
        assert [line[:2] for line in _until_waiting(lines) if ".feature: " in line] == ["kb", "kb"]
        path.write_text(HEAD + GOOD, encoding="utf-8")
        assert [line for line in _until_waiting(lines) if ".feature: " in line] == ["kb/b.feature: 1/1 kịch bản đúng"]
        change(policy, DIRECTIVE, "deadline: 2024-03-10", "deadline: 2024-03-15")
        again = _until_waiting(lines)
        assert [line for line in again if ".feature: " in line] == [
            "kb/a.feature: 0/1 kịch bản đúng", "kb/b.feature: 0/1 kịch bản đúng",
        ]  # fmt: skip
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        patience.cancel()
    assert process.returncode == 0
    assert rest.strip() == "Đã dừng."


def _until_waiting(lines: Iterator[str]) -> list[str]:
    """Read what is printed until the command waits for changes."""
    found = []
    for line in lines:
        if line.startswith("Đang chờ thay đổi"):
            return found
        found.append(line.rstrip("\n"))
    pytest.fail("\n".join(found))


def test_stopped_in_the_middle_it_leaves_nothing_behind(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a run ends it at once, without a traceback, and removes its temporary files."""
    features = [
        str(ROOT / "features" / one) for one in ("ba_bich/noi_nhan.feature", "ba_bich/thoi_han.feature", "cam_giang")
    ]
    command = [sys.executable, "-m", "workflows", "rules", "--workers", "2", *features]
    environment = _environment() | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        assert ".feature: " in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
    assert process.returncode == 1
    assert "Traceback" not in rest
    assert list(tmp_path.glob("namro-rules-*")) == []


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | {"PYTHONPATH": str(ROOT)}


def _process(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "workflows", *arguments],
        cwd=cwd, env=_environment() | environment, capture_output=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip


def test_the_features_are_read_where_they_are_told() -> None:
    """A path in a result is the file itself, so that other readers of the feature find it."""
    path = ROOT / "features" / "thi_xa" / "bon_ro.feature"
    outcome = run([path]).features[0]
    assert outcome.path == path
    assert [one.line for one in outcome.scenarios] == [one.line for one in read_feature(path, "").scenarios]
