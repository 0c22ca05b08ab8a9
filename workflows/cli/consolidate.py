"""The command that prepares what consolidated reports are made from."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from workflows.cli.common import as_of_option, command, instant_or_now, json_option, offices_options, print_json

if TYPE_CHECKING:
    from workflows.office import Office


@command()
@offices_options
@as_of_option
@json_option
def consolidate(offices: "list[Office]", as_of: datetime | None, as_json: bool) -> None:
    """Lập danh sách nơi chưa gửi của báo cáo tổng hợp đến hạn hôm nay, báo nơi tổng hợp một lần."""
    from workflows.clock import now
    from workflows.consolidate import prepare
    from workflows.escalate import said

    instant = instant_or_now(as_of)
    found = [
        (office, one)
        for office in offices
        for one in prepare(office.register, office.charter, as_of=instant, recorded_at=now())
    ]
    if as_json:
        print_json(
            [
                {
                    "key": one.gathered.key,
                    "deadline": said(one.deadline),
                    "included": [fed.performer for fed in one.gathered.included],
                    "missing": [{"unit": fed.performer, "since": said(fed.due)} for fed in one.gathered.missing],
                    "told": one.to if one.told else None,
                }
                for _, one in found
            ]
        )
        return
    if not found:
        click.echo("Hôm nay không có báo cáo tổng hợp nào đến hạn.")
    for office, one in found:
        missing = ", ".join(office.charter.label(fed.performer) for fed in one.gathered.missing) or "không có"
        click.echo(f"{one.title}: đã nhận {len(one.gathered.included)}, chưa gửi: {missing}.")
        if one.told:
            click.echo(f"  đã báo {office.charter.label(one.to)}")
