"""The page for policy writers keeps its word: everything fenced on it is run here, in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from config.errors import PolicyErrors
from config.loader import load_policy
from tests.page import ROOT, Block, blocks, commands, matches, run

#: The page is followed once, not once in every process.
pytestmark = pytest.mark.xdist_group("policy_page")

PAGE = ROOT / "docs" / "policy.md"
POLICY = "chinh-sach"
HOME = f"{POLICY}/jurisdictions/huyen_mau"
#: Kinds of fragment, and the list of which file they belong to.
FRAGMENTS = {
    "duty": f"{HOME}/directives/2024-cv-bao-cao.yaml",
    "clause": f"{HOME}/directives/2024-cv-bao-cao.yaml",
    "directive": f"{HOME}/directives/2024-cv-bao-cao.yaml",
    "posts": f"{HOME}/organization.yaml",
    "units": f"{HOME}/organization.yaml",
}


def files() -> list[Block]:
    """Return the blocks that are whole files."""
    return [block for block in blocks(PAGE) if block.language in ("yaml", "jsonl") and "." in block.rest]


def fragments() -> list[Block]:
    """Return the blocks that are parts of files, right ones only."""
    return [block for block in blocks(PAGE) if block.language == "yaml" and block.rest in FRAGMENTS]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Follow the page from top to bottom in an empty folder, comparing what is printed, and return the folder."""
    folder, code = tmp_path_factory.mktemp("trang"), 0
    for block in blocks(PAGE):
        if block in files():
            path = folder / block.rest
            assert path.parent.is_dir(), f"docs/policy.md:{block.line}: chưa có thư mục của {block.rest}"
            path.write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            for command, said in commands(block):
                if command == "echo $?":
                    assert said.strip() == str(code), f"docs/policy.md:{block.line}: mã thoát là {code}"
                elif command.startswith("rm "):
                    (folder / command.removeprefix("rm ")).unlink()
                else:
                    code, printed = run(command, folder)
                    assert matches(printed, said), f"docs/policy.md:{block.line}: {command}\n{printed}"
    return folder


def merged(folder: Path, target: Path, block: Block) -> Path:
    """Copy the policy that the page has made, put a fragment where it belongs, and return the copy."""
    shutil.copytree(folder / POLICY, target / POLICY)
    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, 4096
    file = target / FRAGMENTS[block.rest.split()[0]]
    whole: Any = yaml.load(file)
    part: Any = yaml.load(block.text)
    match block.rest.split()[0]:
        case "duty":
            whole["clauses"][2]["duties"] += part
        case "clause":
            whole["clauses"] += part
        case "directive":
            whole |= part
        case kind:
            whole[kind] += part
            # Posts and units name each other: the page shows them one after the other.
            for other in fragments():
                if other.rest in ("posts", "units") and other.rest != kind:
                    whole[other.rest] += yaml.load(other.text)
    yaml.dump(whole, file)
    return target / POLICY


def test_the_page_can_be_followed_from_nothing(followed: Path) -> None:
    """A writer who does what the page says gets a sixth jurisdiction that checks, assigns and replays, as printed."""
    policy = load_policy(followed / POLICY)
    assert list(policy.jurisdictions) == ["huyen_mau"]
    assert (followed / "giao.db").exists()
    assert (followed / "thu.db").exists()


def test_the_page_covers_what_a_sixth_jurisdiction_may_have(followed: Path) -> None:
    """Calendar months, two working days after the close, an exclusive deadline, two windows in a row, three levels."""
    jurisdiction = load_policy(followed / POLICY).jurisdictions["huyen_mau"]
    directive = jurisdiction.directives["2024-cv-bao-cao"]
    duties = {duty.key: duty for _, duty in directive.duties()}
    before, after = duties["bao-cao-thang"].schedules
    assert (before.window, after.window) == ("calendar", "decree")
    assert before.until == after.from_
    assert before.due is not None
    assert before.due.working_days_after_close == 2
    deadline = duties["ra-soat"].deadline
    assert deadline is not None
    assert deadline.before is not None
    organization, levels = jurisdiction.organization, ["chu_tich_an"]
    while post := organization.post(levels[-1]):
        if not post.answers_to:
            break
        levels.append(post.answers_to[0].to)
    assert levels == ["chu_tich_an", "chu_tich", "chu_tich_tinh"]


@pytest.mark.parametrize("block", fragments(), ids=lambda block: f"{block.rest}-{block.line}")
def test_every_option_on_the_page_is_accepted(block: Block, followed: Path, tmp_path: Path) -> None:
    """Each fragment, put where the page says, is part of a policy that passes every check."""
    load_policy(merged(followed, tmp_path, block))


def test_the_mistake_on_the_page_is_found_and_told_as_printed(followed: Path, tmp_path: Path) -> None:
    """The wrong fragment gives exactly one fault, with its file, its line and the sentence that the page prints."""
    (wrong,) = (block for block in blocks(PAGE) if block.rest == "duty sai")
    (said,) = (block for block in blocks(PAGE) if block.rest == "sai")
    root = merged(followed, tmp_path, wrong)
    with pytest.raises(PolicyErrors) as faults:
        load_policy(root)
    (fault,) = faults.value.errors
    assert fault.message == said.text.strip()
    assert fault.path == "jurisdictions/huyen_mau/directives/2024-cv-bao-cao.yaml"
    written = (tmp_path / FRAGMENTS["duty"]).read_text(encoding="utf-8").splitlines()
    assert "before: 2024-07-01" in "".join(written[fault.line - 2 : fault.line + 1])


def test_nothing_fenced_on_the_page_goes_unread() -> None:
    """Every fenced block is a file, a fragment, a command with its output, or the sentence of the mistake."""
    known = [*files(), *fragments()]
    for block in blocks(PAGE):
        fine = block in known or block.language == "console" or block.rest in ("duty sai", "sai")
        assert fine, f"docs/policy.md:{block.line}: không ai kiểm đoạn này"
