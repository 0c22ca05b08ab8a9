"""The command that replays a stretch of time, under one policy or under two beside each other."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflows.cli.common import (
    REFUSED,
    Day,
    command,
    json_option,
    jurisdiction_option,
    open_or_end,
    policy_option,
    print_json,
    wrong,
)
from workflows.cli.work import acts_or_end

if TYPE_CHECKING:
    from config.policy import Policy
    from workflows.acts import Act


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
@click.option(
    "--what-if",
    "changed",
    metavar="THƯ-MỤC",
    type=click.Path(path_type=Path, file_okay=False),
    help="Thư mục chính sách đã sửa: cho biết điều gì sẽ thêm, bớt hoặc dời so với chính sách hiện hành.",
)
@json_option
def replay(
    policy: Path | None,
    jurisdiction: str | None,
    database: str | None,
    start: date,
    until: date,
    paths: tuple[Path, ...],
    changed: Path | None,
    as_json: bool,
) -> None:
    """Cho thời gian trôi trên một sổ riêng và in ra nhật ký.

    Với --what-if thì cho trôi hai lần, theo chính sách hiện hành và theo chính sách đã sửa, rồi in ra chỗ khác nhau.
    """
    if until < start:
        wrong("--until phải từ ngày --from trở đi.")
    acts = acts_or_end(list(paths))
    if changed is None:
        _replay(policy, jurisdiction, database, start, until, acts, as_json=as_json)
        return
    if database is not None:
        wrong("--what-if dùng sổ tạm của riêng mình; hãy bỏ --database.")
    tell_what_if(policy, changed, jurisdiction, start, until, acts, as_json=as_json)


def _replay(
    policy: Path | None,
    jurisdiction: str | None,
    database: str | None,
    start: date,
    until: date,
    acts: "list[Act]",
    *,
    as_json: bool,
) -> None:
    """Replay under one policy, print the journal, and end."""
    import tempfile

    from workflows.clock import now
    from workflows.happenings import tell
    from workflows.journal import as_json as in_json
    from workflows.journal import read_journal
    from workflows.replay import replay as run
    from workflows.timeline import Timeline

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
        _tell_unused(done.unused, until)
        refused = [*map(str, done.assigned.refused)]
        refused += [f"{o.act.where + ': ' if o.act.where else ''}{o.refused}" for o in done.outcomes if o.refused]
        for message in refused:
            click.echo(message, err=True)
        office.register.engine.dispose()
    sys.exit(REFUSED if refused else 0)


def tell_what_if(
    policy: Path | None,
    changed: Path,
    jurisdiction: str | None,
    start: date,
    until: date,
    acts: "Sequence[Act]" = (),
    *,
    as_json: bool = False,
) -> None:
    """Print what a changed policy would make different, or end with every fault that stands in the way.

    Args:
        policy: folder of the policy in force; None for the one that the settings say.
        changed: folder of the changed policy.
        jurisdiction: key of the jurisdiction; None for the one that the settings say, or the only one there is.
        start: first day.
        until: last day, included.
        acts: what people did, the same under both.
        as_json: whether to print one JSON object, as `workflows.what_if.plain.as_json` describes it.
    """
    from config.settings import SettingsError
    from workflows.charter import NoSuchJurisdiction
    from workflows.clock import now
    from workflows.what_if import what_if
    from workflows.what_if.plain import as_json as plain
    from workflows.what_if.told import tell
    from workflows.working_time import OutsideCalendar

    try:
        today, other, key = _policies(policy, changed, jurisdiction)
        found = what_if(today, other, key, start=start, until=until, acts=acts, clock=now)
    except (SettingsError, NoSuchJurisdiction, OutsideCalendar) as fault:
        wrong(str(fault))
    if as_json:
        print_json(plain(found))
    else:
        for line in tell(found):
            click.echo(line)
    _tell_unused(found.unused, until)
    for one in found.refused:
        if not one.differs:
            where = f"{one.act.where}: " if one.act.where else ""
            click.echo(f"{where}bị từ chối theo cả hai chính sách: {one.today}", err=True)


def _policies(policy: Path | None, changed: Path, jurisdiction: str | None) -> "tuple[Policy, Policy, str]":
    """Read both policies, or end with every fault of both; those of the changed one are told under its folder."""
    from config.errors import PolicyErrors
    from config.loader import load_policy
    from config.settings import read_settings
    from workflows.charter import NoSuchJurisdiction
    from workflows.office import choose

    settings = read_settings()
    found, faults = [], []
    for root, below in ((policy or settings.policy_dir, Path()), (changed, changed)):
        try:
            found.append(load_policy(root))
        except PolicyErrors as wrongs:
            faults += [f"{(below / one.path).as_posix()}:{one.line}: {one.message}" for one in wrongs.errors]
    if faults:
        wrong(*faults)
    today, other = found
    key = choose(today, jurisdiction or settings.jurisdiction)
    if key in today.jurisdictions and key not in other.jurisdictions:
        known = ", ".join(sorted(other.jurisdictions)) or "(không có)"
        raise NoSuchJurisdiction(f"{changed}: chính sách đã sửa không có địa phương «{key}»; hiện có: {known}.")
    return today, other, key


def _tell_unused(unused: "Sequence[Act]", until: date) -> None:
    if unused:
        click.echo(f"{len(unused)} việc sau ngày {until:%d/%m/%Y} không được dùng đến.", err=True)
