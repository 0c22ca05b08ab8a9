"""Column types of the register, and the two instants that stand for "not yet" and "long ago"."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Dialect, Text, cast, literal, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

#: Stands where an instant has not come and may never come; so no guard ever meets NULL.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
#: Stands where something has not happened and must compare as earlier than everything.
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def epoch(instant: datetime) -> int:
    """Return whole seconds since 1970 UTC; a fraction is dropped, which never makes an instant in time late.

    Raises:
        ValueError: for a naive datetime.
    """
    if instant.tzinfo is None:
        raise ValueError(f"an instant must know its zone: {instant!r}")
    # Plain subtraction, also of pendulum's instants: theirs makes an interval, and takes twenty times as long.
    since = datetime.__sub__(instant, LONG_AGO)
    return since.days * 86_400 + since.seconds


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored as whole UTC seconds (half the bytes of a text, and compared as an integer)."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        """Refuse naive datetimes; keep the instant, drop the zone it was said in."""
        return None if value is None else epoch(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give the instant back in UTC."""
        return None if value is None else datetime.fromtimestamp(value, UTC)


class json_object(FunctionElement[Any]):  # noqa: N801 - it is a SQL function
    """A JSON object built by the database: names and values in turn, as text."""

    inherit_cache = True
    type = JSON()

    def __init__(self, **values: Any) -> None:
        """Take each name with its column, or with a plain value that becomes a text."""
        parts: list[Any] = []
        for name, value in sorted(values.items()):
            parts += [
                literal_column(f"'{name}'"),
                _text(value) if isinstance(value, str | int | float) else value,
            ]
        super().__init__(*parts)


def _text(value: Any) -> Any:
    return cast(literal(str(value)), Text)


@compiles(json_object, "sqlite")
def _sqlite_json_object(element: Any, compiler: Any, **rest: Any) -> str:
    return f"json_object({compiler.process(element.clauses, **rest)})"


@compiles(json_object, "postgresql")
def _postgres_json_object(element: Any, compiler: Any, **rest: Any) -> str:
    return f"json_build_object({compiler.process(element.clauses, **rest)})"


class iso(FunctionElement[str]):  # noqa: N801 - it is a SQL function
    """An instant column written for people and journals: ISO 8601 in Vietnamese time; NULL for `NEVER`."""

    inherit_cache = True
    type = Text()


@compiles(iso, "sqlite")
def _sqlite_iso(element: Any, compiler: Any, **rest: Any) -> str:
    at = compiler.process(element.clauses, **rest)
    said = f"strftime('%Y-%m-%dT%H:%M:%S+07:00', {at} + 25200, 'unixepoch')"
    return f"CASE WHEN {at} < {epoch(NEVER)} THEN {said} END"


@compiles(iso, "postgresql")
def _postgres_iso(element: Any, compiler: Any, **rest: Any) -> str:
    at = compiler.process(element.clauses, **rest)
    local = f"to_timestamp({at}) AT TIME ZONE 'Asia/Ho_Chi_Minh'"
    return f"""CASE WHEN {at} < {epoch(NEVER)} THEN to_char({local}, 'YYYY-MM-DD"T"HH24:MI:SS') || '+07:00' END"""
