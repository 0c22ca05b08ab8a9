"""Addresses of posts, kept by the operator outside the policy."""

from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError


class ContactsError(ValueError):
    """The contacts file cannot be read; the message says ``path:line`` and what to do."""


def read_contacts(path: Path) -> dict[str, str]:
    """Read a YAML mapping from post keys to e-mail addresses.

    Raises:
        ContactsError: when it is not such a mapping.
    """
    try:
        found = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (OSError, YAMLError, UnicodeDecodeError) as fault:
        mark = getattr(fault, "problem_mark", None)
        raise ContactsError(f"{path}:{mark.line + 1 if mark else 1}: không đọc được tệp địa chỉ: {fault}") from None
    if found is None:
        return {}
    if not isinstance(found, dict) or not all(isinstance(k, str) and isinstance(v, str) for k, v in found.items()):
        raise ContactsError(f"{path}:1: tệp địa chỉ phải gồm các dòng «chức danh: địa chỉ thư điện tử».")
    return dict(found)
