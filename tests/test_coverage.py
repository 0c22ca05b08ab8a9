"""Nothing that the directives ask for is lost: every row is treated, every mechanism and trap has its proof."""

import json
import subprocess
import sys

import pytest

from rules.policy_copy import packaged_policy
from tests import coverage

#: The rows of the extraction of each directive, in order.
ROWS = {
    "binh_chuong/2026-cv-cchc": "BC: 0 1a 1b 2a 2b 3a 3b 3c 4a 4b 4c 5 6a 6b 7 N",
    "thi_xa/2024-cv-cchc": "TX: 0 1.1a 1.1b 1.1c 1.1d 1.2a 1.2b 1.2c 1.3a 1.3b 1.3c 1.4a 1.4b 1.4c 1.5 2a 2b 2c 3 N",
    "binh_son/2022-cv-hu": "BS: 0 1.1a 1.1b 1.2a 1.2b 1.2c 1.2d 1.2e 1.3a 1.3b 2 3a 3b 4 N",
    "cam_giang/2026-tb-vp": "CG: 0 1 1.1a 1.1b 1.1c 1.1d 1.2a 1.2b 1.2c 2a 2b 2c 2d 2e 2f 2g 2h 2i 2'a 2'b 2'c "
    "3a 3b 3c 4a 4b 4c 4'a 4'b 4'c 4'd 5a 5b 5c 5d 5e 5f N",
    "ba_bich/2024-kl-cchc": "BB: 0 1a 1b 2.0 2.1a 2.1b 2.1c 2.2a 2.2b 2.3a-e 2.4a 2.4b 2.4c 2.5 2.6a 2.6b 2.6c 2.7 2.8 "
    "2.9 3.1a 3.1b 3.1c 3.1d 3.1e 3.2a 3.2b 4 N",
}
COUNTS = {"BC": 16, "TX": 20, "BS": 15, "CG": 38, "BB": 29}


def wanted(key: str) -> list[str]:
    """Return the names of the rows of one directive."""
    prefix, _, rows = ROWS[key].partition(": ")
    return [f"{prefix}-{row}" for row in rows.split()]


def test_the_extraction_has_118_rows() -> None:
    """The five directives were taken apart into 118 rows: 16, 20, 15, 38 and 29."""
    found = {wanted(key)[0].partition("-")[0]: len(wanted(key)) for key in ROWS}
    assert found == COUNTS
    assert sum(found.values()) == 118


@pytest.mark.parametrize("key", ROWS)
def test_every_row_of_the_directive_is_treated(key: str) -> None:
    """Each row stands in exactly one clause, and each clause says what becomes of it."""
    directive = packaged_policy().directive(key)
    assert directive is not None
    rows = [row for clause in directive.clauses for row in clause.rows]
    assert sorted(rows) == sorted(wanted(key))
    assert [clause.path for clause in directive.clauses if clause.treatment is None or not clause.rows] == []


def test_check_counts_every_clause_as_treated() -> None:
    """`namro check --json` says that every clause of the five directives is treated."""
    run = subprocess.run(
        [sys.executable, "-m", "workflows", "check", "--json"],
        cwd=coverage.ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    said = json.loads(run.stdout)
    policy = packaged_policy()
    clauses = {key: len(found.clauses) for key in ROWS for found in (policy.directive(key),) if found is not None}
    assert said["valid"]
    assert {one["key"]: one["clauses"] for one in said["directives"]} == clauses
    assert said["clauses"]["total"] == said["clauses"]["treated"] == sum(clauses.values())


def test_every_mechanism_has_a_place_and_a_proof() -> None:
    """A mechanism that works lives in files that exist, in some clause of the policy, and is proved by something."""
    policy, by_tag = packaged_policy(), coverage.proofs()
    for one in coverage.MECHANISMS:
        assert coverage.places(policy, one), one
        assert [file for file in one.lives if not (coverage.ROOT / file).is_file()] == []
        assert one.later or by_tag.get(one.tag), one
    assert [one.number for one in coverage.MECHANISMS] == list(range(1, 28))


def test_every_trap_that_falls_here_has_a_proof() -> None:
    """Each trap of the five texts is a named test or scenario, but for those with an issue of their own."""
    by_tag = coverage.proofs()
    assert [n for n in coverage.TRAPS if n not in coverage.TRAPS_LATER and f"bay_{n}" not in by_tag] == []
    assert list(coverage.TRAPS) == list(range(1, 32))


def test_a_proof_names_something_that_exists() -> None:
    """No test or scenario claims to prove a mechanism or a trap that there is not."""
    known = {one.tag for one in coverage.MECHANISMS} | {f"bay_{number}" for number in coverage.TRAPS}
    claimed = {tag for tag in coverage.proofs() if tag.startswith(("co_che_", "bay_"))}
    assert claimed <= known


def test_the_page_is_what_policy_and_tests_say() -> None:
    """docs/coverage.md equals what is gathered; `PYTHONPATH=. python -m tests.coverage` writes it anew."""
    assert coverage.PAGE.read_text(encoding="utf-8") == coverage.page(packaged_policy())
