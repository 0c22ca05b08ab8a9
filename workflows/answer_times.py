"""How long whoever is asked may take to answer: days and hours of the policy, counted from the asking."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

from config.dated import on
from workflows.charter import Charter
from workflows.working_time import at, day_of

What = Literal["extension_answer", "referral_answer", "petition_reminder"]


@dataclass(frozen=True, slots=True)
class AnswerBy:
    """Until when an answer is expected, and why then.

    Attributes:
        until: the instant (aware).
        working_days: the working days that were counted.
        at: the time of day.
        cites: what the number rests on.
    """

    until: datetime
    working_days: int
    at: time
    cites: str

    def why(self, rule: str, of: str) -> dict[str, object]:
        """Return the provenance that is stored with a duty to answer.

        Args:
            rule: what gave rise to it.
            of: key of the work that it is about.
        """
        return {
            "rule": rule,
            "of": of,
            "working_days": self.working_days,
            "at": f"{self.at:%H:%M}",
            "cites": self.cites,
            "provenance": "default",
        }


def answer_by(charter: Charter, what: What, since: datetime) -> AnswerBy:
    """Return until when an answer to something asked at an instant is expected.

    Args:
        charter: the jurisdiction's policy.
        what: which time of the policy.
        since: when it was asked (aware).

    Raises:
        LookupError: where the policy has no such time on that day.
    """
    day = day_of(since)
    entry = on(getattr(charter.policy.national.reporting, what), day)
    if entry is None or entry.value is None:
        raise LookupError(f"national/reporting.yaml: {what} không có giá trị ngày {day:%d/%m/%Y}")
    allowed = entry.value
    until = at(charter.calendar.shift(day, allowed.working_days), allowed.at)
    return AnswerBy(until, allowed.working_days, allowed.at, charter.cite(entry.cites))
