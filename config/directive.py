"""A directive and its clauses."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from config.citation import Cites, OptionalCites, printed_date
from config.duty import Duty
from config.located import ClausePath, Key, Line, Located, Number, PartialDate, Provenance, Slug, Text

Treatment = Literal["objects", "standing_duty", "quality_criterion", "text_only"]
Modality = Literal["must", "strive", "minimise", "intensify", "none"]


class Baseline(Located):
    """A figure from which progress is measured.

    Attributes:
        key: name, unique within the directive.
        label: what is measured.
        value: how many; None where the text gives only the share.
        of: out of how many; None where the text gives only the share.
        percent: the share as printed.
        period: the year or period it describes.
        better: the better direction.
        cites: what it rests on.
    """

    key: Slug
    label: Text
    value: int | None = None
    of: int | None = None
    percent: Number | None = None
    period: Text
    better: Literal["up", "down"]
    cites: Cites


class Weakness(Located):
    """A weakness the directive finds (tồn tại, hạn chế); each gets a remedy task.

    Attributes:
        key: name, unique within the directive.
        text: what is weak, in our own words.
    """

    key: Slug
    text: Text


class Register(Located):
    """A plan or register of tasks that a clause refers to.

    Attributes:
        key: name, unique within the directive.
        label: its Vietnamese name.
        level: whose plan it is.
        imported: whether its tasks are on file; until then its ratio is unknown, not zero.
        cites: what it is.
    """

    key: Slug
    label: Text
    level: Literal["province", "district", "commune", "unit", "party", "government"]
    imported: bool = False
    cites: OptionalCites = ()


class Clause(Located):
    """One clause.

    Attributes:
        path: its ordinal position: ``3.1.2``; ``0`` for the opening.
        printed_label: the label as printed.
        summary: what it says, in our own words.
        modality: how strongly it binds.
        treatment: what becomes of it.
        rows: the rows of the extraction it covers.
        sees: path of the clause whose duties carry this one.
        duties: what it makes people do.
        baselines: figures it states.
        weaknesses: weaknesses it states.
        registers: plans it refers to.
        note: how we read it.
    """

    path: ClausePath
    printed_label: Text
    summary: Text
    modality: Modality = "none"
    treatment: Treatment | None = None
    rows: tuple[Text, ...] = ()
    sees: ClausePath | None = None
    duties: tuple[Duty, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    weaknesses: tuple[Weakness, ...] = ()
    registers: tuple[Register, ...] = ()
    note: Text | None = None

    def duty(self, key: str) -> Duty | None:
        """The duty of a key, or None."""
        return next((duty for duty in self.duties if duty.key == key), None)


class Effective(Located):
    """From which day a directive binds.

    Attributes:
        on: the first day.
        provenance: where it comes from.
        cites: what it rests on.
    """

    on: date
    provenance: Provenance
    cites: Cites


class Correction(Located):
    """A slip of the printed text, kept beside our reading.

    Attributes:
        clause: path of the clause.
        printed: as printed.
        read: as we read it.
        note: why.
    """

    clause: ClausePath
    printed: Text
    read: Text
    note: Text | None = None


class Directive(Located):
    """``directives/<name>.yaml``.

    Attributes:
        key: its name; the name of its file.
        jurisdiction: key of its jurisdiction (filled in by the loader).
        label: its Vietnamese name.
        kind: the type of document.
        number: as printed; None when blank.
        symbol: what follows the number.
        issuer: unit that issued it.
        issued_on: the printed date, as far as legible.
        effective_from: from which day it binds.
        term_until: the last day of its term, inclusive.
        line: administrative or Party.
        directing_authority: the post that directs; escalation ends there.
        signatory: the post that signed.
        signing_right: in whose name.
        clarity_gate: 4 or 5 clears.
        clarity_gate_provenance: whether the text demands it.
        clarity_gate_cites: what it rests on.
        monitor: the post that follows and urges.
        parents: documents it carries out.
        recipients: posts and units it is sent to.
        recipients_text: recipients that are no post or unit of ours.
        corrections: slips of the printed text.
        ladder: name of the ladder.
        clauses: every clause, in order.
        note: what is assumed.
    """

    key: Slug
    jurisdiction: SkipJsonSchema[str] = Field(default="", alias="__jurisdiction__")
    label: Text
    kind: Literal["official_letter", "conclusion_notice", "party_letter", "decision", "plan"]
    number: Text | None = None
    symbol: Text | None = None
    issuer: Key
    issued_on: PartialDate | None = None
    effective_from: Effective
    term_until: date
    line: Line
    directing_authority: Key
    signatory: Key
    signing_right: Literal["TM", "KT", "TL", "TUQ", "Q", "T/M", "K/T", "T/L"] | None = None
    clarity_gate: Literal[4, 5]
    clarity_gate_provenance: Provenance
    clarity_gate_cites: Cites
    monitor: Key
    parents: OptionalCites = ()
    recipients: tuple[Key, ...] = ()
    recipients_text: tuple[Text, ...] = ()
    corrections: tuple[Correction, ...] = ()
    ladder: Key = "default"
    clauses: tuple[Clause, ...] = Field(min_length=1)
    note: Text | None = None

    @classmethod
    def context_fields(cls, context: dict[str, Any]) -> dict[str, Any]:
        """Remember in which jurisdiction the directive stands."""
        return {"__jurisdiction__": context.get("jurisdiction", "")}

    @property
    def full_key(self) -> str:
        """``<jurisdiction>/<key>``."""
        return f"{self.jurisdiction}/{self.key}"

    @property
    def printed_symbol(self) -> str:
        """Number and symbol as printed; says so when the number is blank."""
        if self.number is None:
            return f"/{self.symbol} (chưa có số)" if self.symbol else "(chưa có số, ký hiệu)"
        joint = "-" if self.line == "party" else "/"
        return self.number if self.symbol is None else f"{self.number}{joint}{self.symbol}"

    @property
    def printed_date(self) -> str:
        """The printed date in Vietnamese, as far as legible."""
        return printed_date(self.issued_on)

    def clause(self, path: str) -> Clause | None:
        """The clause of a path, or None."""
        return next((clause for clause in self.clauses if clause.path == path), None)

    def duties(self) -> Iterator[tuple[Clause, Duty]]:
        """Every duty with its clause, in order."""
        for clause in self.clauses:
            for duty in clause.duties:
                yield clause, duty

    def baselines(self) -> dict[str, Baseline]:
        """The baselines of all clauses by key."""
        return {baseline.key: baseline for clause in self.clauses for baseline in clause.baselines}

    def weaknesses(self) -> dict[str, Weakness]:
        """The weaknesses of all clauses by key."""
        return {weakness.key: weakness for clause in self.clauses for weakness in clause.weaknesses}

    def monitor_of(self, duty: Duty, performer: str, head: str | None = None) -> str:
        """Who follows a duty of one performer: nobody follows their own work.

        Args:
            duty: the duty.
            performer: key of the post or unit that performs it.
            head: key of the post that answers for the performer, where known.

        Returns:
            The key of the monitoring post; where that would be the performer or its head, the
            directing authority takes over.
        """
        monitor = duty.monitor or self.monitor
        return self.directing_authority if monitor in (performer, head) else monitor
