"""Duties, schedules and directives made in a line, for the tests of what recurs and when it is due."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from config.citation import Citation
from config.directive import Clause, Directive, Effective
from config.duty import Duty, Event, PeriodDue, Schedule
from config.loader import load_policy, packaged_root
from config.policy import Policy

CITES = (Citation(source="gd_05"),)


@cache
def policy() -> Policy:
    """Return the packaged policy, read once."""
    return load_policy(packaged_root())


def duty(kind: str, **rest: Any) -> Duty:
    """Return a duty of one performer."""
    said = {"key": "viec", "what": "Làm việc này", "result": "Việc đã xong", "performers": ("tu_phap",)}
    return Duty(kind=kind, **(said | rest))


def schedule(cadence: str, **rest: Any) -> Schedule:
    """Return a schedule; its first day may be given as ``begins``."""
    if "begins" in rest:
        rest["from"] = rest.pop("begins")
    return Schedule(cadence=cadence, provenance="document", cites=CITES, **rest)


def due(**rest: Any) -> PeriodDue:
    """Return when each report of a schedule is due, by the document unless told otherwise."""
    return PeriodDue(**({"provenance": "document", "cites": CITES} | rest))


def event(**rest: Any) -> Event:
    """Return an event that sets off a duty."""
    return Event(**({"label": "Có hồ sơ quá hạn", "provenance": "document", "cites": CITES} | rest))


def directive(effective: date, term: date, *duties: Duty, modality: str = "must") -> Directive:
    """Return the directive of Ba Bích with one clause that has these duties, for another time."""
    kept = policy().jurisdictions["ba_bich"].directives["2024-kl-cchc"]
    clause = Clause(
        path="1", printed_label="mục 1", summary="Việc phải làm", modality=modality, treatment="objects", duties=duties
    )
    since = Effective(on=effective, provenance="document", cites=CITES)
    return kept.model_copy(update={"clauses": (clause,), "effective_from": since, "term_until": term})
