"""The whole policy, as one frozen object."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from config.calendar import Calendar
from config.citation import Citation, Source
from config.dated import on
from config.directive import Directive
from config.ladder import Ladder, LadderSeries
from config.organization import Organization
from config.reporting import Reporting
from config.wording import Wording


@dataclass(frozen=True, slots=True)
class National:
    """The rules in force everywhere.

    Attributes:
        sources: what may be cited, by key.
        calendar: rest days and office hours.
        reporting: data windows.
        ladders: the ladders by name.
        wording: labels and notice texts.
    """

    sources: dict[str, Source]
    calendar: Calendar
    reporting: Reporting
    ladders: dict[str, LadderSeries]
    wording: Wording


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """One jurisdiction.

    Attributes:
        key: its name; the name of its folder.
        organization: its posts and units.
        directives: by their short key.
        ladders: its own ladders, which stand before the national ones of the same name.
    """

    key: str
    organization: Organization
    directives: dict[str, Directive]
    ladders: dict[str, LadderSeries] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything read from a policy root.

    Attributes:
        root: the folder it was read from.
        version: twelve hexadecimal digits of the SHA-256 of its content (comments and layout left out).
        national: the rules in force everywhere.
        jurisdictions: by key.
    """

    root: Path
    version: str
    national: National
    jurisdictions: dict[str, Jurisdiction]

    def source(self, key: str) -> Source | None:
        """The source of a key, national or of a jurisdiction, or None."""
        found = self.national.sources.get(key)
        if found is not None:
            return found
        for jurisdiction in self.jurisdictions.values():
            for source in jurisdiction.organization.sources:
                if source.key == key:
                    return source
        return None

    def directive(self, full_key: str) -> Directive | None:
        """The directive of a full key (``ba_bich/2024-kl-cchc``), or None."""
        key, _, name = full_key.partition("/")
        jurisdiction = self.jurisdictions.get(key)
        return None if jurisdiction is None else jurisdiction.directives.get(name)

    def ladder(self, directive: Directive, day: date, name: str = "") -> Ladder | None:
        """The ladder of a directive in force on a day.

        Args:
            directive: the directive, which names its ladder.
            day: the day asked about.
            name: the name of another ladder that one of its duties climbs; empty for its own.

        Returns:
            The jurisdiction's ladder of that name, else the national one; None where none is in force.
        """
        wanted = name or directive.ladder
        own = self.jurisdictions[directive.jurisdiction].ladders.get(wanted)
        series = own or self.national.ladders.get(wanted)
        entry = None if series is None else on(series.entries, day)
        return None if entry is None else entry.value

    def cite(self, citation: Citation) -> str:
        """Write a citation in Vietnamese.

        Args:
            citation: a citation of this policy.

        Returns:
            ``Nghị định 09/2019/NĐ-CP, Điều 12``, ``mặc định hệ thống GĐ-09``, or
            ``mục 3.1 của <label of the directive>``.
        """
        if citation.clause is not None:
            directive = self.directive(citation.directive)
            clause = None if directive is None else directive.clause(citation.clause)
            if directive is None or clause is None:
                return f"mục {citation.clause}"
            return f"{directive.label}, {clause.printed_label}"
        source = self.source(citation.source)
        label = citation.source if source is None else source.label
        if source is not None and source.assumption:
            label = f"mặc định hệ thống {label}"
        return f"{label}, {citation.place}" if citation.place else label
