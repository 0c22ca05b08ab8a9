"""What the tests of recurring work share: an office with duties of its own, on a register made for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from config.duty import Duty
from tests.unit.duties import directive
from tests.usecases.office import DIRECTIVE, Office, policy, vn
from workflows.charter import Charter
from workflows.register.tables import JournalLine
from workflows.register.unit_of_work import Register

#: From a Monday that is the first of its month to the end of a quarter.
TERM = (date(2024, 4, 1), date(2024, 6, 30))


def charter_of(*duties: Duty, term: tuple[date, date] = TERM, modality: str = "must") -> Charter:
    """Return Ba Bích with one directive of one clause that asks for these duties."""
    before = policy()
    found = directive(*term, *duties, modality=modality)
    place = replace(before.jurisdictions["ba_bich"], directives={found.key: found})
    return Charter(replace(before, jurisdictions={"ba_bich": place}), "ba_bich")


def office_of(register: Register, *duties: Duty, term: tuple[date, date] = TERM) -> Office:
    """Open an office that was asked for these duties on the first day of their directive."""
    office = Office(register, charter_of(*duties, term=term), vn(f"{term[0]} 00:00"))
    office.assign()
    return office


def key(last: str = "", duty: str = "viec", performer: str = "tu_phap") -> str:
    """Return the key of a duty, of one of its periods or events where ``last`` says which."""
    base = f"{DIRECTIVE}/1/{duty}/{performer}"
    return f"{base}/{last}" if last else base


def lines(office: Office, trigger: str, subject: str) -> list[JournalLine]:
    """Return the journal lines of one trigger on one subject, in the order they were written."""
    return [line for line in office.register_lines() if (line.trigger, line.subject) == (trigger, subject)]
