"""The sentences that features are written in: each means one thing, is listed with an example, and is found by words."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from packaging.requirements import Requirement

from rules import steps
from rules.cli import steps as command
from rules.lint import lint_all, load_sentences
from rules.listed import listed
from rules.sentences import SENTENCES

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", autouse=True)
def _sentences() -> None:
    """Every step definition is known."""
    load_sentences()


def namro_steps(*arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(command, list(arguments), prog_name="namro steps")


def test_our_features_are_written_without_slips() -> None:
    """No scenario of ours is lost, unreadable, read in two ways, or rests on a clause that its directive has not."""
    assert [str(finding) for finding in lint_all()] == []


def test_every_sentence_matches_its_own_example_only() -> None:
    """No two step definitions understand the example of one of them."""
    for sentence in SENTENCES:
        same = [
            one.name
            for one in SENTENCES
            if (one.type is None or sentence.type is None or one.type == sentence.type)
            and one.is_matching(sentence.example)
        ]
        assert same == [sentence.name], sentence.example


def test_every_module_of_steps_has_its_heading() -> None:
    """The list of nouns is the list of modules, so that no sentence is left out of it."""
    files = {path.stem for path in (ROOT / "rules" / "steps").glob("*.py")} - {"__init__"}
    assert set(steps.HEADINGS) == files
    assert {sentence.module for sentence in SENTENCES} == files


def test_every_sentence_is_listed_once_under_its_noun() -> None:
    """`namro steps` lists every sentence with an example, under Vietnamese headings, in the order of the work."""
    result = namro_steps()
    lines = result.stdout.splitlines()
    headings = [line for line in lines if line and not line.startswith(" ")][:-1]
    assert headings == list(steps.HEADINGS.values())
    assert sorted(line.split(maxsplit=1)[1] for line in lines if line.startswith(" ")) == sorted(
        sentence.example for sentence in SENTENCES
    )
    assert "  Biết/Khi giao nhiệm vụ ngày 12/03/2024" in lines
    assert "  Thì      văn bản ở trạng thái «chưa có đề cương»" in lines
    assert lines[-1].startswith(f"{len(SENTENCES)} câu.")
    assert result.exit_code == 0


@pytest.mark.parametrize("words", [("nhắc", "trước", "hạn", "đúng"), ("nhac", "TRUOC", "han", "dung")])
def test_sentences_are_found_by_words_with_or_without_diacritics(words: tuple[str, ...]) -> None:
    """All the words must be there, however they were typed."""
    found = [one.example for one in listed(words)]
    assert found == ["về báo cáo quý I của công chức Tư pháp có đúng 6 lần nhắc trước hạn"]


def test_the_list_as_json() -> None:
    """`--json` prints noun, heading, keywords and example of each."""
    said = json.loads(namro_steps("giao", "nhiem", "vu", "ngay", "--json").stdout)
    assert {
        "noun": "directives",
        "heading": "Văn bản và việc giao nhiệm vụ",
        "keywords": ["Biết", "Khi"],
        "example": "giao nhiệm vụ ngày 12/03/2024",
    } in said


def test_words_that_no_sentence_has_are_told() -> None:
    """Nothing found is said so, with a way out, and ends with 1."""
    result = namro_steps("đào", "giếng")
    assert result.stderr == "Không có câu nào có đủ: đào, giếng; hãy bớt từ, hoặc chạy «namro steps» để xem tất cả.\n"
    assert (result.exit_code, result.stdout) == (1, "")


def test_the_extra_is_what_developers_have() -> None:
    """What `namro rules` needs is asked for in the same versions by the extra and by the development group."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extra = project["project"]["optional-dependencies"]["rules"]
    assert {Requirement(one).name for one in extra} == {"pytest", "pytest-bdd", "watchfiles", "jinja2"}
    assert set(extra) <= set(project["dependency-groups"]["dev"])
