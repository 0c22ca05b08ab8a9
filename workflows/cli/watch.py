"""The command that asks the watchdog."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflows.cli.common import (
    REFUSED,
    as_of_option,
    command,
    database_option,
    instant_or_now,
    json_option,
    jurisdiction_option,
    policy_option,
    print_json,
    wrong,
)

if TYPE_CHECKING:
    from workflows.watch import Finding


@command()
@policy_option
@jurisdiction_option
@database_option
@as_of_option
@click.option("--mail", "by_mail", is_flag=True, help="Gửi thẳng cho người vận hành (khóa operator trong tệp địa chỉ).")
@json_option
def watch(
    policy: Path | None,
    jurisdiction: str | None,
    database: str | None,
    as_of: datetime | None,
    by_mail: bool,
    as_json: bool,
) -> None:
    """Tìm sự im lặng và việc bị kẹt: quét hạn ngừng chạy, thư không đi, đề xuất không ai trả lời.

    Không cần Prefect: đặt vào cron hoặc systemd để biết cả khi Prefect đã chết. Kết thúc bằng 1 khi có điều cần xử lý.
    """
    from config.settings import SettingsError, read_settings
    from workflows.contacts import ContactsError
    from workflows.watch import CannotTell, tell_operator

    instant = instant_or_now(as_of)
    found = _look(policy, jurisdiction, database, instant)
    if as_json:
        print_json(
            {
                "findings": [
                    {"what": one.what, "subject": one.subject, "since": one.since.isoformat(), "said": one.said}
                    for one in found
                ]
            }
        )
    elif not found:
        click.echo("Không có gì bất thường.")
    # What was found is told here first: whatever the mail server does, it is not lost.
    for one in found:
        click.echo(one.said, err=True)
    if by_mail and found:
        try:
            evidence = tell_operator(read_settings(), found, instant)
            click.echo(f"Đã báo người vận hành: {evidence}.", err=True)
        except (CannotTell, ContactsError, SettingsError) as fault:
            click.echo(str(fault), err=True)
    if found:
        raise SystemExit(REFUSED)


def _look(policy: Path | None, jurisdiction: str | None, database: str | None, now: datetime) -> "list[Finding]":
    """Return the findings of every jurisdiction meant; what cannot even be opened is the first thing to tell."""
    from sqlalchemy.exc import ArgumentError, DBAPIError

    from config.errors import PolicyErrors
    from config.settings import SettingsError
    from workflows.charter import NoSuchJurisdiction
    from workflows.contacts import ContactsError
    from workflows.office import NoRegister, open_offices
    from workflows.register.seal import BadKey
    from workflows.watch import findings, unopened

    try:
        offices = open_offices(database=database, policy_dir=policy, jurisdiction=jurisdiction, must_exist=True)
        return [one for office in offices for one in findings(office.register, office.charter, now)]
    except (SettingsError, NoSuchJurisdiction) as fault:
        wrong(str(fault))
    except (PolicyErrors, ContactsError, NoRegister, BadKey, OSError) as fault:
        return [unopened(_sentence(str(fault)), now)]
    except (ArgumentError, DBAPIError) as fault:
        said = str(getattr(fault, "orig", None) or "địa chỉ cơ sở dữ liệu không hợp lệ")
        return [unopened(_sentence(said), now)]


def _sentence(said: str) -> str:
    first = (said.strip().splitlines() or ["không rõ lý do"])[0].rstrip(".;")
    return f"{first}."
