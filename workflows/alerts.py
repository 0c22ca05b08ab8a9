"""Alerts through the library: a short message that a letter has come, to whatever else a post reads.

Nothing here counts as delivery. The library behind it says no more than yes or no, so a letter of record never goes
this way. The addresses hold tokens: nothing but their scheme is ever shown, nothing but a fingerprint under the
register's key is ever kept, and what libraries would write into logs about them is dropped.
"""

import contextlib
import hashlib
import hmac
import logging
import re
import threading
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apprise import Apprise

#: Seconds that one alert may take, all in all.
SECONDS = 10.0
#: The longest title that an alert repeats: some services cut a message after a few hundred letters.
LONGEST = 200

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9]{0,19})://")
#: Loggers that would tell addresses: the library's own, and that of the connections it opens.
_TELLTALES = ("apprise", "urllib3.connectionpool")
_quiet = threading.local()


@dataclass(frozen=True, slots=True)
class Nudge:
    """One alert on its way to one address.

    Attributes:
        url: where it goes, in the notation of Apprise; never shown.
        text: what it says.
    """

    url: str = field(repr=False)
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one alert.

    Attributes:
        sent: whether the service took it.
        said: the same in Vietnamese, as evidence; without the address.
    """

    sent: bool
    said: str


#: All that the library passes on of a service that took an alert.
TAKEN = Answer(True, "đã gửi: dịch vụ báo đã nhận")


def nudge(title: str, *, on_paper: bool) -> str:
    """Say that a letter has come, and where all of it can be read.

    Args:
        title: subject of the letter.
        on_paper: whether it is served on paper rather than sent.

    Returns:
        One Vietnamese sentence.
    """
    shown = title if len(title) <= LONGEST else title[: LONGEST - 1].rstrip() + "…"
    return f"Có văn bản mới gửi ông/bà: {shown}; nội dung đầy đủ ở {'bản giấy' if on_paper else 'thư điện tử'}."


def scheme(url: str) -> str:
    """Return what may be shown of an address: its scheme, or an empty text where it has none."""
    found = _SCHEME.match(url)
    return found[1].lower() if found else ""


def understood(url: str) -> bool:
    """Return whether an address is one, and only one, that alerts can be sent to; nothing is sent."""
    with _silence():
        service = _service()
        return bool(scheme(url)) and service.add(url) and len(service) == 1


def fingerprint(key: bytes, url: str) -> str:
    """Return what an address is known by where it must not be kept.

    Args:
        key: the register's key: without it nobody can try whether an address is the one.
        url: the address.
    """
    return hmac.new(key, f"namro alert address|{url}".encode(), hashlib.sha256).hexdigest()


def send_alerts(nudges: Sequence[Nudge], *, seconds: float = SECONDS) -> list[Answer]:
    """Send some alerts at once; return when all are done or out of time, and never raise.

    Args:
        nudges: what to send.
        seconds: how long they may take.

    Returns:
        What became of each.
    """
    if not nudges:
        return []
    # Once, before there are threads; if it fails, each alert says so of itself.
    with contextlib.suppress(Exception), _silence():
        _load()
    return _together(nudges, seconds)


def _together(nudges: Sequence[Nudge], seconds: float) -> list[Answer]:
    """Send each alert in a thread that is left behind when its time is over."""
    answers: list[Answer | None] = [None] * len(nudges)

    def one(number: int) -> None:
        answers[number] = _send(nudges[number])

    # Daemons: a service that never answers must not keep the process from ending.
    threads = [threading.Thread(target=one, args=(n,), daemon=True) for n in range(len(nudges))]
    until = time.monotonic() + seconds
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(until - time.monotonic(), 0))
    late = Answer(False, f"chưa rõ: quá {seconds:.0f} giây chưa có trả lời")
    return [answer or late for answer in list(answers)]


def _send(nudge: Nudge) -> Answer:
    with _silence():
        try:
            service = _service()
            if not service.add(nudge.url):
                return Answer(False, "không gửi được: địa chỉ nhắc không hợp lệ")
            # As plain text: the library then escapes what a service would read as markup.
            taken = service.notify(body=nudge.text, body_format="text")
        except Exception:  # whatever a service's plugin throws may repeat its address
            return Answer(False, "không gửi được: kênh nhắc gặp lỗi")
    return TAKEN if taken else Answer(False, "không gửi được: dịch vụ không nhận")


@cache
def _load() -> None:
    """Load the library and all its services; their own imports warn of what a later Python will not have."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from apprise import Apprise

        Apprise.instantiate("json://localhost")


def _service() -> "Apprise":
    _load()
    from apprise import Apprise

    return Apprise()


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Keep what libraries log in this thread, here, out of every log."""
    for name in _TELLTALES:
        logger = logging.getLogger(name)
        if _untold not in logger.filters:
            logger.addFilter(_untold)
    _quiet.on = True
    try:
        yield
    finally:
        _quiet.on = False


def _untold(_record: logging.LogRecord) -> bool:
    return not getattr(_quiet, "on", False)
