"""What every policy object has in common: strict, frozen, and knows its file and line."""

from datetime import date, time
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SkipValidation,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from config.yaml_source import Mapping, Sequence

WHERE = "__where__"
LINES = "__lines__"

Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^\S(?:[\s\S]*\S)?$")]
"""Words for people: not empty, no blank at either end."""
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
"""A short ASCII name for a post, a unit, a source."""
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=64)]
"""A short ASCII name that stands in assignment keys: a directive, a duty."""
ClausePath = Annotated[str, StringConstraints(pattern=r"^(?:0|[1-9]\d*)(?:\.[1-9]\d*)*$")]
"""A clause by its position: ``3.1.2``."""
Provenance = Literal["document", "cited", "default", "inferred"]
"""Whether a value is the directive's, a text's that it cites, a default of ours, or our reading."""
Line = Literal["administrative", "party"]
"""The line of command."""

FIRM: frozenset[str] = frozenset({"document", "cited"})
"""The provenances on which a person may be judged."""


def _clock(value: object) -> object:
    """Read ``HH:MM`` as a time of day; leave anything else for pydantic to refuse."""
    if isinstance(value, str) and len(value) == 5 and value[2] == ":" and (value[:2] + value[3:]).isdigit():
        hours, minutes = int(value[:2]), int(value[3:])
        if hours < 24 and minutes < 60:
            return time(hours, minutes)
    raise PydanticCustomError("clock", "phải là giờ trong ngày dạng 'giờ:phút' đủ hai chữ số, ví dụ \"08:00\"")


Clock = Annotated[time, BeforeValidator(_clock, json_schema_input_type=str)]
"""A time of day, written ``"08:00"``."""


def _partial(value: object) -> object:
    """Read a date of which the day, or the month, may be unknown."""
    if isinstance(value, bool):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and 1900 <= value <= 2100:
        return str(value)
    if isinstance(value, str) and len(value) == 7 and value[4] == "-":
        year, month = value[:4], value[5:]
        if year.isdigit() and month.isdigit() and 1 <= int(month) <= 12:
            return value
    raise PydanticCustomError(
        "partial_date", "phải là năm (2024), năm-tháng (2024-01) hoặc năm-tháng-ngày (2024-01-12)"
    )


PartialDate = Annotated[str, BeforeValidator(_partial, json_schema_input_type=int | str)]
"""A date that may lack its day or its month, kept as ISO text: ``2024``, ``2024-01``, ``2024-01-12``."""


def _number(value: object) -> object:
    """Let a whole number stand for a decimal one."""
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


Number = Annotated[Decimal, BeforeValidator(_number, json_schema_input_type=float)]
"""A number, exact, with the decimals as printed."""


def nearest(name: str, known: "set[str] | frozenset[str] | dict[str, Any]") -> str:
    """Suggest the known name nearest to a wrong one.

    Args:
        name: what was written.
        known: the names that exist.

    Returns:
        `` (ý bạn là 'x'?)`` or an empty text.
    """
    found = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f" (ý bạn là '{found[0]}'?)" if found else ""


class Located(BaseModel):
    """A strict, frozen policy object that knows its place.

    Attributes:
        where: the place as ``file:line``; empty when not read from a file.
        lines: the line of each key (``performers``) and of each list item (``performers.0``).
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", hide_input_in_errors=True)

    where: SkipJsonSchema[str] = Field(default="", alias=WHERE, exclude=True)
    lines: SkipJsonSchema[Annotated[dict[str, int], SkipValidation]] = Field(
        default_factory=dict, alias=LINES, exclude=True, repr=False
    )

    @model_validator(mode="before")
    @classmethod
    def _place(cls, data: Any, info: ValidationInfo) -> Any:
        """Give the object its place, and set unknown keys aside with a hint."""
        if not isinstance(data, Mapping):
            return data
        known = cls.keys()
        given: dict[str, Any] = {WHERE: data.where, **cls.context_fields(info.context or {})}
        lines: dict[str, int] = {}
        for key, value in data.items():
            line = data.lines[key]
            if key not in known:
                if info.context is not None:
                    info.context["unknown"].append((line, key, nearest(key, known)))
                continue
            given[key] = value
            lines[key] = line
            if isinstance(value, Sequence):
                lines.update((f"{key}.{index}", at) for index, at in enumerate(value.lines))
        given[LINES] = lines
        return given

    @classmethod
    def keys(cls) -> frozenset[str]:
        """The keys that may stand in YAML."""
        return frozenset(
            field.alias or name for name, field in cls.model_fields.items() if not (field.alias or "").startswith("__")
        )

    @classmethod
    def context_fields(cls, context: dict[str, Any]) -> dict[str, Any]:
        """What an object learns from where it is read rather than from its text.

        Args:
            context: the keys of the ``jurisdiction`` and the ``directive`` being read, if any.

        Returns:
            Values by the alias of their field.
        """
        return {}

    @property
    def file(self) -> str:
        """The file, relative to the policy root."""
        return self.where.rpartition(":")[0]

    def line_of(self, key: str = "") -> int:
        """The line of a key of this object.

        Args:
            key: a key or a list item (``performers.0``); the object itself when empty or absent.

        Returns:
            A line from 1; 0 when the object was not read from a file.
        """
        own = self.where.rpartition(":")[2]
        return self.lines.get(key, int(own) if own else 0)
