"""The one module that asks the clock; everything that judges takes the instant as an argument."""

from datetime import date

import pendulum
from pendulum import DateTime

from workflows.working_time import day_of


def now() -> DateTime:
    """Return the present instant, aware, in UTC.

    Instants are kept in UTC and shown to people in Asia/Ho_Chi_Minh (GĐ-06).
    """
    return pendulum.now("UTC")


def today() -> date:
    """Return the present calendar day in Asia/Ho_Chi_Minh (GĐ-06), which is not always the UTC day."""
    return day_of(now())
