"""The watchdog: silence and stuck things, noticed from the register alone and said in sentences.

It trusts no schedule: whoever asks it, a flow, a timer of the machine or a person, gets the same findings.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from config.settings import Settings
from workflows.channels import CannotDeliver, Letter, Mail
from workflows.charter import OPERATOR, Charter
from workflows.contacts import read_contacts
from workflows.deliver import ATTEMPTS
from workflows.letters import happened, spoken
from workflows.register.columns import NEVER
from workflows.register.seal import BadKey
from workflows.register.tables import (
    Alert,
    Assignment,
    Directive,
    Door,
    Escalation,
    JournalLine,
    Notice,
    SetAside,
    Watermark,
)
from workflows.register.unit_of_work import Register, UnitOfWork
from workflows.reviews import proposed, waits
from workflows.sweep import next_due
from workflows.working_time import WorkingCalendar, at, day_of

#: Sweeps are at the most a day apart; two hours more, and one was missed.
EXPECTED_EVERY = timedelta(hours=26)
#: Letters go out every quarter of an hour, and what fails is tried again for some 75 minutes.
QUEUED = timedelta(hours=2)
#: Working days in which what goes by paper is to be served and recorded.
SERVED_WITHIN = 3
#: Pages on which proposals are answered are opened every five minutes; an hour of office time, and that has stopped.
OPENED_WITHIN = timedelta(hours=1)
#: For how long an alarm or an alert that reached nobody is shown here, and how many alarms.
UNTOLD_FOR, MOST_UNTOLD = timedelta(days=7), 20
#: How long before its last day the working calendar is to be carried on.
CALENDAR_AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that somebody must look at.

    Attributes:
        what: kind of finding, a code word.
        subject: what it is about; the same as long as the same thing stands.
        since: since when (aware).
        said: Vietnamese sentence: what, since when, what to do.
    """

    what: str
    subject: str
    since: datetime
    said: str


class CannotTell(Exception):
    """The operator was not reached; the message says why and what to set."""


def findings(
    register: Register,
    charter: Charter,
    now: datetime,
    expected_every: timedelta = EXPECTED_EVERY,
    *,
    doors: bool = False,
) -> list[Finding]:
    """Look for silence and for stuck things in one jurisdiction.

    Args:
        register: where.
        charter: the jurisdiction's policy.
        now: the present instant (aware).
        expected_every: how far apart sweeps are at the most.
        doors: whether proposals are to have pages on which they are answered; an office that has had one page is
            known to use them, one that decides by command needs none.

    Returns:
        What was found, the oldest first; empty when all is well. Nothing is written.
    """
    found = list(_writing(register, charter, now))
    with register.read(now) as uow:
        found += _sweeps(uow, charter, now, expected_every)
        found += _calendar(charter, now)
        found += _queued(uow, charter, now)
        found += _untold(uow, charter, now)
        found += _unheard(uow, charter, now)
        found += _unserved(uow, charter, now)
        found += _papers(uow, charter, now)
        found += _unopened(uow, charter, now, doors=doors)
        found += _set_aside(uow, charter)
    return sorted(found, key=lambda one: (one.since, one.what, one.subject))


def unopened(reason: str, now: datetime) -> Finding:
    """Return the finding for a register or a policy that cannot even be opened."""
    return Finding(
        "unopened",
        "register",
        now,
        f"Không mở được sổ hoặc chính sách lúc {happened(now)}: {reason} Mọi việc tự động đang dừng; "
        "hãy sửa rồi chạy «namro check» và «namro watch».",
    )


def _writing(register: Register, charter: Charter, now: datetime) -> Iterator[Finding]:
    """Take the writer's place and leave it: whether anything could be recorded at all."""
    try:
        with register.write(now):
            return
    except BadKey as fault:
        said = f"Không ghi được vào sổ: {fault}"
    except OperationalError as fault:
        reason = str(fault.orig).strip().splitlines()[0]
        said = f"Không ghi được vào sổ ({reason}); hãy xem tiến trình nào đang giữ sổ, đĩa còn chỗ không."
    yield Finding("unwritable", charter.key, now, said)


def _sweeps(uow: UnitOfWork, charter: Charter, now: datetime, expected_every: timedelta) -> Iterator[Finding]:
    """Tell when sweeps stopped, or when a sweep left something behind."""
    due = next_due(uow, charter)
    if due is None:
        return
    mark = uow.session.get(Watermark, charter.key)
    # A directive that was entered long after it took effect has been silent only since it was entered.
    first = (
        select(func.min(JournalLine.recorded_at))
        .join(Directive, Directive.key == JournalLine.subject)
        .where(Directive.jurisdiction == charter.key)
    )
    last = mark.as_of if mark is not None else uow.session.scalar(first)
    if last is None:
        return
    if now - last > expected_every:
        swept = f"Từ {happened(last)} chưa có lần quét hạn nào" if mark else "Chưa có lần quét hạn nào"
        waits = f"; có việc đã đến lúc từ {spoken(due)} mà chưa được xử lý" if due <= now else ""
        yield Finding(
            "silence",
            f"{charter.key}/{last:%Y%m%dT%H%M%SZ}",
            last,
            f"{swept}{waits}. Hãy chạy «namro sweep», rồi xem lịch và tiến trình thực hiện của Prefect.",
        )
    elif mark is not None and due <= mark.as_of - expected_every:
        yield Finding(
            "left_behind",
            f"{charter.key}/{due:%Y%m%dT%H%M%SZ}",
            due,
            f"Đã quét đến {happened(mark.as_of)} mà còn việc đến lúc từ {spoken(due)} chưa được xử lý. Hãy chạy "
            "«namro sweep»; nếu vẫn còn thì báo người quản trị.",
        )


def _calendar(charter: Charter, now: datetime) -> Iterator[Finding]:
    """Tell in time that the working calendar ends: beyond it no deadline can be computed."""
    last = charter.calendar.last
    if day_of(now + CALENDAR_AHEAD) > last:
        yield Finding(
            "calendar",
            f"{charter.key}/{last:%Y}",
            now,
            f"Lịch làm việc chỉ có đến hết ngày {last:%d/%m/%Y}; sau ngày đó không tính được hạn. Hãy bổ sung năm "
            f"{last.year + 1} vào tệp national/calendar.yaml.",
        )


def _queued(uow: UnitOfWork, charter: Charter, now: datetime) -> Iterator[Finding]:
    """Tell when letters that are ready do not go out."""
    notice, before = Notice, now - QUEUED
    waiting = uow.session.execute(
        select(notice.at, notice.not_before, notice.id).where(
            notice.jurisdiction == charter.key, notice.state == "queued", notice.at <= before,
            notice.not_before <= before,
        )
    )  # fmt: skip
    ready = sorted((max(queued, not_before), number) for queued, not_before, number in waiting)
    late = [one for one in ready if office_time(charter.calendar, one[0], now) > QUEUED]
    if late:
        oldest, number = late[0]
        yield Finding(
            "queued",
            f"{charter.key}/notice/{number}",
            oldest,
            f"{len(late)} thông báo chờ gửi quá {QUEUED.seconds // 3600} giờ làm việc, lâu nhất từ {happened(oldest)}. "
            "Hãy chạy «namro deliver», rồi xem lịch gui-thong-bao và máy chủ thư.",
        )


def _untold(uow: UnitOfWork, charter: Charter, now: datetime) -> Iterator[Finding]:
    """Tell what the operator should have been told and could not: their address is missing, or refused every letter."""
    notice = Notice
    lost = select(notice).where(
        notice.jurisdiction == charter.key, notice.addressee == OPERATOR, notice.state == "to_serve",
        notice.at > now - UNTOLD_FOR,
    )  # fmt: skip
    for one in uow.session.scalars(lost.order_by(notice.id.desc()).limit(MOST_UNTOLD)):
        said = f"Chưa báo được người vận hành ({one.evidence}): {one.facts['said']}"
        yield Finding("untold", one.key, one.at, said)


def _unheard(uow: UnitOfWork, charter: Charter, now: datetime) -> Iterator[Finding]:
    """Tell at which addresses every alert since the last that was taken was given up: once for each address."""
    row = Alert
    taken = uow.session.execute(
        select(row.post, row.fingerprint, func.max(row.id))
        .where(row.jurisdiction == charter.key, row.state == "sent")
        .group_by(row.post, row.fingerprint)
    )
    last = {(post, mark): number for post, mark, number in taken}
    lost = select(row).where(
        row.jurisdiction == charter.key, row.state == "given_up", row.attempts >= ATTEMPTS, row.at > now - UNTOLD_FOR
    )
    heaps: dict[tuple[str, str], list[Alert]] = {}
    for alert in uow.session.scalars(lost.order_by(row.id)):
        if alert.id > last.get((alert.post, alert.fingerprint), 0):
            heaps.setdefault((alert.post, alert.fingerprint), []).append(alert)
    for (post, mark), alerts in heaps.items():
        first, until = alerts[0], last.get((post, mark), 0)
        yield Finding(
            "unheard",
            f"{charter.key}/{post}/{mark[:12]}/{until}",
            first.at,
            f"{len(alerts)} tin nhắc tới {charter.label(post)} qua «{first.scheme}» bị bỏ sau {ATTEMPTS} lần gửi, từ "
            f"{happened(first.at)} ({alerts[-1].evidence}). Thư và hồ sơ không bị ảnh hưởng. Hãy xem lại địa chỉ nhắc "
            "của chức danh này trong tệp mà NAMRO_CONTACTS_FILE chỉ.",
        )


def _unserved(uow: UnitOfWork, charter: Charter, now: datetime) -> Iterator[Finding]:
    """Tell what was to be served on paper and is not recorded as served: the next rung waits for it."""
    line, rung = JournalLine, Escalation
    given_up = func.max(line.at)
    waiting = uow.session.execute(
        select(rung.key, rung.addressee, given_up)
        .join(line, line.subject == rung.key)
        .where(rung.jurisdiction == charter.key, rung.state == "issued", line.trigger == "undelivered")
        .group_by(rung.key, rung.addressee)
        .order_by(given_up, rung.key)
    ).all()
    for key, addressee, since in waiting:
        if working_days(charter.calendar, since, now) > SERVED_WITHIN:
            yield Finding(
                "unserved",
                key,
                since,
                f"Văn bản gửi {charter.label(addressee)} không gửi được qua thư từ {happened(since)}, đã quá "
                f"{SERVED_WITHIN} ngày làm việc chưa ghi nhận tống đạt bằng giấy. Đề nghị văn thư tống đạt và ghi sổ; "
                f"nấc tiếp theo chỉ tính từ khi tống đạt. Mã: {key}.",
            )


def _papers(uow: UnitOfWork, charter: Charter, now: datetime) -> Iterator[Finding]:
    """Tell which signatures and proposals are past their date with nobody left to pass on to."""
    row = Assignment
    waiting = uow.session.scalars(
        select(row)
        .where(
            row.jurisdiction == charter.key, row.kind.in_(("decision", "signature")), row.state == "assigned",
            row.passes_to == "", row.deadline <= now,
        )
        .order_by(row.deadline, row.key)
    )  # fmt: skip
    for paper in waiting:
        asked = "quyết định" if paper.kind == "decision" else "ký"
        yield Finding(
            "waiting",
            paper.key,
            paper.deadline,
            f"«{paper.title}» chờ {charter.label(paper.head)} {asked}, đã quá hạn {spoken(paper.deadline)} và không "
            f"còn cấp nào để chuyển lên. Hãy trình trực tiếp. Mã: {paper.key}.",
        )


def _unopened(uow: UnitOfWork, charter: Charter, now: datetime, *, doors: bool) -> Iterator[Finding]:
    """Tell which proposals have no page on which their authority could answer."""
    used = select(Door.id).where(Door.jurisdiction == charter.key).limit(1)
    if not doors and uow.session.scalar(used) is None:
        return
    line = JournalLine
    for proposal, work, paper in proposed(uow, charter):
        mine = uow.session.scalars(select(Door).where(Door.escalation_id == proposal.id)).all()
        if any(door.run and waits(uow, door) for door in mine):
            continue
        # Recorded, not due: a sweep that came late has proposed only now. Only what changes whose answer it is counts.
        last = uow.session.scalar(
            select(func.max(line.recorded_at)).where(
                line.subject.in_((proposal.key, paper.key)), line.trigger != "cut_off"
            )
        )
        ends = [door.ended_at for door in mine if door.ended_at < NEVER]
        since = max([*ends, *([last] if last is not None else [])], default=proposal.raised_at)
        if office_time(charter.calendar, since, now) > OPENED_WITHIN:
            rung = charter.policy.national.wording.label("rungs", proposal.rung).lower()
            yield Finding(
                "no_page",
                f"{proposal.key}/{since:%Y%m%dT%H%M%SZ}",
                since,
                f"Từ {happened(since)}, đề xuất {rung} về «{work.title}» không có trang để "
                f"{charter.label(proposal.holder)} trả lời. Hãy chạy lịch mo-xem-xet của địa phương này và xem vì sao "
                f"nó không tự chạy; trong khi chờ, trả lời được bằng lệnh «namro decide». Mã: {proposal.key}.",
            )


def _set_aside(uow: UnitOfWork, charter: Charter) -> Iterator[Finding]:
    """Tell which rows sweeps leave out because the database refused them."""
    for machine, table in (("directive", Directive), ("assignment", Assignment)):
        rows = uow.session.execute(
            select(table.key, SetAside.at, SetAside.fault)
            .join(SetAside, (SetAside.row_id == table.id) & (SetAside.machine == machine))
            .where(table.jurisdiction == charter.key)
            .order_by(SetAside.at, table.key)
        )
        for key, since, fault in rows:
            yield Finding(
                "set_aside",
                key,
                since,
                f"Dòng {key} bị cơ sở dữ liệu từ chối lúc {happened(since)} ({fault}) nên các lần quét bỏ qua. Hãy "
                "báo người quản trị sửa dòng này.",
            )


def office_time(calendar: WorkingCalendar, since: datetime, until: datetime) -> timedelta:
    """Return how much of a stretch of time lies in office hours; days beyond the calendar do not count.

    Args:
        calendar: the working days and hours.
        since: its beginning (aware).
        until: its end (aware).
    """
    total, day = timedelta(), max(day_of(since), calendar.first)
    while day <= min(day_of(until), calendar.last):
        if calendar.is_working_day(day):
            for opens, closes in calendar.office_hours:
                total += max(min(until, at(day, closes)) - max(since, at(day, opens)), timedelta())
        day += timedelta(days=1)
    return total


def working_days(calendar: WorkingCalendar, since: datetime, until: datetime) -> int:
    """Return the number of working days after the day of ``since`` up to that of ``until``, within the calendar."""
    return calendar.count(*(min(max(day_of(one), calendar.first), calendar.last) for one in (since, until)))


def tell_operator(settings: Settings, found: Sequence[Finding], now: datetime) -> str:
    """Send findings to the operator as one e-mail, past the outbox and past Prefect: either may be what is dead.

    Args:
        settings: how this installation is set: its mail server, its contacts file.
        found: what to tell, at least one.
        now: the present instant (aware).

    Returns:
        The evidence that the mail server gave.

    Raises:
        CannotTell: when there is no mail server, no address, or the letter did not go out.
        workflows.contacts.ContactsError: when the contacts file is wrong.
    """
    contacts = read_contacts(settings.contacts_file) if settings.contacts_file else {}
    address = contacts[OPERATOR].email if OPERATOR in contacts else ""
    if not address:
        raise CannotTell(
            f"Chưa biết báo cho ai: hãy ghi khóa «{OPERATOR}» kèm địa chỉ thư vào tệp mà NAMRO_CONTACTS_FILE chỉ."
        )
    if settings.smtp_host is None or settings.smtp_sender is None:
        raise CannotTell("Chưa gửi được thư: hãy đặt NAMRO_SMTP_HOST và NAMRO_SMTP_SENDER.")
    password = settings.smtp_password.get_secret_value() if settings.smtp_password else ""
    mail = Mail(
        settings.smtp_host, settings.smtp_port, settings.smtp_sender, settings.smtp_starttls, settings.smtp_user or "",
        password,
    )  # fmt: skip
    try:
        return mail.send(_letter(address, found, now))
    except CannotDeliver as fault:
        raise CannotTell(f"Không gửi được thư cho người vận hành: {fault}") from None


def _letter(address: str, found: Sequence[Finding], now: datetime) -> Letter:
    lines = [f"{number}. {one.said}" for number, one in enumerate(found, 1)]
    body = [f"Năm Rõ xem lúc {happened(now)}, thấy {len(found)} điều cần xử lý:", "", *lines, ""]
    # The same findings of one day bear the same identifier: a mailbox that knows it shows them once.
    about = "|".join([f"{day_of(now)}", *(f"{one.what} {one.subject}" for one in found)])
    identifier = hashlib.sha256(about.encode()).hexdigest()[:32]
    return Letter(
        post=OPERATOR,
        label="Người vận hành",
        address=address,
        subject=f"Năm Rõ: {len(found)} điều cần xử lý",
        body="\n".join(body),
        message_id=f"<{identifier}@namro>",
        at=now,
    )
