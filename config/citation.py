"""Sources of law, our own assumptions, and citations of both."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from config.located import LINES, WHERE, ClausePath, Key, Located, PartialDate, Text
from config.yaml_source import Sequence

SourceKind = Literal[
    "law",
    "decree",
    "circular",
    "resolution",
    "party_resolution",
    "decision",
    "plan",
    "official_letter",
    "notice",
    "software",
    "assumption",
]

KIND_LABELS: dict[str, str] = {
    "law": "Luật",
    "decree": "Nghị định",
    "circular": "Thông tư",
    "resolution": "Nghị quyết",
    "party_resolution": "Nghị quyết",
    "decision": "Quyết định",
    "plan": "Kế hoạch",
    "official_letter": "Công văn",
    "notice": "Thông báo",
    "software": "Phần mềm",
    "assumption": "Giả định",
}


def printed_date(partial: str | None) -> str:
    """Write a partial date as it stands in Vietnamese documents.

    Args:
        partial: ISO text with or without day and month, or None.

    Returns:
        ``ngày 12/01/2024``, ``tháng 01 năm 2024``, ``năm 2024``, or an empty text.
    """
    match (partial or "").split("-"):
        case [year, month, day]:
            return f"ngày {day}/{month}/{year}"
        case [year, month]:
            return f"tháng {month} năm {year}"
        case [year] if year:
            return f"năm {year}"
    return ""


class Source(Located):
    """A text that policy rests on, or an assumption of ours (GĐ).

    Attributes:
        key: short name used in citations; ``gd_09`` for assumption GĐ-09.
        kind: the type of document.
        number: its number as printed; None when blank or unknown.
        symbol: what follows the number: ``NĐ-CP``; None when it has none.
        issuer: who issued it.
        issued_on: when, as far as known.
        title: what it is about, in our own words.
        assumption: true for an assumption of ours, never shown as law.
        note: what was not checked.
    """

    key: Key
    kind: SourceKind
    number: Text | None = None
    symbol: Text | None = None
    issuer: Text
    issued_on: PartialDate | None = None
    title: Text
    assumption: bool = False
    note: Text | None = None

    @property
    def label(self) -> str:
        """How to name it in a sentence: ``Nghị định 09/2019/NĐ-CP``, ``GĐ-09``."""
        if self.assumption:
            return "GĐ-" + self.key.removeprefix("gd_")
        kind = KIND_LABELS[self.kind]
        if self.number is None and self.symbol is None:
            return self.title
        if self.symbol is None:
            return f"{kind} số {self.number}"
        joint = "-" if self.kind == "party_resolution" else "/"
        return f"{kind} {self.number}{joint}{self.symbol}" if self.number else f"{kind} {self.symbol} (chưa rõ số)"

    @property
    def identity(self) -> tuple[str | None, str | None, str, str | None]:
        """What makes a document this one: number, symbol, issuer, date (look-alike symbols exist)."""
        return (self.number, self.symbol, self.issuer, self.issued_on)


class Citation(Located):
    """A place in a source, or a clause of the directive in which the citation stands.

    Attributes:
        source: key of the source; empty when a clause is cited.
        place: the article or part.
        clause: ordinal path of a clause of the same directive.
        directive: full key of that directive (filled in by the loader).
    """

    source: Annotated[str, StringConstraints(pattern=r"^(?:[a-z][a-z0-9_]{0,63})?$")] = ""
    place: Annotated[str, StringConstraints(max_length=2000)] = ""
    clause: ClausePath | None = None
    directive: SkipJsonSchema[str] = Field(default="", alias="__directive__")

    @classmethod
    def context_fields(cls, context: dict[str, Any]) -> dict[str, Any]:
        """Remember in which directive the citation stands."""
        return {"__directive__": context.get("directive", "")}


def _expand(value: object) -> object:
    """Let a bare source key stand for a citation without a place."""
    if not isinstance(value, Sequence):
        return value
    return tuple(
        {"source": item, WHERE: f"{value.path}:{line}", LINES: {"source": line}} if isinstance(item, str) else item
        for item, line in zip(value, value.lines, strict=True)
    )


OptionalCites = Annotated[
    tuple[Citation, ...], BeforeValidator(_expand, json_schema_input_type=tuple[Citation | str, ...])
]
"""Citations, possibly none."""
Cites = Annotated[
    tuple[Citation, ...],
    Field(min_length=1),
    BeforeValidator(_expand, json_schema_input_type=Annotated[tuple[Citation | str, ...], Field(min_length=1)]),
]
"""At least one citation: ``[nd_09_2019]`` or ``[{source: nd_09_2019, place: Điều 12}]``."""


class SourceFile(Located):
    """``sources.yaml``: what may be cited."""

    sources: tuple[Source, ...]


__all__ = [
    "KIND_LABELS",
    "Citation",
    "Cites",
    "OptionalCites",
    "Source",
    "SourceFile",
    "printed_date",
]
