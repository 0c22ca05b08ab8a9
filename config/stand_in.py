"""Neutral values that stand in for faulty ones, so that one fault does not hide the others."""

from datetime import date
from typing import Any

from config.directive import Directive
from config.located import Located
from config.organization import Organization
from config.yaml_source import Mapping, Sequence

NAME = "stand_in"
"""A name that refers to nothing and is never reported as dangling."""

_CITES = ({"source": NAME},)
_DIRECTIVE: dict[str, Any] = {
    "key": NAME.replace("_", "-"),
    "label": NAME,
    "kind": "plan",
    "issuer": NAME,
    "effective_from": {"on": date.min, "provenance": "default", "cites": _CITES},
    "term_until": date.max,
    "line": "administrative",
    "directing_authority": NAME,
    "signatory": NAME,
    "clarity_gate": 4,
    "clarity_gate_provenance": "default",
    "clarity_gate_cites": _CITES,
    "monitor": NAME,
}
_ORGANIZATION: dict[str, Any] = {"jurisdiction": NAME, "label": NAME, "level": NAME}


def stand_in(kind: type[Located], data: Mapping, key: str) -> bool:
    """Replace a faulty or missing value at the top of a file by a neutral one.

    Args:
        kind: the model of the file.
        data: what was read from the file; changed in place.
        key: the key at fault.

    Returns:
        Whether there was a way to go on without the value.
    """
    values: dict[str, Any] = {Directive: _DIRECTIVE, Organization: _ORGANIZATION}.get(kind, {})
    field = next((f for name, f in kind.model_fields.items() if (f.alias or name) == key), None)
    if field is None:
        return False
    if not field.is_required():
        data.pop(key, None)
    elif key in values:
        data[key] = values[key]
        data.lines.setdefault(key, data.line)
    elif isinstance(data.get(key), Sequence) or "tuple" not in str(field.annotation):
        return False
    else:
        data[key] = ()
        data.lines.setdefault(key, data.line)
    return True
