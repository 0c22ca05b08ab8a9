"""Nudges off the record: a short message that a letter has come, through whatever else a post reads.

Nothing here counts as delivery. The library behind it says no more than yes or no, so a letter of record never goes
this way; and whatever happens here changes nothing in the register and stops nobody. The addresses hold tokens:
nothing but their scheme is ever shown, and what libraries would write into logs about them is dropped.
"""

import contextlib
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
#: Seconds that the alerts of one delivery run may take together; what is left after that is not sent.
WHOLE = 60.0
#: Alerts under way at once.
TOGETHER = 16
#: The longest title that an alert repeats: some services cut a message after a few hundred letters.
LONGEST = 200

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9]{0,19})://")
#: Loggers that would tell addresses: the library's own, and that of the connections it opens.
_TELLTALES = ("apprise", "urllib3.connectionpool")
_quiet = threading.local()


@dataclass(frozen=True, slots=True)
class Alert:
    """One nudge to one address.

    Attributes:
        label: Vietnamese name of the post.
        url: where it goes, in the notation of Apprise; never shown.
        text: what it says.
    """

    label: str
    url: str = field(repr=False)
    text: str


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


def send_alerts(
    alerts: Sequence[Alert], *, seconds: float = SECONDS, whole: float = WHOLE
) -> list[tuple[str, str, str]]:
    """Send every alert once, as well as can be; return when all are done or out of time, and never raise.

    Args:
        alerts: what to send.
        seconds: how long each may take.
        whole: how long all may take together.

    Returns:
        For each alert the label of its post, the scheme of its address, and in Vietnamese what became of it.
    """
    said: dict[int, str] = {}
    if alerts:
        # Once, before there are threads; if it fails, each alert says so of itself.
        with contextlib.suppress(Exception), _silence():
            _load()
    begun = time.monotonic()
    for first in range(0, len(alerts), TOGETHER):
        left = begun + whole - time.monotonic()
        if left <= 0:
            break
        numbers = range(first, min(first + TOGETHER, len(alerts)))
        for number, outcome in zip(numbers, _together([alerts[n] for n in numbers], min(seconds, left)), strict=True):
            said[number] = outcome
    unsent = "không gửi: hết thời gian dành cho tin nhắc"
    return [(alert.label, scheme(alert.url), said.get(n, unsent)) for n, alert in enumerate(alerts)]


def _together(alerts: Sequence[Alert], seconds: float) -> list[str]:
    """Send some alerts at once, each in a thread that is left behind when its time is over."""
    outcomes: list[str | None] = [None] * len(alerts)

    def one(number: int) -> None:
        outcomes[number] = _send(alerts[number])

    # Daemons: a service that never answers must not keep the process from ending.
    threads = [threading.Thread(target=one, args=(n,), daemon=True) for n in range(len(alerts))]
    until = time.monotonic() + seconds
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(until - time.monotonic(), 0))
    late = f"chưa rõ: quá {seconds:.0f} giây chưa có trả lời"
    return [outcome or late for outcome in list(outcomes)]


def _send(alert: Alert) -> str:
    with _silence():
        try:
            service = _service()
            if not service.add(alert.url):
                return "không gửi được: địa chỉ nhắc không hợp lệ"
            # As plain text: the library then escapes what a service would read as markup.
            taken = service.notify(body=alert.text, body_format="text")
        except Exception:  # whatever a service's plugin throws may repeat its address
            return "không gửi được: kênh nhắc gặp lỗi"
    return "đã gửi" if taken else "không gửi được: dịch vụ không nhận"


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
