"""What today's policy asks of an assignment that stands in the register."""

from dataclasses import dataclass

from config.directive import Clause, Directive
from config.duty import Duty
from workflows.charter import Charter
from workflows.register.tables import Assignment


@dataclass(frozen=True, slots=True)
class Asked:
    """The place in the policy that an assignment came from.

    Attributes:
        directive: its directive.
        clause: its clause.
        duty: its duty.
    """

    directive: Directive
    clause: Clause
    duty: Duty


def asked(charter: Charter, row: Assignment) -> Asked | None:
    """Return where an assignment, or what it hangs on, stands in the policy; None where it stands there no more."""
    directive = charter.policy.directive("/".join(row.key.split("/")[:2]))
    clause = None if directive is None else directive.clause(row.clause)
    duty = None if clause is None else clause.duty(row.duty)
    if directive is None or clause is None or duty is None:
        return None
    return Asked(directive, clause, duty)
