"""Turn one file's plain data into a model, or into findings; keep what is sound for further checks."""

from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from config.errors import PolicyError
from config.located import Located
from config.messages import message
from config.stand_in import NAME, stand_in
from config.yaml_source import Mapping, Sequence, Unusable

M = TypeVar("M", bound=Located)


class Outcome(Generic[M]):
    """What became of a file.

    Attributes:
        model: the model; when findings exist, without what they stand in; None where
            nothing sound is left.
        errors: the findings.
        dropped: the keys named in what was left out, so that references to them are not reported too.
        pruned: whether anything was left out.
    """

    __slots__ = ("dropped", "errors", "model", "pruned")

    def __init__(self) -> None:
        """Start with nothing."""
        self.model: M | None = None
        self.errors: list[PolicyError] = []
        self.dropped: set[str] = {NAME}
        self.pruned = False


def validate(kind: type[M], data: Mapping, context: dict[str, Any]) -> Outcome[M]:
    """Check the data of a file against its model.

    Args:
        kind: the model of the file.
        data: what was read from it.
        context: what the models need to know: ``jurisdiction`` and ``directive`` keys.

    Returns:
        The model and the findings. Items with findings are left out and the rest is checked again, so
        that one fault does not hide the others.
    """
    outcome: Outcome[M] = Outcome()
    reported: set[tuple[int, str]] = set()
    for attempt in range(20):
        unknown: list[tuple[int, str, str]] = []
        try:
            outcome.model = kind.model_validate(data, context={**context, "unknown": unknown})
        except ValidationError as refusal:
            places = []
            for error in refusal.errors(include_url=False):
                place, line = _locate(data, error["loc"], missing=error["type"] == "missing")
                places.append(place)
                if attempt == 0 and not isinstance(error["input"], Unusable):
                    reported.add((line, message(error, place)))
            _report_unknown(unknown, reported)
            outcome.pruned = _prune(kind, data, places, outcome.dropped)
            if not outcome.pruned:
                break
        else:
            _report_unknown(unknown, reported)
            break
    outcome.errors = [PolicyError(data.path, line, text) for line, text in sorted(reported)]
    return outcome


def _report_unknown(unknown: list[tuple[int, str, str]], reported: set[tuple[int, str]]) -> None:
    """Report the keys that no model knows."""
    for line, key, hint in unknown:
        reported.add((line, f"không có khóa '{key}'{hint}; hãy sửa tên khóa hoặc xóa dòng này"))


def _locate(data: Mapping, loc: tuple[int | str, ...], *, missing: bool) -> tuple[tuple[str | int, ...], int]:
    """Walk an error's place through the data, stepping over what pydantic adds for unions."""
    here: Any = data
    line = data.line
    place: list[str | int] = []
    for part in loc:
        known = isinstance(here, Mapping) and part in here
        if known or (isinstance(here, Sequence) and isinstance(part, int) and part < len(here)):
            line, here = here.lines[part], here[part]
            place.append(part)
    if missing:
        place.append(loc[-1])
        if isinstance(here, Mapping):
            line = here.line
    return tuple(place), line


def _prune(kind: type[Located], data: Mapping, places: list[tuple[str | int, ...]], dropped: set[str]) -> bool:
    """Leave out what findings stand in: list items, or values that something can stand in for."""
    doomed: set[tuple[str | int, ...]] = set()
    for place in places:
        ends = [index for index, part in enumerate(place) if isinstance(part, int)]
        if ends:
            doomed.add(place[: ends[-1] + 1])
        elif not place or not stand_in(kind, data, str(place[0])):
            return False
    for place in sorted(doomed, key=lambda item: [str(part).zfill(6) for part in item], reverse=True):
        owner: Any = data
        for part in place[:-2]:
            owner = owner[part]
        items, index = owner[place[-2]], place[-1]
        if not (isinstance(owner, Mapping) and isinstance(items, Sequence) and isinstance(index, int)):
            return False
        _names(items[index], dropped)
        kept = Sequence(items[:index] + items[index + 1 :])
        kept.path, kept.lines = items.path, items.lines[:index] + items.lines[index + 1 :]
        owner[str(place[-2])] = kept
    return True


def _names(item: Any, dropped: set[str]) -> None:
    """Collect the keys that a left-out item would have defined."""
    if isinstance(item, Mapping):
        for key, value in item.items():
            if key in ("key", "path") and isinstance(value, str):
                dropped.add(value)
            else:
                _names(value, dropped)
    elif isinstance(item, Sequence):
        for part in item:
            _names(part, dropped)
