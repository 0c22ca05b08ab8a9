"""Print every change of the policy that no scenario of its clause notices.

``PYTHONPATH=. python -m tests.rules.unnoticed [jurisdiction/clause …]``; all of them take the better part of an hour.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from config.errors import PolicyErrors
from rules.databases import Databases
from tests.rules.noticing import by_clause, notice
from tests.rules.policy_mutations import Changed, clause_mutants


def main(wanted: list[str]) -> None:
    """Try each change on each scenario; say which are not noticed, and how many were."""
    counts = dict.fromkeys(("noticed", "told before an expectation", "not noticed", "no policy"), 0)
    for (place, clause), runs in by_clause().items():
        if wanted and f"{place}/{clause}" not in wanted and place not in wanted:
            continue
        with tempfile.TemporaryDirectory() as directory, Changed(Path(directory) / "policy", place) as copy:
            home = Path(directory)
            databases = Databases(home / "registers")
            for mutant in clause_mutants(place, clause):
                try:
                    policy = copy.load(mutant)
                except PolicyErrors:
                    counts["no policy"] += 1
                    continue
                found = notice(policy, runs, home, databases)
                if found is None:
                    counts["not noticed"] += 1
                    print(f"{place} {clause}: {mutant.name}: {copy.difference(mutant)}", flush=True)
                else:
                    counts["noticed" if found.expected else "told before an expectation"] += 1
    print(counts)


if __name__ == "__main__":
    main(sys.argv[1:])
