"""A picture of one case: its time line, as an SVG that needs nothing else."""

import base64
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from workflows.case import Case
from workflows.working_time import ZONE, day_of, last_day_of

WIDTH = 900
#: Space beside the line, and at its end for the last label.
SIDE, LABEL = 24, 125
#: Height of one row of labels and of one line in it; width of one letter of what happened, and of when.
ROW, LINE, LETTER, DIGIT = 72, 15, 6.9, 6.1
#: Labels are broken into lines of at most so many letters, and into so many lines.
LONGEST, MOST_LINES = 16, 3
#: Marks stand at least so far apart, or as far as the width allows.
APART = 16
#: Marks that one picture shows; of more, the earliest warnings are left out first.
MOST_MARKS = 13
#: Rows of labels tried on either side of the line.
LEVELS = 8

_COLOURS = {
    "neutral": "#5b6770",
    "deadline": "#b3261e",
    "warned": "#1f6feb",
    "waiting": "#c77700",
    "heard": "#1a7f37",
    "asked": "#7a3fb0",
}
_ANSWERS = {"approve": "Ban hành", "refuse": "Không ban hành", "new_date": "Ấn định hạn mới"}
_LEGEND = {
    "warned": "lời nhắc",
    "deadline": "hạn",
    "heard": "giải trình, báo cáo",
    "asked": "đề xuất",
    "waiting": "hạn quyết định",
}
_FONT = "font-family:'Noto Sans','DejaVu Sans',Arial,sans-serif"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on the time line.

    Attributes:
        at: when.
        what: what it was, in Vietnamese.
        when: the instant as it is written.
        colour: name of its colour.
        hollow: whether it has not happened, or has not arrived.
    """

    at: datetime
    what: str
    when: str
    colour: str
    hollow: bool = False


def timeline_svg(case: Case) -> str:
    """Draw the time line of a case: deadline, warnings, explanation, proposal, decision.

    Places on the line tell the order and roughly the distance; every mark says its own instant.

    Args:
        case: what the register says of it.

    Returns:
        An SVG without script or references; Vietnamese text.
    """
    marks = _few(_together(sorted(_marks(case), key=lambda one: one.at)))
    places = _places(marks)
    levels = _levels(marks, places)
    up, down = max([*levels, 0]), -min([*levels, 0])
    middle = 72 + up * ROW
    height = middle + down * ROW + 58
    title = f"Đề xuất {case.rung_label.lower()} {case.addressee.label}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
            f'viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}" style="{_FONT};font-size:12px">',
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            _text(SIDE, 30, _cut(title, 90), "#1c2329", "font-size:17px;font-weight:600"),
            _text(SIDE, 50, _cut(case.work.title, 120), _COLOURS["neutral"], "font-size:13px"),
            *_line(case, marks, places, middle),
            *(one for m, x, level in zip(marks, places, levels, strict=True) for one in _flag(m, x, level, middle)),
            *(_dot(m, x, middle) for m, x in zip(marks, places, strict=True)),
            *_legend(height - 18),
            "</svg>",
        ]
    )


def as_data_uri(svg: str) -> str:
    """Return an SVG as the address of an image, for a page that loads nothing from elsewhere.

    Args:
        svg: the picture.
    """
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


# ------------------------------------------------------------ what there is to show


def _marks(case: Case) -> Iterator[Mark]:
    work = case.work
    if work.window_closes_at is not None:
        yield Mark(work.window_closes_at, "Khép kỳ số liệu", _end(work.window_closes_at), "neutral")
    if work.first_deadline is not None:
        yield Mark(work.first_deadline, "Hạn đầu tiên", _end(work.first_deadline), "neutral")
    if work.deadline is not None:
        yield Mark(work.deadline, "HẾT HẠN", _end(work.deadline), "deadline")
    for one in case.warnings:
        if one.copy:
            continue
        if one.delivered_at is None:
            yield Mark(one.queued_at, f"{one.what} – chưa đến", _when(one.queued_at), "warned", hollow=True)
        elif day_of(one.delivered_at) == day_of(one.queued_at):
            yield Mark(one.delivered_at, one.what, _when(one.delivered_at), "warned")
        else:
            yield Mark(one.delivered_at, f"{one.what} đến nơi", _when(one.delivered_at), "warned")
            yield Mark(one.queued_at, f"Gửi {one.what.lower()}", _when(one.queued_at), "warned", hollow=True)
    for owed in case.explanations:
        if owed.by_authority:
            yield Mark(owed.asked_at, "Yêu cầu giải trình", _when(owed.asked_at), "heard", hollow=True)
        if owed.came_at is not None:
            yield Mark(owed.came_at, "Đã giải trình", _when(owed.came_at), "heard")
        elif not owed.dropped:
            silent = "Hết hạn giải trình, không có" if owed.overdue(case.as_of) else "Hạn giải trình"
            yield Mark(owed.due_at, silent, _when(owed.due_at), "heard", hollow=True)
    if case.received_at is not None:
        yield Mark(
            case.received_at, "Đã nhận" if not work.reported else "Báo cáo đến", _when(case.received_at), "heard"
        )
    yield from _proposal(case)


def _proposal(case: Case) -> Iterator[Mark]:
    rung = case.rung_label.lower()
    if case.raised_at is not None:
        yield Mark(case.raised_at, f"Đề xuất {rung}", _when(case.raised_at), "asked")
    for moved in case.passed:
        yield Mark(moved.at, "Chuyển lên cấp trên", _when(moved.at), "asked")
    for one in case.answers:
        if one.answer == "ask_explanation":
            continue  # told as the explanation that it asked for
        yield Mark(one.at, _ANSWERS.get(one.answer, "Trả lời"), _when(one.at), "asked")
    if case.decide_by is not None:
        over = "Hết thời gian quyết định" if case.overdue else "Quyết định trước"
        yield Mark(case.decide_by, over, _when(case.decide_by), "waiting", hollow=True)
    if case.delivered_at is not None:
        yield Mark(case.delivered_at, f"Văn bản {rung} đến nơi", _when(case.delivered_at), "asked")
    if case.void_at is not None:
        yield Mark(case.void_at, "Đề xuất không còn căn cứ", _when(case.void_at), "neutral")


def _together(marks: Sequence[Mark]) -> list[Mark]:
    """Join what happened at one instant and looks alike."""
    found: list[Mark] = []
    for one in marks:
        before = found[-1] if found else None
        if before is not None and (before.at, before.colour, before.hollow) == (one.at, one.colour, one.hollow):
            if one.what not in before.what.split("; "):
                found[-1] = replace(before, what=f"{before.what}; {one.what}")
        else:
            found.append(one)
    return found


def _few(marks: Sequence[Mark]) -> list[Mark]:
    """Leave out what there is no room for; the page has it all."""
    spare = len(marks) - MOST_MARKS
    dropped = [index for index, one in enumerate(marks) if one.colour == "warned"][: max(spare, 0)]
    return [one for index, one in enumerate(marks) if index not in dropped][-MOST_MARKS:]


def _when(instant: datetime) -> str:
    return f"{instant.astimezone(ZONE):%H:%M %d/%m/%Y}"


def _end(instant: datetime) -> str:
    """Write an end of a day as that day's 24:00."""
    local = instant.astimezone(ZONE)
    return f"24:00 {last_day_of(local):%d/%m/%Y}" if (local.hour, local.minute) == (0, 0) else _when(instant)


# ------------------------------------------------------------ where it stands


def _places(marks: Sequence[Mark]) -> list[float]:
    """Return where each mark stands: by order and a little by time, so that neither gaps nor crowds fill the line.

    Labels hang to the right of their stems, so the last one needs room there.
    """
    if not marks:
        return []
    first, last = marks[0].at, marks[-1].at
    span, room = (last - first).total_seconds() or 1.0, WIDTH - 2 * SIDE - LABEL
    step = room / max(len(marks) - 1, 1)
    apart = min(APART, step)
    places: list[float] = []
    for index, one in enumerate(marks):
        place = SIDE + 0.15 * room * (one.at - first).total_seconds() / span + 0.85 * step * index
        places.append(max(place, places[-1] + apart) if places else place)
    over = max(places[-1] - SIDE - room, 0.0)
    return [place - over * index / max(len(places) - 1, 1) for index, place in enumerate(places)]


def _levels(marks: Sequence[Mark], places: Sequence[float]) -> list[int]:
    """Return the row of each label, above the line or (negative) below it, so that none covers another or its stem.

    From the last mark to the first: a stem then only ever rises left of the labels that stand already.
    """
    order = [side * level for level in range(1, LEVELS + 1) for side in (1, -1)]
    placed: list[tuple[int, float, float]] = []
    for mark, place in zip(reversed(marks), reversed(places), strict=True):
        right = place + 5 + max(*(len(line) * LETTER for line in _lines(mark)), len(mark.when) * DIGIT)
        free = (one for one in order if all(_clear(one, place, right, other) for other in placed))
        placed.append((next(free, order[-1]), place, right))
    return [level for level, _, _ in reversed(placed)]


def _clear(level: int, left: float, right: float, other: tuple[int, float, float]) -> bool:
    """Tell whether a label, whose stem is its left edge, neither touches one placed before nor crosses a stem."""
    its_level, its_left, its_right = other
    if (level > 0) != (its_level > 0):
        return True
    if abs(level) > abs(its_level):
        return not its_left - 4 <= left <= its_right + 2
    # In the same row two labels may not touch; in a lower one this label may not cover the other's stem.
    return right + 4 < its_left


def _lines(mark: Mark) -> list[str]:
    lines = textwrap.wrap(mark.what, LONGEST) or [""]
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1] + "…"]


# ------------------------------------------------------------ how it is drawn


def _line(case: Case, marks: Sequence[Mark], places: Sequence[float], middle: int) -> Iterator[str]:
    """Draw the line itself; what lies after the deadline is red."""
    yield f'<rect x="{SIDE - 10}" y="{middle - 3}" width="{WIDTH - 2 * SIDE + 20}" height="6" rx="3" fill="#d5dbe0"/>'
    due = next((x for m, x in zip(marks, places, strict=True) if m.colour == "deadline"), None)
    if due is not None:
        until = next((x for m, x in zip(marks, places, strict=True) if m.at == case.received_at), WIDTH - SIDE + 10)
        if until > due:
            yield f'<rect x="{due:.0f}" y="{middle - 3}" width="{until - due:.0f}" height="6" fill="#f2b8b5"/>'


def _flag(mark: Mark, place: float, level: int, middle: int) -> Iterator[str]:
    """Draw a stem from the line to a label, and the label."""
    colour = _COLOURS[mark.colour]
    lines = [*_lines(mark), mark.when]
    # Labels above the line stand on the bottom of their row, those below hang from its top.
    rise = ROW - LINE - len(lines) * LINE if level > 0 else LINE - ROW
    top = middle - level * ROW + rise
    end = top if level > 0 else top + len(lines) * LINE
    yield (
        f'<line x1="{place:.0f}" y1="{middle}" x2="{place:.0f}" y2="{end}" stroke="{colour}" '
        f'stroke-width="{2 if mark.colour == "deadline" else 1}"/>'
    )
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        style = "font-size:11.5px" if last else "font-weight:600"
        yield _text(place + 5, top + 12 + number * LINE, line, _COLOURS["neutral"] if last else colour, style)


def _dot(mark: Mark, place: float, middle: int) -> str:
    colour = _COLOURS[mark.colour]
    fill = "#ffffff" if mark.hollow else colour
    size = 7 if mark.colour in ("deadline", "waiting") else 5
    return f'<circle cx="{place:.0f}" cy="{middle}" r="{size}" fill="{fill}" stroke="{colour}" stroke-width="2"/>'


def _legend(y: int) -> Iterator[str]:
    x: float = SIDE
    for name, words in _LEGEND.items():
        yield f'<circle cx="{x + 5:.0f}" cy="{y - 4}" r="5" fill="{_COLOURS[name]}"/>'
        yield _text(x + 15, y, words, _COLOURS["neutral"], "font-size:11.5px")
        x += 34 + len(words) * 6.4
    yield _text(WIDTH - SIDE, y, "Trục không theo tỷ lệ thời gian", "#8a949c", "font-size:11px;text-anchor:end")


def _text(x: float, y: float, words: str, colour: str, style: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="{colour}" style="{style}">{escape(words)}</text>'


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
