"""Who a directive is sent to (*nơi nhận*): one receipt each when it is published, and who says they have read it."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from config.citation import Citation
from config.directive import Directive as Policy
from config.directive import Recipient
from config.located import FIRM
from state_machines.machine import Machine
from state_machines.receipt import RECEIPT
from workflows.acts import Act
from workflows.charter import Charter
from workflows.plans_file import slug
from workflows.register.tables import Directive, Notice, Receipt
from workflows.register.unit_of_work import UnitOfWork
from workflows.working_time import ZONE, day_of

RECEIPTS = Machine(RECEIPT)
#: What stands between the key of a directive and the addressee in the key of a receipt.
MARK = "#receipt-"


def send(uow: UnitOfWork, charter: Charter, row: Directive, *, sent_at: datetime, as_of: datetime) -> list[Receipt]:
    """Send a published directive to everybody on its list; whoever has it already is not sent it again.

    A post of ours is told and asked to say that it was read; for a recipient outside the organisation the receipt
    stands alone, as nobody can answer for it here.

    Args:
        uow: the open transaction.
        charter: the policy, which names the recipients.
        row: the directive.
        sent_at: the instant from which it counts as sent (aware), however late the sweep.
        as_of: the instant at which those it is sent to are told (aware).

    Returns:
        The receipts that are new.
    """
    directive = charter.policy.directive(row.key)
    if directive is None:
        return []
    known = set(uow.session.scalars(select(Receipt.key).where(Receipt.directive_id == row.id)))
    fresh = [receipt for receipt in _receipts(charter, directive, row, sent_at) if receipt.key not in known]
    uow.session.add_all(fresh)
    for receipt in fresh:
        if receipt.head:
            uow.session.add(_notice(uow, row, receipt, as_of))
    uow.session.flush()
    return fresh


def _receipts(charter: Charter, directive: Policy, row: Directive, sent_at: datetime) -> Iterator[Receipt]:
    """Make a receipt for each recipient, groups put down one by one; a second role of one party is numbered."""
    day = day_of(row.effective_at)
    seen: dict[str, list[str]] = {}
    for recipient in directive.recipients:
        for party, label in _parties(charter, recipient):
            roles = seen.setdefault(party, [])
            if recipient.role in roles:
                continue
            roles.append(recipient.role)
            ours = recipient.to is not None
            yield Receipt(
                key=f"{directive.full_key}{MARK}{party}" + (f".{len(roles)}" if len(roles) > 1 else ""),
                directive_id=row.id,
                jurisdiction=row.jurisdiction,
                party=party if ours else "",
                label=label,
                role=recipient.role,
                provenance=recipient.provenance,
                head=charter.chain.successor(_reader(charter, party), day) if ours else "",
                sent_at=sent_at,
                cites=_cites(charter, directive, recipient),
            )


def _reader(charter: Charter, party: str) -> str:
    """Return who reads what is sent to a party: a post itself, of a unit its head."""
    post = charter.jurisdiction.organization.post(party)
    return charter.chain.head_of(party) if post is None else post.key


def _parties(charter: Charter, recipient: Recipient) -> Iterator[tuple[str, str]]:
    """Yield key and label of everybody a line of the list means."""
    if recipient.to is None:
        label = recipient.label or ""
        yield slug(label), label
        return
    for party in charter.jurisdiction.organization.members((recipient.to,)):
        yield party, charter.label(party)


def _cites(charter: Charter, directive: Policy, recipient: Recipient) -> str:
    """Cite the list of recipients, and beside it our reading where the text does not say the role (promise 9)."""
    place = f"{directive.label}, nơi nhận"
    if recipient.provenance in FIRM:
        return place
    return f"{place}; {charter.cite([Citation(source='gd_43')])}"


def _notice(uow: UnitOfWork, row: Directive, receipt: Receipt, as_of: datetime) -> Notice:
    since = row.effective_at.astimezone(ZONE).isoformat()
    return Notice(
        key=f"{receipt.key}|published|{receipt.head}|",
        batch=uow.batch,
        jurisdiction=row.jurisdiction,
        kind="published",
        addressee=receipt.head,
        subject=receipt.key,
        at=as_of,
        facts={"role": receipt.role, "since": since},
    )


def is_receipt(key: str) -> bool:
    """Tell whether a key is that of a receipt."""
    return MARK in key


def find(uow: UnitOfWork, charter: Charter, key: str) -> Receipt | None:
    """Return the receipt of a key in a jurisdiction, or None."""
    return uow.session.scalar(select(Receipt).where(Receipt.key == key, Receipt.jurisdiction == charter.key))


def confirm(row: Receipt, act: Act) -> None:
    """Keep who read it, and when."""
    row.read_at, row.read_by = act.at, act.by
