"""A directive and its clauses."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic.json_schema import SkipJsonSchema

from config.citation import Cites, OptionalCites, printed_date
from config.duty import Duty
from config.ladder import Modality
from config.located import (
    LINES,
    WHERE,
    ClausePath,
    Key,
    Line,
    Located,
    Number,
    PartialDate,
    Provenance,
    Slug,
    Text,
)
from config.yaml_source import Sequence

Treatment = Literal["objects", "standing_duty", "quality_criterion", "text_only"]


class Baseline(Located):
    """A figure from which progress is measured.

    Attributes:
        key: name, unique within the directive.
        label: what is measured.
        value: how many; None where the text gives only the share.
        of: out of how many; None where the text gives only the share, or a mere count.
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
        cites: what it is.
    """

    key: Slug
    label: Text
    level: Literal["province", "district", "commune", "unit", "party", "government"]
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


class Monitor(Located):
    """A post that follows part of a directive (GĐ-20); the first whose scope fits is asked.

    Attributes:
        post: the post.
        clauses: paths of the clauses it follows, those below them included; empty: all.
        over: performers it follows; empty: all.
        from_: first day on which it follows; None: the directive's effect.
        until: first day on which it no longer does; None: the end.
        provenance: where it comes from.
        cites: what it rests on.
    """

    post: Key
    clauses: tuple[ClausePath, ...] = ()
    over: tuple[Key, ...] = ()
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    provenance: Provenance = "document"
    cites: OptionalCites = ()

    def follows(self, clause: str, performer: str, day: date) -> bool:
        """Whether a performer's duty of a clause is in its scope on a day."""
        inside = any(clause == path or clause.startswith(path + ".") for path in self.clauses)
        return (
            (not self.clauses or inside)
            and (not self.over or performer in self.over)
            and (self.from_ is None or self.from_ <= day)
            and (self.until is None or day < self.until)
        )


class Recipient(Located):
    """Who a directive is sent to (*nơi nhận*), and what for.

    Attributes:
        to: a post, a unit or a group of ours; None where it is none.
        label: its name where it is none of ours.
        role: to carry out, to oversee, to be informed, or to file.
        provenance: whether the text says the role or we read it so.
    """

    to: Key | None = None
    label: Text | None = None
    role: Literal["perform", "oversee", "inform", "file"] = "inform"
    provenance: Provenance = "document"


class Enclosure(Located):
    """A text that the directive says is enclosed.

    Attributes:
        label: what it is.
        on_file: whether it is with the copy we have.
        cites: what it is.
    """

    label: Text
    on_file: bool = False
    cites: OptionalCites = ()


def _recipients(value: object) -> object:
    """Let a bare key stand for somebody who is informed."""
    if not isinstance(value, Sequence):
        return value
    return tuple(
        {"to": item, WHERE: f"{value.path}:{line}", LINES: {"to": line}} if isinstance(item, str) else item
        for item, line in zip(value, value.lines, strict=True)
    )


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
        monitor: the post that follows and urges; breaches of time are its own (GĐ-20).
        monitor_provenance: whether the text names it or we read it so.
        monitors: further posts that follow parts of it; the first whose scope fits stands before `monitor`.
        parents: documents it carries out, on either line.
        enclosures: texts it says are enclosed.
        recipients: who it is sent to, and what for.
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
    monitor_provenance: Provenance = "document"
    monitors: tuple[Monitor, ...] = ()
    parents: OptionalCites = ()
    enclosures: tuple[Enclosure, ...] = ()
    recipients: Annotated[
        tuple[Recipient, ...], BeforeValidator(_recipients, json_schema_input_type=tuple[Recipient | str, ...])
    ] = ()
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

    def monitors_of(self, clause: Clause, duty: Duty, performer: str, day: date) -> Iterator[str]:
        """Yield who may follow a duty of one performer on a day, the best first.

        The duty's own monitor, then those whose scope fits, then the one that urges, then the other monitors, and
        the directing authority when all of them would watch themselves.
        """
        if duty.monitor:
            yield duty.monitor
        yield from (one.post for one in self.monitors if one.follows(clause.path, performer, day))
        yield self.monitor
        yield from (one.post for one in self.monitors)
        yield self.directing_authority

    def monitor_of(self, clause: Clause, duty: Duty, performer: str, day: date, head: str | None = None) -> str:
        """Who follows a duty of one performer: nobody follows their own work (promise 6).

        Args:
            clause: the clause.
            duty: the duty.
            performer: key of the post or unit that performs it.
            day: the day asked about.
            head: key of the post that answers for the performer, where known.

        Returns:
            The key of the monitoring post; the directing authority where every other would watch itself.
        """
        own = (performer, head)
        found = (post for post in self.monitors_of(clause, duty, performer, day) if post not in own)
        return next(found, self.directing_authority)
