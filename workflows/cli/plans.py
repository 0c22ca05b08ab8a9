"""Commands on cited plans: list them, take one in from a table, write a table to start from."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workflows.cli.common import (
    as_of_option,
    database_option,
    instant_or_now,
    json_option,
    jurisdiction_option,
    office_options,
    open_or_end,
    policy_option,
    print_json,
    refuse,
    wrong,
)

if TYPE_CHECKING:
    from workflows.import_plan import Change, Given, Imported
    from workflows.office import Office
    from workflows.plans import OnFile

#: What each thing is called that a task may say otherwise than before.
_SAYS = {
    "what": "việc",
    "result": "kết quả",
    "leads": "chủ trì",
    "coordinators": "phối hợp",
    "deadline": "thời hạn",
    "exclusive": "cách tính thời hạn",
    "watch": "cơ quan theo dõi",
    "note": "ghi chú",
}


@click.group(invoke_without_command=True, options_metavar="[TÙY-CHỌN]", subcommand_metavar="[LỆNH]")
@policy_option
@jurisdiction_option
@database_option
@json_option
@click.pass_context
def plans(
    ctx: click.Context, policy: Path | None, jurisdiction: str | None, database: str | None, as_json: bool
) -> None:
    """Liệt kê kế hoạch được dẫn chiếu: đã nhập hay «chưa nhập», bao nhiêu việc, việc nào chưa ai nhận."""
    if ctx.invoked_subcommand is not None:
        # What was said before the subcommand holds for it too.
        said = {"policy": policy, "jurisdiction": jurisdiction, "database": database}
        ctx.default_map = {ctx.invoked_subcommand: {name: value for name, value in said.items() if value is not None}}
        return
    from workflows.clock import now
    from workflows.plans import on_file

    office = open_or_end(policy, jurisdiction, database, must_exist=True)
    with office.register.read(now()) as uow:
        found = on_file(uow.session, office.charter)
    if as_json:
        print_json([_listed(one) for one in found])
        return
    if not found:
        click.echo("Không văn bản nào dẫn chiếu kế hoạch.")
    for one in found:
        click.echo(f"{one.cited.key}: {one.cited.plan.label}")
        if one.unassigned is None:
            click.echo("  chưa nhập; số việc và tỷ lệ là chưa biết, không phải bằng không")
            continue
        click.echo(f"  đã nhập {one.items} việc, đã giao {one.assigned}, chưa giao {len(one.unassigned)}")
        for item in one.unassigned:
            click.echo(f"    mục {item['item']}: {item['what']}")


def _listed(one: "OnFile") -> dict[str, Any]:
    from workflows.working_time import ZONE

    cited = one.cited
    return {
        "key": cited.key,
        "directive": cited.directive.full_key,
        "clause": cited.clause.path,
        "plan": cited.plan.key,
        "label": cited.plan.label,
        "level": cited.plan.level,
        "imported": one.imported_at is not None,
        "imported_at": one.imported_at.astimezone(ZONE).isoformat() if one.imported_at else None,
        "items": one.items,
        "assigned": one.assigned,
        "unassigned": None if one.unassigned is None else list(one.unassigned),
    }


@plans.command("import", options_metavar="[TÙY-CHỌN]")
@click.argument("path", metavar="TỆP", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--directive", required=True, metavar="MÃ", help="Văn bản dẫn chiếu kế hoạch.")
@click.option("--plan", required=True, metavar="MÃ", help="Kế hoạch, theo mã trong văn bản.")
@office_options
@as_of_option
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ giao gì cho ai, không ghi gì.")
@json_option
def take_in(
    path: Path,
    directive: str,
    plan: str,
    office: "Office",
    as_of: datetime | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Nhập nhiệm vụ của một kế hoạch từ TỆP CSV hoặc XLSX; nhập lại không tạo thêm và không ghi đè gì."""
    from workflows.clock import now
    from workflows.import_plan import NotAssigned, import_plan
    from workflows.plans import NoSuchPlan, find_plan
    from workflows.plans_file import PlanFileError, read_plan

    try:
        cited = find_plan(office.charter, directive, plan)
        file = read_plan(path, office.charter.jurisdiction.organization)
        done = import_plan(
            office.register,
            office.charter,
            cited,
            file,
            as_of=instant_or_now(as_of),
            recorded_at=now(),
            dry_run=dry_run,
        )
    except NoSuchPlan as fault:
        wrong(str(fault))
    except PlanFileError as fault:
        wrong(*map(str, fault.faults))
    except NotAssigned as fault:
        refuse(str(fault))
    if as_json:
        print_json(_as_json(done, dry_run))
    else:
        _tell(done, office, dry_run)
    if done.unclear:
        refuse(*map(str, done.unclear))


def _as_json(done: "Imported", dry_run: bool) -> dict[str, Any]:
    return {
        "plan": done.plan,
        "dry_run": dry_run,
        "items": done.items,
        "opened": done.opened,
        "assigned": [
            {
                "item": one.item,
                "key": one.key,
                "what": one.what,
                "performer": one.performer,
                "head": one.head,
                "deadline": _instant(one),
                "passed": one.passed,
            }
            for one in done.given
        ],
        "unassigned": [
            {"item": one.item, "what": one.what, "where": one.where, "cause": one.cause, "message": one.message}
            for one in done.left
        ],
        "changed": [
            {"item": one.item, "field": one.name or None, "was": one.was, "says": one.says} for one in done.changed
        ],
    }


def _instant(one: "Given") -> str | None:
    from workflows.register.columns import NEVER
    from workflows.working_time import ZONE

    return one.deadline.astimezone(ZONE).isoformat() if one.deadline < NEVER else None


def _tell(done: "Imported", office: "Office", dry_run: bool) -> None:
    from workflows.letters import spoken

    label = office.charter.label
    verb = "Sẽ giao" if dry_run else "Đã giao"
    click.echo(f"{verb} {len(done.given)} nhiệm vụ; {len(done.left)} việc chưa giao; {len(done.changed)} khác biệt.")
    for one in done.given:
        passed = " (đã qua hạn khi nhập)" if one.passed else ""
        click.echo(f"  mục {one.item}: {label(one.performer)}, {spoken(one.deadline)}{passed}: {one.what}")
    for left in done.left:
        if left.cause != "unclear":
            click.echo(f"  {left}")
    for change in done.changed:
        click.echo(f"  {_said(change)}")


def _said(change: "Change") -> str:
    if not change.name:
        return f"mục {change.item} không còn trong tệp; việc đã nhập vẫn giữ nguyên: {change.was}"
    name, was, says = _SAYS[change.name], _plain(change.was), _plain(change.says)
    return f"mục {change.item} khác bản đã nhập, không ghi đè: {name} đang là «{was}», tệp ghi «{says}»"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "trước ngày" if value else "chậm nhất ngày"
    return ", ".join(value) if isinstance(value, list) else str(value)


@plans.command(options_metavar="[TÙY-CHỌN]")
@click.argument("path", metavar="[TỆP]", required=False, type=click.Path(path_type=Path, dir_okay=False))
def template(path: Path | None) -> None:
    """Ghi tệp mẫu CSV hoặc XLSX để bắt đầu; không nêu TỆP thì in CSV ra đầu ra chuẩn."""
    import csv
    import io

    from workflows.plans_file import template as lines
    from workflows.plans_file import write_template

    if path is None:
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows(lines())
        click.echo(written.getvalue(), nl=False)
        return
    try:
        write_template(path)
    except FileExistsError:
        wrong(f"{path}: tệp đã có; không ghi đè.")
    except OSError as fault:
        wrong(f"{path}: không ghi được tệp: {fault.strerror}")
    click.echo(f"Đã ghi {path}. Bước tiếp theo: điền các việc rồi chạy «namro plans import {path} --dry-run …».")
