"""Options that several commands share, and how they end."""

import functools
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from workflows.office import Office

T = TypeVar("T")

REFUSED = 1
WRONG_INPUT = 2


class Instant(click.ParamType[datetime]):
    """An instant: ISO 8601 with an offset; a bare day means its 24:00."""

    name = "THỜI-ĐIỂM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read it, or say what is missing."""
        if isinstance(value, datetime):
            return value
        from workflows.working_time import end_of_day, sane

        try:
            if len(value) == 10:
                return end_of_day(date.fromisoformat(value))
            read = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"«{value}» không phải thời điểm; hãy viết như 2024-03-12T00:00:00+07:00", param, ctx)
        if read.tzinfo is None:
            self.fail(f"«{value}» thiếu múi giờ; hãy viết {value}+07:00", param, ctx)
        if not sane(read):
            self.fail(f"«{value}» quá xa; hãy xem lại năm", param, ctx)
        return read


class Day(click.ParamType[date]):
    """A day: 2024-03-12."""

    name = "NGÀY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read it, or say how it is written."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"«{value}» không phải ngày; hãy viết như 2024-03-12", param, ctx)


#: A command whose usage line is Vietnamese as well.
command = functools.partial(click.command, options_metavar="[TÙY-CHỌN]")

policy_option = click.option(
    "--policy",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="NAMRO_POLICY_DIR",
    metavar="THƯ-MỤC",
    help="Thư mục chính sách; mặc định là chính sách kèm theo.",
)
jurisdiction_option = click.option(
    "--jurisdiction", metavar="MÃ", envvar="NAMRO_JURISDICTION", help="Mã địa phương, ví dụ ba_bich."
)
database_option = click.option(
    "--database",
    metavar="URL",
    envvar="NAMRO_DATABASE_URL",
    help="Cơ sở dữ liệu; mặc định sqlite:///var/namro.db.",
)
as_of_option = click.option("--as-of", type=Instant(), help="Tính đến thời điểm; mặc định là bây giờ.")
json_option = click.option("--json", "as_json", is_flag=True, help="In JSON ra đầu ra chuẩn.")


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that only reads the options that open an office; it makes no register where there is none."""
    return office_options(command, reading=True)


def office_options(command: Callable[..., Any], *, reading: bool = False) -> Callable[..., Any]:
    """Give a command the options that open an office, and open it: the command gets ``office``.

    A command that is given a key needs no ``--jurisdiction``: the key begins with it.
    """

    @policy_option
    @jurisdiction_option
    @database_option
    @functools.wraps(command)
    def opened(policy: Path | None, jurisdiction: str | None, database: str | None, **rest: Any) -> Any:
        about = str(rest.get("key") or rest.get("directive") or "")
        office = open_or_end(policy, jurisdiction, database, about=about, must_exist=reading)
        return command(office=office, **rest)

    return opened


def offices_reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that only reads the options for every jurisdiction meant."""
    return offices_options(command, reading=True)


def offices_options(command: Callable[..., Any], *, reading: bool = False) -> Callable[..., Any]:
    """Give a command the same options for every jurisdiction meant: the command gets ``offices``."""

    @policy_option
    @jurisdiction_option
    @database_option
    @functools.wraps(command)
    def opened(policy: Path | None, jurisdiction: str | None, database: str | None, **rest: Any) -> Any:
        from workflows.office import open_offices

        offices = _or_end(
            lambda: open_offices(database=database, policy_dir=policy, jurisdiction=jurisdiction, must_exist=reading)
        )
        return command(offices=offices, **rest)

    return opened


def open_or_end(
    policy: Path | None,
    jurisdiction: str | None,
    database: str | None,
    *,
    about: str = "",
    must_exist: bool = False,
) -> "Office":
    """Open the office, or end with every fault that stands in the way."""
    from workflows.office import open_office

    return _or_end(
        lambda: open_office(
            database=database, policy_dir=policy, jurisdiction=jurisdiction, about=about, must_exist=must_exist
        )
    )


def _or_end(opened: Callable[[], T]) -> T:
    from sqlalchemy.exc import ArgumentError, OperationalError

    from config.errors import PolicyErrors
    from config.settings import SettingsError
    from workflows.charter import NoSuchJurisdiction
    from workflows.contacts import ContactsError
    from workflows.office import NoRegister
    from workflows.register.seal import BadKey

    try:
        return opened()
    except PolicyErrors as faults:
        wrong(*map(str, faults.errors))
    except (SettingsError, NoSuchJurisdiction, ContactsError, NoRegister, BadKey) as fault:
        wrong(str(fault))
    except ArgumentError:
        wrong(
            "Địa chỉ cơ sở dữ liệu không hợp lệ; hãy viết như sqlite:///var/namro.db hoặc "
            "postgresql://người-dùng@máy/tên."
        )
    except OperationalError as fault:
        wrong(f"Không mở được cơ sở dữ liệu: {str(fault.orig).strip().splitlines()[0]}")


def wrong(*messages: str) -> NoReturn:
    """End because the input is wrong."""
    for message in messages:
        click.echo(message, err=True)
    sys.exit(WRONG_INPUT)


def refuse(*messages: str) -> NoReturn:
    """End because the law refused, or a check did not hold."""
    for message in messages:
        click.echo(message, err=True)
    sys.exit(REFUSED)


def print_json(value: Any) -> None:
    """Print one JSON value on one line."""
    import orjson

    click.echo(orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode())


def instant_or_now(as_of: datetime | None) -> datetime:
    """Return the instant asked for, or the present one; the future is refused."""
    from workflows.clock import now

    present: datetime = now()
    if as_of is not None and as_of > present:
        wrong(f"Thời điểm {as_of.isoformat()} chưa đến; chỉ tính được đến hiện tại.")
    return as_of or present
