"""The commands on published indices."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workflows.cli.common import as_of_option, instant_or_now, json_option, office_options, print_json, refuse, wrong

if TYPE_CHECKING:
    from workflows.index_scores import Taken
    from workflows.office import Office

_VERDICTS = {"charged": "quy trách nhiệm", "spared": "không quy trách nhiệm", "insufficient": "chưa đủ dữ liệu"}


@click.group(options_metavar="[TÙY-CHỌN]", subcommand_metavar="LỆNH")
def index() -> None:
    """Điểm chỉ số được công bố: nhập, giao việc khắc phục, quy trách nhiệm theo từng văn bản."""


@index.command("import", options_metavar="[TÙY-CHỌN]")
@click.argument("path", metavar="TỆP", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--index", "name", required=True, type=click.Choice(["par", "index766"]), help="Chỉ số nào.")
@click.option("--period", required=True, metavar="KỲ", help="Năm 2023, quý 2026-Q1 hoặc tháng 2026-04.")
@click.option("--by", required=True, metavar="CHỨC-DANH", help="Người ghi nhận, thường là người theo dõi.")
@office_options
@as_of_option
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết, không ghi gì.")
@json_option
def take_in(
    path: Path,
    name: str,
    period: str,
    by: str,
    office: "Office",
    as_of: datetime | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Nhập điểm chỉ số từ TỆP CSV hoặc XLSX; nhập lại không tạo thêm và không ghi đè gì."""
    from workflows.clock import now
    from workflows.import_plan import NotAssigned
    from workflows.index_file import read_index
    from workflows.index_scores import OtherScores, import_index
    from workflows.plans_file import PlanFileError
    from workflows.rate_products import BadPeriod, read_period

    try:
        read_period(period)
        if office.charter.jurisdiction.organization.post(by) is None:
            wrong(f"Không có chức danh «{by}»; hãy ghi mã của một chức danh.")
        file = read_index(path, office.charter.jurisdiction.organization)
        done = import_index(
            office.register,
            office.charter,
            file,
            index="par" if name == "par" else "index766",
            period=period,
            by=by,
            as_of=instant_or_now(as_of),
            recorded_at=now(),
            dry_run=dry_run,
        )
    except BadPeriod as fault:
        wrong(str(fault))
    except PlanFileError as fault:
        wrong(*map(str, fault.faults))
    except (NotAssigned, OtherScores) as fault:
        refuse(str(fault))
    if as_json:
        print_json(_as_json(done, dry_run))
    else:
        _tell(done, dry_run)
    if refused := [f"tiêu chí {one.criterion}: {one.refused}" for one in done.judged if one.refused]:
        refuse(*refused)


def _as_json(done: "Taken", dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "new": done.new,
        "remedies": [one.key for plan in done.remedies for one in plan.given],
        "judged": [
            {
                "criterion": one.criterion,
                "directive": one.directive,
                "key": one.key or None,
                "verdict": one.verdict,
                "why": one.why,
                "refused": one.refused or None,
            }
            for one in done.judged
        ],
    }


def _tell(done: "Taken", dry_run: bool) -> None:
    verb = "Sẽ nhập" if dry_run else "Đã nhập"
    given = [one for plan in done.remedies for one in plan.given]
    click.echo(f"{verb} {done.new} tiêu chí mới; {len(given)} việc khắc phục.")
    for one in given:
        click.echo(f"  {one.key}: {one.what}")
    for judged in done.judged:
        click.echo(f"  tiêu chí {judged.criterion}: {_VERDICTS[judged.verdict]} ({judged.why}), {judged.directive}")
