"""Where posts are reached, kept by the operator outside the policy: an e-mail address, and where else to nudge them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from config import yaml_source
from config.errors import PolicyError
from config.located import nearest
from workflows import alerts

_KEYS = frozenset({"email", "alerts"})
_MISPLACED = "đây là địa chỉ nhắc, không phải thư điện tử; hãy ghi nó vào danh sách 'alerts' của chức danh này"


class ContactsError(ValueError):
    """The contacts file cannot be read; the message says ``path:line`` and what to do, a line for each fault."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Where one post is reached.

    Attributes:
        email: its e-mail address, or empty.
        alerts: addresses for nudges off the record, in the notation of Apprise; they hold tokens and are never shown.
    """

    email: str = ""
    alerts: tuple[str, ...] = field(default=(), repr=False)


def read_contacts(path: Path) -> dict[str, Contact]:
    """Read a YAML mapping from post keys to an e-mail address, or to ``email`` and ``alerts``.

    Args:
        path: the file; one with nothing but comments has no contacts.

    Returns:
        The contact of each post that stands there.

    Raises:
        ContactsError: with every fault of the file; of an alert's address it names the scheme at the most.
    """
    if not path.exists():
        raise ContactsError(f"{path}: chưa có tệp này; hãy tạo nó (để trống cũng được), hoặc bỏ NAMRO_CONTACTS_FILE.")
    if _is_blank(path):
        return {}
    top, faults = yaml_source.read(path, path.parent)
    found: dict[str, Contact] = {}
    for post, value in (top or {}).items():
        contact = _contact(post, value, top.lines[post] if top else 1, faults)
        if contact is not None:
            found[post] = contact
    if faults:
        faults.sort(key=_line)
        raise ContactsError("\n".join(f"{path}:{fault.line}: {_untold(fault.message)}" for fault in faults))
    return found


def _line(fault: PolicyError) -> int:
    return fault.line


def addresses(contacts: Mapping[str, Contact]) -> dict[str, str]:
    """Return the e-mail address of every post that has one."""
    return {post: contact.email for post, contact in contacts.items() if contact.email}


def _is_blank(path: Path) -> bool:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False  # the reader says what is wrong with it
    return all(not line.strip() or line.lstrip().startswith("#") for line in lines)


def _contact(post: str, value: Any, line: int, faults: list[PolicyError]) -> Contact | None:
    """Read one post's contact; what is wrong with it is added to the faults."""

    def wrong(at: int, message: str) -> None:
        faults.append(PolicyError("", at, message))

    if isinstance(value, str):
        if alerts.scheme(value):
            wrong(line, _MISPLACED)
            return None
        return Contact(value)
    if not isinstance(value, yaml_source.Mapping):
        wrong(line, f"'{post}' phải là một địa chỉ thư điện tử, hoặc một nhóm gồm 'email' và 'alerts'")
        return None
    for key in value:
        if key not in _KEYS:
            wrong(value.lines[key], f"không có khóa '{key}'{nearest(key, _KEYS)}; chỉ dùng 'email' và 'alerts'")
    if not any(key in value for key in _KEYS):
        wrong(line, f"'{post}' chưa có 'email' hay 'alerts'; hãy ghi ít nhất một khóa")
    email = value.get("email", "")
    if not isinstance(email, str):
        wrong(value.lines["email"], "'email' phải là một địa chỉ thư điện tử")
    elif alerts.scheme(email):
        wrong(value.lines["email"], _MISPLACED)
    urls = value.get("alerts", yaml_source.Sequence())
    if not isinstance(urls, yaml_source.Sequence):
        wrong(value.lines["alerts"], "'alerts' phải là danh sách địa chỉ nhắc, mỗi dòng một địa chỉ sau dấu '-'")
        return None
    for at, fault in _unusable(urls):
        wrong(at, fault)
    # One address twice would nudge twice for one letter.
    return Contact(str(email), tuple(dict.fromkeys(map(str, urls))))


def _unusable(urls: yaml_source.Sequence) -> Iterator[tuple[int, str]]:
    for line, url in zip(urls.lines, urls, strict=True):
        if not isinstance(url, str):
            yield line, "địa chỉ nhắc phải là một chuỗi chữ"
        elif not alerts.understood(url):
            kind = alerts.scheme(url)
            named = f" loại '{kind}'" if kind else ""
            yield line, f"địa chỉ nhắc{named} không hợp lệ; hãy viết một địa chỉ theo cách của Apprise"


def _untold(message: str) -> str:
    """Cut a message where it would repeat what stands behind a scheme, e.g. in a key."""
    return re.sub(r"://.*", "://…", message)
