"""`namro rate` and `namro index` on a register: what they print, what they refuse, with which exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from workflows.cli.app import namro

WHEN = ("--as-of", "2024-04-01T08:00:00+07:00")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a register of Ba Bích in which the first quarter passed and nobody did anything."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NAMRO_JURISDICTION", "ba_bich")
    for arguments in (("assign", "--as-of", "2024-01-12T00:00:00+07:00"), ("sweep", *WHEN)):
        assert run(*arguments).exit_code == 0
    return tmp_path


def run(*arguments: str) -> Result:
    """Run the program in this process."""
    return CliRunner().invoke(namro, list(arguments), prog_name="namro")


def test_a_month_is_rated_told_and_laid_before_who_decides(office: Path) -> None:
    """As JSON, as lines for people, and kept once; what is wrong ends with 2, what is too early with 1."""
    found = json.loads(run("rate", "--period", "2024-03", *WHEN, "--json").stdout)
    assert found["period"] == "2024-03"
    assert found["scheme"].startswith("Nghị định 90/2020")
    level = {one["post"]: one["level"] for one in found["ratings"]}
    assert level["tu_phap"] == "not_completed"
    told = run("rate", "--period", "2024-03", *WHEN, "--propose")
    assert told.exit_code == 0
    assert "không hoàn thành nhiệm vụ" in told.stdout
    assert f"Đã lập {len(level)} phiếu, tính lại 0" in told.stdout
    assert "Đã lập 0 phiếu" in run("rate", "--period", "2024-03", *WHEN, "--propose").stdout
    early = run("rate", "--period", "2024", *WHEN, "--propose")
    assert (early.exit_code, "mới kết thúc" in early.stderr) == (1, True)
    wrong = run("rate", "--period", "2024-13", *WHEN)
    assert (wrong.exit_code, "2026-Q2" in wrong.stderr) == (2, True)
    for given in ("tu_phap:general", "tu_phap:quality=3", "tu_phap:general=-1", "general=3", "tu_phap:general=1/2"):
        assert run("rate", "--period", "2024-03", *WHEN, "--given", given).exit_code == 2
    shown = json.loads(run("show", "ba_bich/rating/2024-03/tu_phap", *WHEN, "--json").stdout)
    assert (shown["state"], shown["advice"]) == ("proposed", "not_completed")
    assert run("journal", "verify").exit_code == 0


def test_an_index_is_taken_in_or_refused_as_a_whole(office: Path) -> None:
    """Tried first, then taken in; a bad sheet changes nothing and names its lines; nobody unknown publishes it."""
    sheet = office / "diem.csv"
    head = "tiêu chí,nội dung,điểm tối đa,điểm,đơn vị tham mưu\n"
    sheet.write_text(head + '1.1,Chỉ đạo,2,"1,5",tu_phap\n', encoding="utf-8")
    options = ("--index", "par", "--period", "2023", *WHEN)
    tried = json.loads(run("index", "import", "diem.csv", *options, "--by", "chu_tich", "--dry-run", "--json").stdout)
    assert (tried["new"], tried["judged"]) == (1, [])
    assert "Đã nhập 1 tiêu chí mới" in run("index", "import", "diem.csv", *options, "--by", "chu_tich").stdout
    assert "Đã nhập 0 tiêu chí mới" in run("index", "import", "diem.csv", *options, "--by", "chu_tich").stdout
    assert run("index", "import", "diem.csv", *options, "--by", "ai_do").exit_code == 2
    sheet.write_text(head + "1.1,Chỉ đạo,2,3,tu_phap\n1.2,B,x,1,tu_phap\n", encoding="utf-8")
    bad = run("index", "import", "diem.csv", *options, "--by", "chu_tich")
    assert bad.exit_code == 2
    assert "diem.csv:2: cột «điểm»: 3 lớn hơn điểm tối đa 2" in bad.stderr
    assert "diem.csv:3:" in bad.stderr
    sheet.write_text(head + "1.1,Chỉ đạo,2,1,tu_phap\n", encoding="utf-8")
    other = run("index", "import", "diem.csv", *options, "--by", "chu_tich")
    assert (other.exit_code, "đã nhập 1.5/2, tệp ghi 1/2" in other.stderr) == (1, True)
