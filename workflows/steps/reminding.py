"""Remind whoever is silent about a referral: the authority of a proposal, the body above of a petition.

These are few, so each is moved on its own, by the first reading of the law. The unit is charged for none of it.
"""

from datetime import datetime

from sqlalchemy import select

from state_machines.law import SYSTEM
from state_machines.machine import Machine
from state_machines.referral import PENDING, REFERRAL
from workflows.answer_times import What, answer_by
from workflows.escalate import said
from workflows.register.tables import Assignment, Notice
from workflows.register.tables_referral import REFERRAL_DUE_SOME_DAY, Referral
from workflows.steps.step import Step

_referrals = Machine(REFERRAL)
#: By state: since when somebody has been silent, and what they are silent about.
_SILENT = {
    "proposed": ("filed_at", "Đề xuất kiến nghị cấp trên chưa được trả lời"),
    "endorsed": ("endorsed_at", "Đã chấp thuận mà chưa kiến nghị lên cấp trên"),
    "petitioned": ("petitioned_at", "Cấp trên chưa trả lời kiến nghị"),
}


def remind(step: Step) -> int:
    """Remind of every referral whose answer is overdue; a reminder cannot be dated back."""
    session, row = step.uow.session, Referral
    due = select(row).where(
        row.due_at <= step.as_of, REFERRAL_DUE_SOME_DAY, row.state.in_(PENDING), *step.scope.of(row)
    )
    silent = sorted(session.scalars(due.limit(step.most)), key=lambda referral: referral.key)
    for referral in silent:
        base = session.get_one(Assignment, referral.assignment_id)
        rule = _referrals.fire(referral, "remind", as_of=step.as_of, by=SYSTEM)
        column, words = _SILENT[referral.state]
        since: datetime = getattr(referral, column)
        again: What = "referral_answer" if referral.state == "proposed" else "petition_reminder"
        referral.reminded += 1
        referral.due_at = answer_by(step.charter, again, step.as_of).until
        told = _addressees(step, referral)
        details = {"assignment": base.key, "addressee": told[0], "reminded": referral.reminded, "since": said(since)}
        cites = f"{base.cites}; {referral.cites}"
        step.uow.record("referral", rule, referral.key, at=step.as_of, by=SYSTEM, details=details, cites=cites)
        for number, post in enumerate(told):
            _tell(step, base, referral, post, {"said": words, "since": said(since)}, copy=bool(number))
    session.flush()
    return step.count("remind", len(silent))


def _addressees(step: Step, referral: Referral) -> list[str]:
    """Return whom a reminder goes to: the authority, and a body above that has a post here, copied to the authority."""
    organization = step.charter.jurisdiction.organization
    body = referral.body if referral.state == "petitioned" else ""
    if organization.unit(body) is not None:
        body = step.charter.chain.head_of(body)
    known = [body] if organization.post(body) is not None else []
    return list(dict.fromkeys([*known, referral.authority]))


def _tell(
    step: Step, base: Assignment, referral: Referral, to: str, facts: dict[str, str | None], *, copy: bool
) -> None:
    step.notices += 1
    step.uow.session.add(
        Notice(
            key=f"{referral.key}|unanswered|{to}|{referral.state}-{referral.reminded}",
            batch=step.uow.batch,
            jurisdiction=base.jurisdiction,
            kind="unanswered",
            addressee=to,
            copy=int(copy),
            subject=referral.key,
            assignment_id=base.id,
            at=step.as_of,
            facts=facts,
        )
    )
