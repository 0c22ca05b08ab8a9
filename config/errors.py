"""What is wrong with a policy: one finding, and all findings together."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class PolicyError:
    """One fault in a policy file.

    Attributes:
        path: the file, relative to the policy root, with forward slashes.
        line: the line in that file, counted from 1.
        message: a Vietnamese sentence: what is wrong, why, and what to do.
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """Write the finding as ``path:line: message``."""
        return f"{self.path}:{self.line}: {self.message}"


class PolicyErrors(Exception):
    """Every fault found in a policy, in the order of file and line."""

    def __init__(self, errors: Iterable[PolicyError]) -> None:
        """Keep the findings sorted and without repetition.

        Args:
            errors: the findings; at least one.
        """
        self.errors: tuple[PolicyError, ...] = tuple(sorted(set(errors)))
        super().__init__("\n".join(str(error) for error in self.errors))
