"""Instants are whole seconds that know their zone; not yet and long ago are instants too."""

from datetime import UTC, datetime, timedelta, timezone

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import column, insert, select
from sqlalchemy.exc import StatementError

from tests.register.tools import DIRECTIVE, START, give_birth
from workflows.register.columns import LONG_AGO, NEVER, epoch, iso, json_object
from workflows.register.tables import Directive
from workflows.register.unit_of_work import Register

HANOI = timezone(timedelta(hours=7))


def test_a_naive_instant_is_refused(register: Register) -> None:
    """A datetime without a zone goes neither into a row nor into a question."""
    naive = datetime(2024, 3, 12)
    with register.engine.connect() as connection:
        with pytest.raises(StatementError, match="an instant must know its zone"):
            connection.execute(insert(Directive), DIRECTIVE | {"effective_at": naive})
        with pytest.raises(StatementError, match="an instant must know its zone"):
            connection.execute(select(Directive.id).where(Directive.effective_at <= naive))


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2024, 3, 12, 0, 0, 0, tzinfo=HANOI),
        datetime(2024, 3, 11, 23, 59, 59, tzinfo=HANOI),
        pendulum.datetime(2024, 3, 11, 17, 0, 1, tz="Asia/Ho_Chi_Minh"),
        datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC),
        NEVER,
        LONG_AGO,
    ],
)
def test_an_instant_comes_back_to_the_second(register: Register, instant: datetime) -> None:
    """An instant of any zone comes back as the same instant, aware, in UTC, to the second."""
    with register.engine.connect() as connection:
        connection.execute(insert(Directive), DIRECTIVE | {"effective_at": instant})
        read = connection.execute(select(Directive.effective_at)).scalar_one()
        assert read == instant
        assert read.tzinfo is UTC
        same = select(Directive.id).where(Directive.effective_at == instant)
        assert connection.execute(same).scalar_one() == 1


def test_a_fraction_of_a_second_never_makes_late(register: Register) -> None:
    """What arrives within the last second before midnight is stored as before midnight."""
    last = datetime(2024, 3, 11, 23, 59, 59, 999_999, tzinfo=HANOI)
    with register.engine.connect() as connection:
        connection.execute(insert(Directive), DIRECTIVE | {"effective_at": last})
        read = connection.execute(select(Directive.effective_at)).scalar_one()
    assert read == last.replace(microsecond=0)


@given(st.datetimes(datetime(1900, 1, 1), datetime(9999, 12, 30), timezones=st.timezones()))
def test_the_second_of_an_instant_is_the_one_it_lies_in(instant: datetime) -> None:
    """The stored second is the greatest that is not after the instant, in every year and zone."""
    second = LONG_AGO + timedelta(seconds=epoch(instant))
    assert second <= instant < second + timedelta(seconds=1)


def test_instants_are_written_for_people_in_vietnamese_time(register: Register) -> None:
    """Both databases write an instant as ISO 8601 at +07:00, and never as nothing at all."""
    midnight = datetime(2024, 3, 11, 17, tzinfo=UTC)
    with register.engine.connect() as connection:
        connection.execute(insert(Directive), DIRECTIVE | {"effective_at": midnight, "term_ends_at": NEVER})
        written = select(iso(Directive.effective_at), iso(Directive.term_ends_at))
        assert tuple(connection.execute(written).one()) == ("2024-03-12T00:00:00+07:00", None)


def test_a_json_object_is_the_same_on_both_databases(register: Register) -> None:
    """An object built by the database reads as the dictionary it was built from."""
    with register.engine.connect() as connection:
        give_birth(connection)
        built = select(
            json_object(tên=Directive.label, khi=iso(Directive.effective_at), số=3, chữ="“a” 'b'").label("o")
        )
        found = connection.execute(select(column("o")).select_from(built.subquery())).scalar_one()
        read = connection.execute(built).scalar_one()
    assert read == {"tên": "Kết luận", "khi": "2024-01-12T08:00:00+07:00", "số": "3", "chữ": "“a” 'b'"}
    assert START.isoformat() == "2024-01-12T01:00:00+00:00"
    assert found is not None
