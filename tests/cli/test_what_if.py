"""`namro replay --what-if` as the contract has it: exit codes, standard output and error, words."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DIRECTIVE = "jurisdictions/xa_mau/directives/chi-dao-mau.yaml"
SPAN = ("--policy", "nay", "--from", "2026-03-01", "--until", "2026-03-13")
Namro = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def namro(tmp_path: Path) -> Namro:
    """Run the real program where `nay` and `sua` are two copies of the sample policy."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "workflows", *arguments],
            cwd=tmp_path,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )

    for name in ("nay", "sua"):
        assert run("new", name).returncode == 0
    return run


def edit(file: Path, old: str, new: str) -> None:
    """Change one place of a file."""
    before = file.read_text(encoding="utf-8")
    assert before.count(old) == 1, old
    file.write_text(before.replace(old, new), encoding="utf-8")


def test_a_changed_deadline_is_told_and_printed_as_json(namro: Namro, tmp_path: Path) -> None:
    """Exit code 0 though much is different; the same in words and as one JSON object; nothing is left behind."""
    edit(tmp_path / "sua" / DIRECTIVE, "deadline: 2026-03-12", "deadline: 2026-03-11")
    before = sorted(path.name for path in tmp_path.iterdir())
    told = namro("replay", *SPAN, "--what-if", "sua")
    assert (told.returncode, told.stderr) == (0, "")
    assert "Nếu như đổi chính sách của Xã Mẫu" in told.stdout
    assert "Thời hạn: 24 giờ ngày 12/03/2026 → 24 giờ ngày 11/03/2026" in told.stdout
    assert "dời   Quá hạn, chưa nhận được báo cáo: 24 giờ ngày 12/03/2026 → 24 giờ ngày 11/03/2026" in told.stdout
    printed = namro("replay", *SPAN, "--what-if", "sua", "--json")
    assert (printed.returncode, printed.stderr) == (0, "")
    found = json.loads(printed.stdout)
    assert found["counts"]["move"] == len(found["differences"]) > 0
    assert [one["post"] for one in found["heads"]] == ["truong_phong_kinh_te"]
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_the_same_policy_and_acts_that_both_refuse(namro: Namro, tmp_path: Path) -> None:
    """Nothing is different, exit code 0; what both refuse, and what comes after the last day, is said beside it."""
    report = {"by": "chu_tich", "act": "report", "on": "xa_mau/chi-dao-mau/2.1/bao-cao/phong_kinh_te/2026-Q1"}
    acts = [report | {"at": f"2026-03-{day}T09:00:00+07:00"} for day in ("05", "20")]
    (tmp_path / "viec.jsonl").write_text("".join(json.dumps(act) + "\n" for act in acts), encoding="utf-8")
    result = namro("replay", *SPAN, "--what-if", "sua", "--acts", "viec.jsonl")
    assert result.returncode == 0
    assert "Không có gì khác" in result.stdout
    assert "viec.jsonl:1: bị từ chối theo cả hai chính sách: " in result.stderr
    assert "1 việc sau ngày 13/03/2026 không được dùng đến." in result.stderr


def test_every_fault_of_a_wrong_policy_is_told_by_line_and_nothing_else_happens(namro: Namro, tmp_path: Path) -> None:
    """Faults of both policies come at once, those of the changed one under its folder; exit code 2."""
    edit(tmp_path / "sua" / DIRECTIVE, "deadline: 2026-03-12", "deadline: ngày mai")
    edit(tmp_path / "sua" / DIRECTIVE, "key: chi-dao-mau", "la: 1\nkey: chi-dao-mau")
    edit(tmp_path / "nay" / DIRECTIVE, "deadline: 2026-03-12", "deadline: hôm qua")
    result = namro("replay", *SPAN, "--what-if", "sua", "--json")
    assert (result.returncode, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert [line.partition(":")[0] for line in lines] == [DIRECTIVE, f"sua/{DIRECTIVE}", f"sua/{DIRECTIVE}"]
    text = (tmp_path / "sua" / DIRECTIVE).read_text(encoding="utf-8").splitlines()
    number = 1 + next(n for n, line in enumerate(text) if "deadline: ngày mai" in line)
    assert any(line.startswith(f"sua/{DIRECTIVE}:{number}: ") for line in lines)


def test_wrong_arguments_end_with_two_and_say_what_to_write(namro: Namro, tmp_path: Path) -> None:
    """No such folder, no such jurisdiction in the changed policy, a register of one's own: each is told in words."""
    (tmp_path / "sua" / "jurisdictions" / "xa_mau").rename(tmp_path / "sua" / "jurisdictions" / "xa_khac")
    for file in (tmp_path / "sua").rglob("organization.yaml"):
        edit(file, "jurisdiction: xa_mau\n", "jurisdiction: xa_khac\n")
    for arguments, said in (
        (("--what-if", "khong_co"), "khong_co:1: "),
        (("--what-if", "sua"), "sua: chính sách đã sửa không có địa phương «xa_mau»; hiện có: xa_khac."),
        (("--what-if", "sua", "--database", "sqlite:///x.db"), "hãy bỏ --database"),
    ):
        result = namro("replay", *SPAN, *arguments)
        assert (result.returncode, result.stdout) == (2, ""), arguments
        assert said in result.stderr
        assert "Traceback" not in result.stderr
