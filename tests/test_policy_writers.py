"""The exercise for policy writers is followed step by step, and prints what the page says."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.page import ROOT, Block, blocks, commands, matches, run

PAGE = ROOT / "docs" / "policy-writers.md"


def edit(folder: Path, block: Block) -> None:
    """Do what a block of changed lines says, in the first place where its old lines stand."""
    path, changes = folder / block.rest, block.text.splitlines()
    old = "\n".join(line[1:] for line in changes if line.startswith("-")) + "\n"
    new = "\n".join(line[1:] for line in changes if line.startswith("+")) + "\n"
    text = path.read_text(encoding="utf-8")
    assert old in text, f"docs/policy-writers.md:{block.line}: {block.rest} không có dòng ấy"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.xdist_group("policy-writers")
def test_the_exercise_can_be_followed(tmp_path: Path) -> None:
    """Every command of the page is run in order in a copy of the project, and every edit is made."""
    shutil.copytree(ROOT / "features", tmp_path / "features")
    for part in ("national", "jurisdictions"):
        shutil.copytree(ROOT / "config" / part, tmp_path / "config" / part)
    code, edits, ran = 0, 0, 0
    for block in blocks(PAGE):
        if block.language == "diff":
            edit(tmp_path, block)
            edits += 1
        elif block.language == "console":
            for command, said in commands(block):
                if command == "echo $?":
                    assert said.strip() == str(code), f"docs/policy-writers.md:{block.line}: mã thoát là {code}"
                elif command.startswith("namro "):
                    code, printed = run(command, tmp_path)
                    assert matches(printed, said), f"docs/policy-writers.md:{block.line}: {command}\n{printed}"
                    ran += 1
                else:
                    subprocess.run(command.split(), cwd=tmp_path, check=True)
    assert (edits, ran) == (2, 6)
    assert "Nơi nhận" in (tmp_path / "quy-tac.html").read_text(encoding="utf-8")
