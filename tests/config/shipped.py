"""What the tests of the directives that are shipped have in common."""

from config.directive import Clause, Directive
from config.duty import Duty

#: Vietnamese family names: none may be followed by a given name in a policy, which knows posts only.
FAMILY_NAMES = "Võ Bùi Nguyễn Trần Lê Phạm Hoàng Huỳnh Vũ Đặng Đỗ Ngô Dương Lương Phan Đinh Trương"


def clause_of(directive: Directive, path: str) -> Clause:
    """The clause of a path, which must be there."""
    found = directive.clause(path)
    assert found is not None
    return found


def duty_of(directive: Directive, path: str, key: str) -> Duty:
    """The duty of a clause and a key, which must be there."""
    found = clause_of(directive, path).duty(key)
    assert found is not None
    return found
