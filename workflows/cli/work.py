"""Commands that do the work: assign, act, sweep, decide, deliver, replay."""

import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflows.cli.common import (
    REFUSED,
    Day,
    as_of_option,
    command,
    database_option,
    instant_or_now,
    json_option,
    jurisdiction_option,
    office_options,
    offices_options,
    open_or_end,
    policy_option,
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
    for office, acts in _shared_out(offices, _acts([path])):
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


def _acts(paths: list[Path]) -> "list[Act]":
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
    from workflows.clock import now
    from workflows.deliver import Delivered
    from workflows.deliver import deliver as run

    present, done = now(), Delivered()
    for office in offices:
        one = run(office.register, office.charter, office.channel(), at=present, recorded_at=present)
        done.sent += one.sent
        done.waiting += one.waiting
        done.to_serve += one.to_serve
        done.alerts += one.alerts
    if as_json:
        print_json(
            {
                name: [
                    {"to": letter.post, "subject": letter.subject, "said": said, "message_id": letter.message_id}
                    for letter, said in getattr(done, name)
                ]
                for name in ("sent", "waiting", "to_serve")
            }
            | {"alerts": [{"to": label, "scheme": way, "said": said} for label, way, said in done.alerts]}
        )
        return
    for letter, said in done.to_serve:
        click.echo(f"--- Tống đạt bằng giấy: {letter.label} ({said})\n{letter.body}\n")
    click.echo(f"Đã gửi {len(done.sent)} thư, chờ gửi lại {len(done.waiting)}, cần tống đạt giấy {len(done.to_serve)}.")
    for letter, said in done.waiting:
        click.echo(f"{letter.label}: {said}", err=True)
    for label, way, said in done.alerts:
        click.echo(f"Tin nhắc cho {label} qua {way}: {said}", err=True)


@command()
@policy_option
@jurisdiction_option
@click.option("--database", metavar="URL", help="Cơ sở dữ liệu riêng, còn trống; mặc định là một tệp tạm.")
@click.option("--from", "start", required=True, type=Day(), help="Ngày đầu.")
@click.option("--until", required=True, type=Day(), help="Ngày cuối, tính cả ngày đó.")
@click.option(
    "--acts",
    "paths",
    multiple=True,
    metavar="TỆP",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Việc mọi người đã làm.",
)
@json_option
def replay(
    policy: Path | None,
    jurisdiction: str | None,
    database: str | None,
    start: date,
    until: date,
    paths: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Cho thời gian trôi trên một sổ riêng và in ra nhật ký."""
    import tempfile

    from workflows.clock import now
    from workflows.happenings import tell
    from workflows.journal import as_json as in_json
    from workflows.journal import read_journal
    from workflows.replay import replay as run
    from workflows.timeline import Timeline

    if until < start:
        wrong("--until phải từ ngày --from trở đi.")
    acts = _acts(list(paths))
    with tempfile.TemporaryDirectory(prefix="namro-replay-") as folder:
        office = open_or_end(policy, jurisdiction, database or f"sqlite:///{folder}/replay.db")
        if office.register.journal_lines():
            url = office.register.engine.url.render_as_string(hide_password=True)
            wrong(f"{url}: sổ này đã có nhật ký; chạy lại cần một cơ sở dữ liệu trống.")
        done = run(office.register, office.charter, start=start, until=until, acts=acts, clock=now)
        with office.register.read(now()) as uow:
            lines = read_journal(uow.session, in_legal_order=True)
            if as_json:
                for line in in_json(lines, numbered=True):
                    print_json(line)
            else:
                for said in Timeline(office.charter).lines(tell(uow, office.charter, lines)):
                    click.echo(said)
        if done.unused:
            click.echo(f"{len(done.unused)} việc sau ngày {until:%d/%m/%Y} không được dùng đến.", err=True)
        refused = [*map(str, done.assigned.refused)]
        refused += [f"{o.act.where + ': ' if o.act.where else ''}{o.refused}" for o in done.outcomes if o.refused]
        for message in refused:
            click.echo(message, err=True)
        office.register.engine.dispose()
    sys.exit(REFUSED if refused else 0)


__all__ = ["act", "assign", "database_option", "decide", "deliver", "replay", "sweep"]
