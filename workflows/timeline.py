"""The journal, read and told: one JSON line each, or a story by day in Vietnamese."""

import textwrap
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from config.duty import Duty
from workflows.charter import Charter
from workflows.escalate import said
from workflows.letters import spoken
from workflows.register.moves import EVENTS, LAWS
from workflows.register.tables import JournalLine
from workflows.working_time import ZONE

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def journal_lines(
    session: Session,
    *,
    subject: str | None = None,
    trigger: str | None = None,
    by: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    in_legal_order: bool = False,
) -> list[dict[str, Any]]:
    """Return journal lines as the contract has them.

    Args:
        session: an open session.
        subject: only this key and what hangs on it.
        trigger: only this trigger.
        by: only what this post did.
        since: only lines whose legal instant is this or later (aware).
        until: only lines whose legal instant is before this (aware).
        in_legal_order: by legal instant, subject and trigger, rather than as they were written.
    """
    line = JournalLine
    found = select(line).order_by(line.seq)
    if subject is not None:
        found = found.where(
            or_(
                line.subject == subject,
                line.subject.startswith(subject + "#", autoescape=True),
                line.subject.startswith(subject + "/", autoescape=True),
            )
        )
    if trigger is not None:
        found = found.where(line.trigger == trigger)
    if by is not None:
        found = found.where(line.by == by)
    if since is not None:
        found = found.where(line.at >= since)
    if until is not None:
        found = found.where(line.at < until)
    rows = session.scalars(found).all()
    if in_legal_order:
        rows = sorted(rows, key=lambda one: (one.at, one.subject, one.trigger, one.seq))
    return [
        {
            "seq": number if in_legal_order else one.seq,
            "at": said(one.at),
            "recorded_at": said(one.recorded_at),
            "machine": one.machine,
            "subject": one.subject,
            "trigger": one.trigger,
            "from": one.source,
            "to": one.dest,
            "by": one.by,
            "cites": one.cites,
            "details": one.details,
        }
        for number, one in enumerate(rows, 1)
    ]


def timeline(lines: Iterable[dict[str, Any]], charter: Charter, *, width: int = 110) -> Iterator[str]:
    """Tell lines as a story: a heading for each day, what happened to several at once said once."""
    told = [(datetime.fromisoformat(line["at"]).astimezone(ZONE), line) for line in lines]
    for day, of_day in groupby(told, key=lambda one: one[0].date()):
        yield ""
        yield f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"
        heaps: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
        for at, line in of_day:
            heaps.setdefault((f"{at:%H:%M}", sentence(line, charter)[0], line["cites"]), []).append(line)
        for (clock, what, cites), alike in heaps.items():
            names = _names(alike, charter)
            text = f"{clock}  {what}{': ' + names if names else ''} [{charter.short(cites, alike[0]['subject'])}]"
            yield from textwrap.wrap(text, width, initial_indent="  ", subsequent_indent=" " * 9)


def sentence(line: dict[str, Any], charter: Charter) -> tuple[str, str]:
    """Return what a line says, and of whom, so that lines that say the same can be told together."""
    details, trigger = line["details"], line["trigger"]
    what, who = _subject(line["subject"], charter)
    label = charter.label
    rungs = charter.policy.national.wording
    rung = rungs.label("rungs", details.get("rung", ""))
    match (line["machine"], trigger):
        case ("assignment", "open"):
            return f"{_OPENED.get(details.get('kind', ''), 'mở')} {what}{_until(details)}", who
        case ("assignment", "warn"):
            return f"nhắc trước hạn {details['working_days']} ngày làm việc: {what}", who
        case ("assignment", "cut_off"):
            return f"{_cut_off(line['subject'])} {what}", who
        case ("assignment", "pass_on"):
            return (
                f"{label(details['silent'])} chưa ký hoặc quyết định, chuyển văn bản «{rung}» lên "
                f"{label(details['addressee'])}, hạn {_spoken(details['due'])}: {what}",
                who,
            )
        case ("escalation", "escalate"):
            return _escalated(details, rung, what, label), who
        case ("escalation", "deliver"):
            return f"«{rung}» đã đến người nhận: {what}", who
        case ("directive", _):
            return f"{LAWS['directive'].triggers[trigger]} văn bản {what}", ""
        case ("register", _):
            return f"{EVENTS.get(trigger, trigger)} ({line['subject']})", ""
    words = LAWS[line["machine"]].triggers[trigger]
    extra = f", lý do: {details['reason']}" if details.get("reason") else ""
    return f"{label(line['by']) if line['by'] != 'system' else 'hệ thống'} {words}{extra}: {what}", who


def _names(alike: list[dict[str, Any]], charter: Charter) -> str:
    """Name whom the lines are about; all who share a duty are named by their number."""
    names = list(dict.fromkeys(filter(None, (sentence(line, charter)[1] for line in alike))))
    duty = _duty(alike[0]["subject"], charter)
    if duty is not None and len(names) > 2 and len(names) == len(duty.performers):
        return f"cả {len(names)} nơi được giao"
    return "; ".join(names)


_OPENED = {
    "explanation": "phải giải trình việc chậm",
    "signature": "trình ký",
    "decision": "trình quyết định",
    "official_figures": "yêu cầu số liệu chính thức",
}


def _cut_off(subject: str) -> str:
    if "#explanation" in subject:
        return "hết hạn giải trình mà chưa giải trình"
    if subject.endswith("#signature") or "#decision" in subject:
        return "hết thời gian ký hoặc quyết định, văn bản nằm lại ở cấp chỉ đạo:"
    return "hết hạn, chưa nhận được"


def _escalated(details: dict[str, Any], rung: str, what: str, label: Any) -> str:
    match details["mode"]:
        case "automatic":
            return f"«{rung}» gửi người đứng đầu: {what}"
        case "to_sign":
            return f"dự thảo «{rung}», chờ {label(details['holder'])} ký: {what}"
    return f"đề xuất «{rung}», chờ {label(details['holder'])} quyết định: {what}"


def _subject(key: str, charter: Charter) -> tuple[str, str]:
    """Return what a key means in words, and whose it is."""
    base = key.partition("#")[0]
    parts = base.split("/")
    directive = charter.policy.directive("/".join(parts[:2]))
    if directive is None:
        return key, ""
    if len(parts) < 5:
        return f"«{directive.label}»", ""
    duty = _duty(key, charter)
    what = textwrap.shorten((duty.what if duty else None) or parts[3], 70, placeholder="…")
    period = next((p.label for p in duty.periods if p.key == parts[5]), parts[5]) if duty and len(parts) > 5 else ""
    return f"«{what}»{' ' + period if period else ''}", charter.label(parts[4])


def _duty(key: str, charter: Charter) -> Duty | None:
    parts = key.partition("#")[0].split("/")
    directive = charter.policy.directive("/".join(parts[:2]))
    clause = directive.clause(parts[2]) if directive and len(parts) > 4 else None
    return clause.duty(parts[3]) if clause else None


def _until(details: dict[str, Any]) -> str:
    return f", hạn {_spoken(details['deadline'])}" if details.get("deadline") else ""


def _spoken(iso: str) -> str:
    return spoken(datetime.fromisoformat(iso))
