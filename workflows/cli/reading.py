"""Commands that only read: show, why, figures, journal."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflows.cli.common import (
    Instant,
    as_of_option,
    command,
    database_option,
    instant_or_now,
    json_option,
    jurisdiction_option,
    offices_reading_options,
    open_or_end,
    policy_option,
    print_json,
    reading_options,
    refuse,
    wrong,
)

if TYPE_CHECKING:
    from workflows.office import Office


@command()
@click.argument("key", metavar="MÃ")
@reading_options
@as_of_option
@json_option
def show(key: str, office: "Office", as_of: datetime | None, as_json: bool) -> None:
    """Xem MÃ đang ở đâu: trạng thái, thời gian, chuỗi trách nhiệm, đã báo ai, việc tiếp theo."""
    from workflows.clock import now
    from workflows.show import NotFound
    from workflows.show import show as read
    from workflows.telling import told

    with office.register.read(now()) as uow:
        try:
            found = read(uow.session, office.charter, key, as_of=instant_or_now(as_of))
        except NotFound as missing:
            refuse(str(missing))
        if as_json:
            print_json(found)
        else:
            for line in told(found, office.charter):
                click.echo(line)


@command()
@click.argument("key", metavar="MÃ")
@reading_options
@json_option
def why(key: str, office: "Office", as_json: bool) -> None:
    """Giải thích ngày và người của MÃ: gốc, ngày bỏ qua và căn cứ, điều khoản hoặc mặc định, chuỗi đã đi."""
    from workflows.clock import now
    from workflows.show import NotFound
    from workflows.why import why as explain

    with office.register.read(now()) as uow:
        try:
            found = explain(uow.session, office.charter, key, as_of=now())
        except NotFound as missing:
            refuse(str(missing))
    if as_json:
        print_json(found)
        return
    click.echo(found["key"])
    for title, sentences in (("Vì sao ngày này", found["date"]), ("Vì sao người này", found["people"])):
        if sentences:
            click.echo(f"{title}:")
            for sentence in sentences:
                click.echo(f"  - {sentence}")
    click.echo(f"Phiên bản chính sách: {found['policy']}.")


@command()
@offices_reading_options
@as_of_option
@click.option(
    "--by",
    "groups",
    multiple=True,
    default=("unit",),
    show_default=True,
    type=click.Choice(["unit", "kind", "period", "line", "source", "source_level", "level"]),
    help="Nhóm theo; lặp lại được.",
)
@click.option("--xlsx", type=click.Path(path_type=Path, dir_okay=False), metavar="TỆP", help="Ghi ra bảng tính.")
@json_option
def figures(
    offices: "list[Office]", as_of: datetime | None, groups: tuple[str, ...], xlsx: Path | None, as_json: bool
) -> None:
    """Bảng bốn ô: xong đúng hạn, xong quá hạn, đang làm trong hạn, đang làm quá hạn; và các tỷ lệ."""
    from workflows.clock import now
    from workflows.figures import figures as count
    from workflows.figures import total
    from workflows.tables import as_text, write_xlsx

    instant, every = instant_or_now(as_of), []
    if xlsx is not None and len(offices) > 1:
        wrong("Sổ có nhiều địa phương; bảng tính ghi từng địa phương một, hãy chọn bằng --jurisdiction.")
    for office in offices:
        with office.register.read(now()) as uow:
            every.append((office, count(uow.session, office.charter, as_of=instant, by=groups)))
    office, rows = every[0]
    if len(offices) > 1:
        rows = [row.within(office.charter.key) for office, some in every for row in some]
    if xlsx is not None:
        if not xlsx.parent.is_dir():
            wrong(f"{xlsx}: không có thư mục {xlsx.parent}.")
        write_xlsx(xlsx, rows, office.charter, as_of=instant)
        click.echo(f"Đã ghi {xlsx}.", err=True)
    if as_json:
        print_json(
            {"as_of": instant.isoformat(), "rows": [row.as_json() for row in rows], "total": total(rows).as_json()}
        )
    elif xlsx is None:
        for one, some in every:
            if len(every) > 1:
                click.echo(f"{one.charter.jurisdiction.organization.label}:")
            for line in as_text(some, one.charter):
                click.echo(line)


@click.group(invoke_without_command=True, options_metavar="[TÙY-CHỌN]", subcommand_metavar="[LỆNH]")
@policy_option
@jurisdiction_option
@database_option
@click.option("--subject", metavar="MÃ", help="Chỉ những dòng về mã này và những gì phát sinh từ nó.")
@click.option("--trigger", metavar="HÀNH-VI", help="Chỉ một loại hành vi.")
@click.option("--by", "by", metavar="CHỨC-DANH", help="Chỉ việc của một người.")
@click.option("--from", "since", type=Instant(), help="Từ thời điểm pháp lý này.")
@click.option("--until", type=Instant(), help="Đến trước thời điểm pháp lý này.")
@json_option
@click.pass_context
def journal(
    ctx: click.Context,
    policy: Path | None,
    jurisdiction: str | None,
    database: str | None,
    subject: str | None,
    trigger: str | None,
    by: str | None,
    since: datetime | None,
    until: datetime | None,
    as_json: bool,
) -> None:
    """In nhật ký, có thể lọc; «journal verify» chứng minh nhật ký còn nguyên vẹn."""
    if ctx.invoked_subcommand is not None:
        # What was said before the subcommand holds for it too.
        said = {"policy": policy, "jurisdiction": jurisdiction, "database": database}
        ctx.default_map = {ctx.invoked_subcommand: {name: value for name, value in said.items() if value is not None}}
        return
    from workflows.clock import now
    from workflows.happenings import tell
    from workflows.journal import as_json as in_json
    from workflows.journal import read_journal
    from workflows.register.moves import EVENTS, LAWS
    from workflows.timeline import Timeline

    known = {t for law in LAWS.values() for t in law.triggers} | set(EVENTS)
    if trigger is not None and trigger not in known:
        wrong(f"Không có hành vi «{trigger}»; hiện có: {', '.join(sorted(known))}.")
    office = open_or_end(policy, jurisdiction, database, must_exist=True)
    with office.register.read(now()) as uow:
        lines = read_journal(uow.session, subject=subject, trigger=trigger, by=by, since=since, until=until)
        if as_json:
            for line in in_json(lines):
                print_json(line)
        else:
            for told in Timeline(office.charter).lines(tell(uow, office.charter, lines)):
                click.echo(told)


@journal.command(options_metavar="[TÙY-CHỌN]")
@reading_options
@json_option
def verify(office: "Office", as_json: bool) -> None:
    """Tìm những gì bị sửa, xóa, đảo, chèn hoặc cắt, và nói rõ ở đâu."""
    from workflows.clock import now
    from workflows.register.verify import prove

    findings = prove(office.register, recorded_at=now())
    if as_json:
        print_json(
            {
                "valid": not findings,
                "lines": office.register.journal_lines(),
                "findings": [{"kind": f.kind, "seq": f.seq, "batch": f.batch, "message": f.message} for f in findings],
            }
        )
    if findings:
        refuse(*(f.message for f in findings))
    if not as_json:
        click.echo(f"Nhật ký nguyên vẹn: {office.register.journal_lines()} dòng, khớp niêm phong và mốc neo.")
