"""The ways a letter can go, and what each states as evidence that it arrived."""

import contextlib
import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Protocol

from workflows.working_time import ZONE


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one post: everything one sweep has to tell it.

    Attributes:
        post: key of the post.
        label: its Vietnamese name.
        address: e-mail address, or empty.
        subject: subject line.
        body: plain text.
        message_id: identifier that stays the same however often the letter is sent.
        notices: ids of the notices it carries.
        at: the instant at which it is sent (aware); None: whoever sends it says none.
    """

    post: str
    label: str
    address: str
    subject: str
    body: str
    message_id: str
    notices: tuple[int, ...] = field(default=())
    at: datetime | None = None


class CannotDeliver(Exception):
    """A letter did not go out; the message says why, for whoever must act.

    Attributes:
        for_good: whether trying again is of no use.
    """

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.for_good = for_good


class Channel(Protocol):
    """A way for letters to go."""

    @property
    def name(self) -> str:
        """Code name, kept beside the evidence."""
        ...

    def send(self, letter: Letter) -> str:
        """Send a letter and return the evidence of its delivery.

        Raises:
            CannotDeliver: when it did not go out.
        """
        ...


@dataclass(frozen=True)
class Ways:
    """The ways from an office to its posts; called with a post, it gives the channel of record.

    Attributes:
        record: gives the channel of record of a post; None where there is none.
        alerts: gives the addresses at which a post is alerted, off the record.
    """

    record: Callable[[str], Channel | None]
    alerts: Callable[[str], Sequence[str]]

    def __call__(self, post: str) -> Channel | None:
        """Return the channel of record of a post, or None."""
        return self.record(post)


class Simulated:
    """A replay's channel: everything arrives at once."""

    name = "replay"

    def send(self, letter: Letter) -> str:
        """Pretend."""
        return "mô phỏng: đến ngay"


@dataclass(frozen=True)
class Mail:
    """E-mail through the office's mail server; its acceptance of the letter is the evidence.

    Attributes:
        host: the mail server.
        port: its port.
        sender: the address that letters come from.
        starttls: whether to ask for encryption; on by default.
        user: name to log in with, or empty.
        password: its password.
        timeout: seconds to wait for the server.
    """

    host: str
    port: int
    sender: str
    starttls: bool = True
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 20.0
    name: str = "email"

    def send(self, letter: Letter) -> str:
        """Hand the letter to the mail server."""
        if not letter.address:
            raise CannotDeliver(f"{letter.label} chưa có địa chỉ thư điện tử", for_good=True)
        content = self._compose(letter)
        try:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        except (smtplib.SMTPException, OSError) as fault:
            raise self._out_of_reach(fault) from None
        try:
            server.ehlo()
            if self.starttls:
                server.starttls(context=ssl.create_default_context())
                server.ehlo()
            if self.user:
                server.login(self.user, self.password)
            return self._hand_over(server, content, letter.address)
        except UnicodeEncodeError:
            raise CannotDeliver(
                "tên đăng nhập hoặc mật khẩu máy chủ thư có dấu, mà máy chủ thư chỉ nhận chữ không dấu; hãy sửa "
                "NAMRO_SMTP_USER, NAMRO_SMTP_PASSWORD"
            ) from None
        except smtplib.SMTPResponseException as fault:
            # The office's own login, password or sender address: mended by the operator, no fault of the letter.
            raise _refused(fault.smtp_code, fault.smtp_error, for_good=False) from None
        except (smtplib.SMTPException, OSError) as fault:
            raise self._out_of_reach(fault) from None
        finally:
            # Accepted is accepted, however the server takes its leave.
            with contextlib.suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _compose(self, letter: Letter) -> bytes:
        """Write the letter as lawful mail: one plain address, CRLF line ends, seven bits."""
        try:
            address = Address(addr_spec=letter.address)
            letter.address.encode("ascii")
            message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
            message["From"], message["To"], message["Subject"] = self.sender, address, letter.subject
            message["Message-ID"] = letter.message_id
            if letter.at is not None:
                message["Date"] = format_datetime(letter.at.astimezone(ZONE))
            # No robot answers a robot (RFC 3834): an out-of-office reply would look like one of the post's own.
            message["Auto-Submitted"] = "auto-generated"
            message.set_content(letter.body)
            return message.as_bytes()
        except (ValueError, HeaderParseError, IndexError):
            raise CannotDeliver(
                f"địa chỉ thư điện tử của {letter.label} không hợp lệ: {letter.address!r}", for_good=True
            ) from None

    def _hand_over(self, server: smtplib.SMTP, content: bytes, address: str) -> str:
        code, said = server.mail(self.sender)
        if code != 250:
            raise smtplib.SMTPResponseException(code, said)
        # Only what the server says of the addressee or of the letter itself is the letter's own fate.
        code, said = server.rcpt(address)
        if code not in (250, 251):
            raise _refused(code, said, for_good=code >= 500)
        code, said = server.data(content)
        if code != 250:
            raise _refused(code, said, for_good=code >= 500)
        return f"máy chủ thư {self.host} đã nhận: {code} {said.decode(errors='replace')}"

    def _out_of_reach(self, fault: Exception) -> CannotDeliver:
        return CannotDeliver(f"không nối được máy chủ thư {self.host}:{self.port}: {fault}")


def _refused(code: int, said: bytes | str, *, for_good: bool) -> CannotDeliver:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return CannotDeliver(f"máy chủ thư từ chối: {code} {words}", for_good=for_good)
