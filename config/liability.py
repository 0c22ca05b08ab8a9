"""Who answers in which way when something is breached: the five kinds of liability."""

from typing import Literal

from config.citation import Cites
from config.dated import Dated
from config.located import ClausePath, Key, Located, Provenance, Text

LiabilityKind = Literal["primary", "overall", "direct", "personal", "monitoring"]
LiableRole = Literal["head", "officer", "deputy_in_charge", "watcher", "monitor"]


class LiabilityRule(Located):
    """One way in which somebody answers for what is breached; exactly one of ``of`` and ``post`` says who.

    Where two rules of a directive mean the same post, the first one counts: nobody answers twice for one thing.

    Attributes:
        kind: primary (chính), overall (toàn diện), direct (trực tiếp), personal (cá nhân), monitoring (theo dõi).
        of: what the liable post is to the work.
        post: a post that is liable whatever it is to the work.
        clauses: paths of the clauses it holds for, those below them included; empty: all.
        over: performers that it holds for; empty: all.
        regardless: whether it stands whatever the cause, also an objective one.
        provenance: whether the text says so or we read it so.
        cites: what it rests on.
        note: how we read it.
    """

    kind: LiabilityKind
    of: LiableRole | None = None
    post: Key | None = None
    clauses: tuple[ClausePath, ...] = ()
    over: tuple[Key, ...] = ()
    regardless: bool = False
    provenance: Provenance = "document"
    cites: Cites
    note: Text | None = None


class Liabilities(Located):
    """The rules of one time.

    Attributes:
        rules: in order.
    """

    rules: tuple[LiabilityRule, ...]


class LiabilityFile(Located):
    """``national/liability.yaml``: who answers where a directive does not say.

    Attributes:
        default: the rules, dated.
    """

    default: tuple[Dated[Liabilities], ...]
