"""How a sentence of a feature is read: a template in Vietnamese with named places, each of a known kind.

A template such as ``{who} nộp {task} lúc {at}`` becomes one step definition. What stands in a place is read by its
kind (an instant, a day, a number …); names of posts and works stay text here, as only the policy knows them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Literal

import pytest_bdd
from pytest_bdd.parsers import StepParser

from workflows.working_time import at as instant_at
from workflows.working_time import day_of, end_of_day, last_day_of, sane

StepType = Literal["given", "when", "then"] | None

_AT = re.compile(
    r"(?:(?P<end>hết)|(?P<hour>\d{1,2}) giờ(?: (?P<minute>\d{1,2}) phút)?) ngày (?P<day>\d{1,2}/\d{1,2}/\d{4})"
)
_PLACE = re.compile(r"\{(\w+)(?::(\w+))?\}")


def fold(text: str) -> str:
    """Return a text as it is searched: small letters, without diacritics."""
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


class Slip(AssertionError):
    """What an author wrote cannot be meant; the message says what is wrong and what there is instead."""


def read_day(text: str) -> date:
    """Read ``12/03/2024``.

    Raises:
        Slip: when there is no such day.
    """
    day, month, year = (int(part) for part in text.split("/"))
    try:
        found = date(year, month, day)
    except ValueError:
        raise Slip(f"Không có ngày {text} trong lịch; hãy viết ngày/tháng/năm, ví dụ 12/03/2024.") from None
    if not sane(instant_at(found, time(0))):
        raise Slip(f"Năm {year} của ngày {text} quá xa; hãy xem lại năm.")
    return found


def read_at(text: str) -> datetime:
    """Read ``8 giờ ngày 12/03/2024``, ``15 giờ 30 phút ngày …`` or ``hết ngày …`` as an instant in Vietnam.

    Raises:
        Slip: when there is no such instant.
    """
    found = _AT.fullmatch(text)
    if found is None:
        raise Slip(f"«{text}» không phải là một thời điểm; hãy viết như «8 giờ 30 phút ngày 12/03/2024».")
    day = read_day(found["day"])
    if found["end"]:
        return end_of_day(day)
    try:
        return instant_at(day, time(int(found["hour"]), int(found["minute"] or 0)))
    except ValueError:
        raise Slip(f"Không có giờ nào như «{text}»; giờ từ 0 đến 23, phút từ 0 đến 59.") from None


def say_at(instant: datetime) -> str:
    """Write an instant as features do."""
    local = instant_at(day_of(instant), time(0))
    seconds = int((instant - local).total_seconds())
    if seconds == 0:
        return f"hết ngày {last_day_of(instant):%d/%m/%Y}"
    hour, minute = divmod(seconds // 60, 60)
    return f"{hour} giờ{f' {minute} phút' if minute else ''} ngày {day_of(instant):%d/%m/%Y}"


def _quoted(text: str) -> str:
    return text[1:-1]


@dataclass(frozen=True, slots=True)
class Kind:
    """What may stand in a place of a template.

    Attributes:
        pattern: regular expression of the text, without groups.
        read: turns the text into what the step is given.
        example: one such text, for lists of steps.
    """

    pattern: str
    read: Callable[[str], Any]
    example: str


KINDS = {
    "at": Kind(_AT.pattern.replace("?P<end>", "?:").replace("?P<hour>", "?:").replace("?P<minute>", "?:")
               .replace("?P<day>", "?:"), read_at, "8 giờ ngày 12/03/2024"),
    "day": Kind(r"\d{1,2}/\d{1,2}/\d{4}", read_day, "12/03/2024"),
    "n": Kind(r"\d+", int, "6"),
    "said": Kind(r"«[^«»]+»", _quoted, "«chưa có đề cương»"),
    "who": Kind(r"[^«»:;,]+?", str, "công chức Tư pháp"),
    "place": Kind(r"[^«»:;,]+?", str, "xã Ba Bích"),
    "task": Kind(
        r"(?:phần giải trình về |việc đôn đốc về )?"
        r"(?:báo cáo [^«»:;,]+?|nhiệm vụ «[^«»]+»(?: của [^«»:;,]+?)?(?: kỳ «[^«»]+»| sự kiện «[^«»]+»)?)",
        str, "báo cáo quý I của công chức Tư pháp",
    ),
    "rung": Kind(r"\w+ \w+", str, "nhắc nhở"),
    "period": Kind(r"[^«»:;]+?", str, "quý I"),
    "verb": Kind(r"(?:ký|quyết định)", str, "ký"),
    "nature": Kind(r"(?:ước|chính thức)", str, "ước"),
    "verdict": Kind(r"(?:đạt|chưa đạt)", str, "đạt"),
    "judged": Kind(r"(?:đạt|chưa đạt|chưa đủ dữ liệu)", str, "chưa đủ dữ liệu"),
    "line": Kind(r"(?:Đảng|chính quyền)", str, "Đảng"),
    "clears": Kind(r"(?:bốn|năm)", str, "bốn"),
    "part": Kind(r"(?:người thực hiện|nội dung|kết quả|thời hạn)", str, "kết quả"),
    "clear": Kind(r"(?:người|việc|thời gian|kết quả|trách nhiệm)", str, "kết quả"),
    "timeliness": Kind(r"(?:đúng hạn|quá hạn)", str, "đúng hạn"),
    "changed": Kind(r"(?:sửa|xóa)", str, "sửa"),
}  # fmt: skip


@dataclass
class Sentence(StepParser):
    """One step definition: a template, and what stands in its places.

    Attributes:
        name: the template.
        type: given, when or then; None for what people do, which may be told as a condition or as the event.
        answers_refusal: whether the step speaks of a refusal; any other step fails when one is left unmentioned.
        about: what of the work it speaks of, for the reasons of a failure: what hangs on it (``#explanation``, or
            ``#paper`` for what a rung has to be signed or decided), or an entry of its ladder (``remind_before``);
            empty for the work itself.
        module: where it is defined, the noun under which steps are listed.
        does: what is called with what stands in the places.
    """

    name: str
    type: StepType = None
    answers_refusal: bool = False
    about: str = ""
    module: str = ""
    does: Callable[..., None] = field(init=False, repr=False, compare=False)
    places: dict[str, Kind] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Compile the template."""
        pattern, last = "", 0
        for place in _PLACE.finditer(self.name):
            kind = KINDS[place[2] or place[1]]
            self.places[place[1]] = kind
            pattern += re.escape(self.name[last : place.start()]) + f"(?P<{place[1]}>{kind.pattern})"
            last = place.end()
        self._regex = re.compile(pattern + re.escape(self.name[last:]))

    def is_matching(self, name: str) -> bool:
        """Tell whether the text of a step is this sentence."""
        return self._regex.fullmatch(name) is not None

    def spans(self, name: str) -> dict[str, tuple[int, int]]:
        """Tell where in the text of a step each place stands; nothing where it is another sentence."""
        found = self._regex.fullmatch(name)
        return {} if found is None else {place: found.span(place) for place in self.places}

    def parse_arguments(self, name: str) -> dict[str, Any] | None:
        """Read what stands in the places.

        Raises:
            Slip: for a day or an instant that cannot be.
        """
        found = self._regex.fullmatch(name)
        if found is None:
            return None
        return {place: kind.read(found[place]) for place, kind in self.places.items()}

    @property
    def words(self) -> str:
        """The sentence without its places."""
        return _PLACE.sub(" ", self.name)

    @property
    def example(self) -> str:
        """The sentence with an example in each place."""
        return _PLACE.sub(lambda place: self.places[place[1]].example, self.name)


#: Every sentence that was defined, in order.
SENTENCES: list[Sentence] = []

Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def _define(template: str, type_: StepType, *, answers_refusal: bool = False, about: str = "") -> Decorator:
    sentence = Sentence(template, type_, answers_refusal, about)
    SENTENCES.append(sentence)
    define = pytest_bdd.step(sentence, type_, stacklevel=2)  # the fixture belongs to the module of the step

    def named(function: Callable[..., None]) -> Callable[..., None]:
        sentence.module, sentence.does = function.__module__.rpartition(".")[2], function
        return function

    return lambda function: define(named(function))


def given(template: str) -> Decorator:
    """Define a condition (*Biết*)."""
    return _define(template, "given")


def when(template: str) -> Decorator:
    """Define an event (*Khi*)."""
    return _define(template, "when")


def then(template: str, *, answers_refusal: bool = False, about: str = "") -> Decorator:
    """Define an expectation (*Thì*)."""
    return _define(template, "then", answers_refusal=answers_refusal, about=about)


def act(template: str) -> Decorator:
    """Define what people do: a condition or an event."""
    return _define(template, None)


def expect(holds: bool, otherwise: str) -> None:
    """Fail with a sentence in Vietnamese unless it holds."""
    if not holds:
        raise AssertionError(otherwise)
