"""Every expectation of every feature can fail: its numbers, days, posts, states and verbs changed one at a time.

Expectations only read, so mutants are judged in place: the scenario is played once, and each expectation that held is
asked again with one place changed, as a line of text read by the real sentences. What is changed how:
tests/rules/mutations.py; what of expectations that something is absent: tests/rules/absences.py.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from rules.databases import Databases
from rules.policy_copy import packaged_policy
from rules.sentences import SENTENCES, Slip
from rules.world import World
from tests.rules.absences import ABOUT_THE_ACT, Proofs
from tests.rules.mutations import ADDRESSES, OPPOSITES, asserts, elsewhere, wrong
from tests.rules.playing import FEATURES, ROOT, Line, Run, do, fails, made, runs
from tests.rules.share import share

#: Sentences that nothing in a scenario can make fail; a test below shows for each that it can fail nonetheless.
EXEMPT = {
    "mọi dòng nhật ký đều ghi căn cứ": "the law is not built with a rule that cites nothing",
    "{task} ghi phiên bản chính sách đang áp dụng": "the policy of a scenario stays what it was when work was given",
}
#: With what a scenario of Ba Bích begins.
BEGUN = ("thông báo kết luận của xã Ba Bích đang áp dụng", "giao nhiệm vụ ngày 12/01/2024")
#: How many mutants a real run of pytest must judge as they were judged in place.
SAMPLE = 10


@pytest.fixture(scope="session")
def mutant_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the directory of all worlds of this session."""
    return tmp_path_factory.mktemp("mutants")


@pytest.fixture(scope="session")
def mutant_databases(mutant_home: Path) -> Databases:
    """Give the registers of this session, shared by its scenarios."""
    return Databases(mutant_home / "registers")


@pytest.fixture(scope="session")
def proofs(mutant_home: Path, mutant_databases: Databases) -> Proofs:
    """Give what looks for where an absence fails."""
    every = [run for path in FEATURES for run in runs(path)]
    return Proofs(mutant_databases, mutant_home, packaged_policy(), every)


@pytest.mark.parametrize("path", share(FEATURES), ids=lambda path: path.relative_to(ROOT / "features").as_posix())
def test_every_expectation_can_fail(path: Path, mutant_home: Path, mutant_databases: Databases, proofs: Proofs) -> None:
    """Each changed answer fails, each address matters, and each absence could have failed."""
    survivors = []
    for run in runs(path):
        absences = list[Line]()
        with made(mutant_home, mutant_databases, packaged_policy()) as world:
            for line in run.lines:
                refused = list(world.refusals)
                do(world, line)
                if line.kind == "then":
                    survivors += [_told(run, line, one) for one in _surviving(world, line, refused)]
                    if not asserts(line) and line.sentence.name not in EXEMPT:
                        absences.append(line)
            survivors += [_told(run, line, "không ở đâu sai") for line in proofs.lacking(run, world, absences)]
    assert not survivors, "\n" + "\n".join(dict.fromkeys(survivors))


def _surviving(world: World, line: Line, refused: list[str]) -> list[str]:
    """Say which mutants of an expectation hold as well."""
    found = []
    for mutant in wrong(world, line):
        try:
            if not fails(world, mutant, refused=refused):
                found.append(f"vẫn đúng khi đổi thành: {mutant}")
        except Slip as slip:
            found.append(f"không đổi được thành: {mutant}: {slip}")
    if asserts(line):
        for text, others in elsewhere(world, line):
            if not any(_fails(world, other, refused) for other in others):
                found.append(f"vẫn đúng với mọi thứ khác ở chỗ «{text.strip('«»')}»")
    return found


def _fails(world: World, line: Line, refused: list[str]) -> bool:
    try:
        return bool(fails(world, line, refused=refused))
    except Slip:
        return False


def _told(run: Run, line: Line, what: str) -> str:
    return f"{run.file}:{line.number}: {line}\n    {what}"


def test_every_sentence_that_is_treated_apart_is_known() -> None:
    """What the tables of opposites, addresses and exemptions name are expectations that somebody defined."""
    known = {one.name for one in SENTENCES if one.type == "then"}
    assert {*OPPOSITES, *ADDRESSES, *EXEMPT, *ABOUT_THE_ACT} <= known
    bare = {re.sub(r"«[^»]+»", "{said}", re.sub(r"\b1\b", "{n}", one)) for one in OPPOSITES.values()}
    assert bare <= known


def test_a_line_that_cites_nothing_is_seen(mutant_home: Path, mutant_databases: Databases) -> None:
    """The exempt words about what the journal cites fail where one line of it cites nothing."""
    said = Line(0, "Thì", "then", "mọi dòng nhật ký đều ghi căn cứ")
    with made(mutant_home, mutant_databases, packaged_policy()) as world:
        for text in (*BEGUN, "người quản trị tháo khóa bảo vệ rồi sửa thẳng dòng nhật ký thứ 1"):
            do(world, Line(0, "Biết", "given", text))
        assert not fails(world, said)
        with world.register.engine.begin() as connection:
            connection.execute(sql("UPDATE journal SET cites = '' WHERE seq = 1"))
        assert fails(world, said)


def test_another_policy_is_seen(mutant_home: Path, mutant_databases: Databases) -> None:
    """The exempt words about the policy in force fail once the policy is another one."""
    said = Line(0, "Thì", "then", "báo cáo quý I của công chức Tư pháp ghi phiên bản chính sách đang áp dụng")
    with made(mutant_home, mutant_databases, packaged_policy()) as world:
        for text in BEGUN:
            do(world, Line(0, "Biết", "given", text))
        assert not fails(world, said)
        file = world.directive.file
        world.policy.change(file, lambda content: content.__setitem__("note", "Đã sửa."))
        world._charter = None
        assert fails(world, said)


def test_judging_in_place_is_judging_from_the_start(
    tmp_path: Path, mutant_home: Path, mutant_databases: Databases
) -> None:
    """A sample of mutants, as real feature files run by pytest, fail at the line and for the reason found in place."""
    chance = random.Random(3)
    every = [run for path in FEATURES for run in runs(path) if {"ba_bich", "binh_chuong"} & run.tags]
    written, reasons = ["# language: vi", "Tính năng: Đột biến"], {}
    for number, run in enumerate(chance.sample(every, SAMPLE)):
        line = chance.choice([line for line in run.lines if line.kind == "then"])
        with made(mutant_home, mutant_databases, packaged_policy()) as world:
            for before in run.lines[: run.lines.index(line)]:
                do(world, before)
            mutant = chance.choice(list(wrong(world, line)))
            reason = fails(world, mutant)
        written.append(f"  Kịch bản: Đột biến {number}")
        for one in (*run.lines[: run.lines.index(line)], mutant):
            written.append(f"    {one.keyword} {one.text}")
            written += [f"      | {' | '.join(row)} |" for row in one.table]
        at = len(written) - len(mutant.table)
        reasons[at] = f"{mutant.keyword} {mutant.text}\n  Lý do: {reason.splitlines()[0]}"
    feature = tmp_path / "dot_bien.feature"
    feature.write_text("\n".join(written), encoding="utf-8")
    told = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "đột_biến", "tests/test_features.py",
            "-o", f"bdd_features_base_dir={tmp_path}",
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout  # fmt: skip
    assert f"{SAMPLE} failed" in told, told
    for at, reason in reasons.items():
        assert f"{feature}:{at}\n  Bước: {reason}" in told, f"{reason}\n{told}"
