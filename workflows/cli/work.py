"""Commands that do the work: assign, act, sweep, decide, deliver."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflows.cli.common import (
    Day,
    as_of_option,
    command,
    instant_or_now,
    json_option,
    office_options,
    offices_options,
    print_json,
    refuse,
    wrong,
)

if TYPE_CHECKING:
    from workflows.acts import Act, Outcome
    from workflows.office import Office


@command()
@offices_options
@as_of_option
@click.option("--until", type=Day(), help="Chỉ giao những gì mở đến hết ngày này.")
@json_option
def assign(offices: "list[Office]", as_of: datetime | None, until: date | None, as_json: bool) -> None:
    """Giao nhiệm vụ của mọi văn bản; chạy lại không tạo thêm gì."""
    from workflows.assign import Assigned
    from workflows.assign import assign as run
    from workflows.clock import now

    done, instant = Assigned(), instant_or_now(as_of)
    for office in offices:
        one = run(office.register, office.charter, as_of=instant, recorded_at=now(), until=until)
        done.created += one.created
        done.refused += one.refused
        done.opened += one.opened
    if as_json:
        print_json({"created": done.created, "opened": done.opened, "refused": [str(u) for u in done.refused]})
    else:
        click.echo(f"Đã lập {len(done.created)} nhiệm vụ mới, mở {done.opened}.")
    if done.refused:
        refuse(*(str(unclear) for unclear in done.refused))


@command()
@offices_options
@click.option(
    "--file",
    "path",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="TỆP",
    help="Tệp JSON Lines, CSV hoặc XLSX.",
)
@click.option("--strict", is_flag=True, help="Dừng ở việc đầu tiên bị từ chối.")
@json_option
def act(offices: "list[Office]", path: Path, strict: bool, as_json: bool) -> None:
    """Ghi nhận việc đã làm, theo thứ tự thời gian; việc bị từ chối được báo kèm lý do."""
    from workflows.act import apply
    from workflows.clock import now

    outcomes: list[Outcome] = []
    for office, acts in _shared_out(offices, acts_or_end([path])):
        outcomes += apply(office.register, office.charter, acts, recorded_at=now(), strict=strict)
        if strict and any(outcome.refused for outcome in outcomes):
            break
    _report(outcomes, as_json)


def _shared_out(offices: "list[Office]", acts: "list[Act]") -> "list[tuple[Office, list[Act]]]":
    """Give each act to the office whose jurisdiction its key begins with; what fits none goes to the first."""
    by_key = {office.charter.key: office for office in offices}
    shared: dict[str, list[Act]] = {}
    for act in acts:
        begins = act.on.partition("/")[0]
        shared.setdefault(begins if begins in by_key else offices[0].charter.key, []).append(act)
    return [(by_key[key], some) for key, some in shared.items()]


def acts_or_end(paths: list[Path]) -> "list[Act]":
    """Read files of acts, or end with every fault in them."""
    from workflows.acts_file import ActsFileError, read_acts

    acts, faults = [], []
    for path in paths:
        try:
            acts += read_acts(path)
        except ActsFileError as fault:
            faults += fault.faults
    if faults:
        wrong(*map(str, faults))
    return acts


def _report(outcomes: "list[Outcome]", as_json: bool) -> None:
    refused = [o for o in outcomes if o.refused]
    repeated = sum(o.repeated for o in outcomes)
    if as_json:
        print_json(
            {
                "applied": len(outcomes) - len(refused) - repeated,
                "repeated": repeated,
                "refused": [
                    {"where": o.act.where, "act": o.act.act, "on": o.act.on, "by": o.act.by, "reason": o.refused}
                    for o in refused
                ],
            }
        )
    else:
        click.echo(
            f"Đã ghi nhận {len(outcomes) - len(refused) - repeated} việc, lặp lại {repeated}, từ chối {len(refused)}."
        )
    if refused:
        refuse(*(f"{o.act.where + ': ' if o.act.where else ''}{o.refused}" for o in refused))


@command()
@offices_options
@as_of_option
@click.option("--dry-run", is_flag=True, help="Chỉ tính, không ghi gì.")
@json_option
def sweep(offices: "list[Office]", as_of: datetime | None, dry_run: bool, as_json: bool) -> None:
    """Nhắc trước hạn, chốt hạn và leo thang những gì đã đến lúc."""
    from state_machines.assignment import ASSIGNMENT
    from workflows.clock import now
    from workflows.letters import happened
    from workflows.register.moves import LAWS
    from workflows.sweep import Swept
    from workflows.sweep import sweep as run

    done, behind = Swept(instant_or_now(as_of)), []
    for office in offices:
        one = run(office.register, office.charter, as_of=done.as_of, recorded_at=now(), dry_run=dry_run)
        done.join(one)
        behind.append(one.behind)
    done.behind = all(behind)
    if as_json:
        print_json(
            {
                "as_of": done.as_of.isoformat(),
                "moved": done.moved,
                "notices": done.notices,
                "seconds": round(done.seconds, 4),
                "set_aside": done.set_aside,
                "behind": done.behind,
            }
        )
    elif done.behind:
        click.echo("Thời điểm này đã được quét qua; không làm gì.")
    else:
        words = {t: w for law in (*LAWS.values(), ASSIGNMENT) for t, w in law.triggers.items()}
        said = ", ".join(f"{words[t]} {n}" for t, n in done.moved.items()) or "không có việc đến hạn"
        click.echo(f"Quét đến {happened(done.as_of)}: {said}; {done.notices} thông báo; {done.seconds:.2f} giây.")
    if done.fault:
        refuse(f"Chạy thử gặp dòng mà cơ sở dữ liệu không nhận ({done.fault}); lượt quét thật sẽ để riêng dòng đó.")
    if done.set_aside:
        refuse(*(f"Đã để riêng {key}: cơ sở dữ liệu không nhận; xem nhật ký (set_aside)." for key in done.set_aside))


@command()
@click.argument("key", metavar="MÃ")
@office_options
@click.option("--by", required=True, metavar="CHỨC-DANH", help="Người quyết định.")
@click.option(
    "--answer",
    required=True,
    type=click.Choice(["approve", "refuse", "ask_explanation", "new_date"]),
    help="Ban hành, không ban hành, yêu cầu giải trình, hoặc ấn định thời hạn mới.",
)
@click.option("--reason", required=True, help="Lý do, ghi vào nhật ký.")
@click.option("--deadline", type=Day(), help="Thời hạn mới (với new_date).")
@click.option(
    "--key-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Tệp khóa riêng của người quyết định; sẽ hỏi mật khẩu khóa.",
)
@click.option("--code", metavar="MÃ-XÁC-NHẬN", help="Sáu chữ số đang hiện trên ứng dụng, thay cho --key-file.")
@click.option("--proof", help="Chữ ký đã có sẵn, thay cho --key-file.")
def decide(
    key: str,
    office: "Office",
    by: str,
    answer: str,
    reason: str,
    deadline: date | None,
    key_file: Path | None,
    code: str | None,
    proof: str | None,
) -> None:
    """Trả lời đề xuất MÃ; người quyết định phải chứng minh bằng khóa hoặc mã xác nhận của mình."""
    from workflows import identity
    from workflows.clock import now
    from workflows.reviews import Answer, act_of
    from workflows.reviews import answer as give

    present = now()
    given = Answer(by, answer, reason, deadline, code or proof or "")
    if key_file is not None:
        passphrase = click.prompt("Mật khẩu khóa", hide_input=True, err=True)
        try:
            signed = identity.sign(dict(act_of(key, given, at=present).raw), key_file, passphrase)
        except ValueError:
            refuse(f"{key_file}: mật khẩu không mở được khóa này.")
        given = replace(given, proof=signed)
    done = give(office.register, office.charter, key, given, at=present, recorded_at=present)
    if done.refused:
        refuse(done.refused)
    click.echo(f"Đã ghi nhận quyết định về {key}.")


@command()
@offices_options
@json_option
def deliver(offices: "list[Office]", as_json: bool) -> None:
    """Gửi thông báo: qua thư điện tử nếu có địa chỉ, còn lại in ra để tống đạt bằng giấy."""
    from workflows.alerts_outbox import Alerted, send_due
    from workflows.clock import now
    from workflows.deliver import Delivered
    from workflows.deliver import deliver as run

    done, alerts = Delivered(), Alerted()
    for office in offices:
        ways, present = office.channel(), now()
        one = run(office.register, office.charter, ways, at=present, recorded_at=present)
        done.sent += one.sent
        done.waiting += one.waiting
        done.to_serve += one.to_serve
        # Last, so that a slow service of no consequence keeps no letter of record waiting.
        present = now()
        alerted = send_due(office.register, office.charter, ways.alerts, at=present, recorded_at=present)
        alerts.done += alerted.done
        alerts.waiting += alerted.waiting
    if as_json:
        print_json(
            {
                name: [
                    {"to": letter.post, "subject": letter.subject, "said": said, "message_id": letter.message_id}
                    for letter, said in getattr(done, name)
                ]
                for name in ("sent", "waiting", "to_serve")
            }
            | {
                name: [{"to": label, "scheme": way, "said": said} for label, way, said in some]
                for name, some in (("alerts", alerts.done), ("alerts_waiting", alerts.waiting))
            }
        )
        return
    for letter, said in done.to_serve:
        click.echo(f"--- Tống đạt bằng giấy: {letter.label} ({said})\n{letter.body}\n")
    click.echo(f"Đã gửi {len(done.sent)} thư, chờ gửi lại {len(done.waiting)}, cần tống đạt giấy {len(done.to_serve)}.")
    for letter, said in done.waiting:
        click.echo(f"{letter.label}: {said}", err=True)
    for label, way, said in alerts.done:
        click.echo(f"Tin nhắc cho {label} qua {way}: {said}", err=True)
    for label, way, said in alerts.waiting:
        click.echo(f"Tin nhắc cho {label} qua {way} chưa đi: {said}", err=True)


__all__ = ["act", "acts_or_end", "assign", "decide", "deliver", "sweep"]
