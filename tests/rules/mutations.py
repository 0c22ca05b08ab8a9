"""Expectations with one place changed.

An expectation asks about something (its address: a work, and in some sentences a post, a rung or an instant) and says
the answer (a day, a number, a post, a state …). A changed answer is wrong: it must fail. A changed address asks
something else, of which the answer may be as true (six posts owe the same report on the same day): of the other
addresses at least one must fail, so that the expectation cannot be said of just anything. An expectation without any
answer says that something is not there; tests/rules/absences.py asks whether it could have failed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import chain, islice

from rules import names
from rules.sentences import KINDS, Sentence, Slip, read_at, read_day, say_at
from rules.steps.figures import COLUMNS, RATES
from rules.world import World
from state_machines.assignment import ASSIGNMENT
from state_machines.directive import DIRECTIVE
from state_machines.escalation import ESCALATION
from state_machines.law import Law
from tests.rules.playing import Line, changed
from workflows.people import performers
from workflows.periods import occasions

#: What a sentence asks about, besides the work.
ADDRESSES = {
    "chưa có {rung} nào về {task}": {"rung"},
    "{who} chưa nhận được {rung} về {task}": {"who", "rung"},
    "về {task} có đúng {n} lượt {rung}": {"rung"},
    "số liệu của {who} lúc {at} là:": {"who", "at"},
    "{said} của {who} lúc {at} là {answer:said}": {"said", "who", "at"},
    "văn bản gửi {who} với vai trò {said}": {"who"},
    "xét từng nhiệm vụ hay xét cả loạt lúc {at} đều thấy {n} nhiệm vụ phải {said}": {"at", "said"},
    "xét từng nhiệm vụ hay xét cả loạt đều thấy {who} được {said} {n} nhiệm vụ": {"who", "said"},
}
#: Of what is expected, what denies it; a place that only the latter has is filled in.
OPPOSITES = {
    "{task} bị ghi nhận quá hạn từ {at}": "{task} không bị ghi nhận quá hạn",
    "{task} đến hạn {at}": "{task} không có thời hạn",
    "{task} ở trạng thái {said}": "văn bản không giao {task}",
    "{who} phải giải trình về {task} chậm nhất {at}": "không ai phải giải trình về {task}",
    "{who} phải đôn đốc về {task} chậm nhất {at}": "không ai phải đôn đốc về {task}",
    "{who} phải gửi số liệu chính thức của {task} chậm nhất {at}": "chưa ai phải gửi số liệu chính thức của {task}",
    "{task} chuyển cho {who} từ {at}": "không có bước chuyển giao nào của {task}",
    "{task} được nhận lúc {at}": "{task} chưa được nhận",
    "{task} được nhận với số liệu {nature}": "{task} chưa được nhận",
    "{who} nhận được {rung} về {task} lúc {at}": "{who} chưa nhận được {rung} về {task}",
    "{who} bị {rung} về {task} lúc {at}": "chưa có {rung} nào về {task}",
    "{rung} về {task} được trình {who} {verb} lúc {at}": "chưa có {rung} nào về {task}",
    "{rung} về {task} ở trạng thái {said}": "chưa có {rung} nào về {task}",
    "{rung} tuyến {line} về {task} gửi {who} lúc {at}": "chưa có {rung} nào về {task}",
    "{rung} tuyến {line} về {task} trình {who} {verb} lúc {at}": "chưa có {rung} nào về {task}",
    "việc đó bị từ chối vì {said}": "việc đó được chấp nhận",
    "lời từ chối ghi rõ {said}": "việc đó được chấp nhận",
    "việc giao bị từ chối vì nhiệm vụ {said} chưa rõ {clear}": "việc đó được chấp nhận",
    "việc kiểm tra nhật ký báo {said}": "nhật ký còn nguyên vẹn",
    "nhật ký thêm {n} dòng": "nhật ký không thêm dòng nào",
    "lần quét đó chuyển {n} nhiệm vụ": "lần quét đó không làm gì",
    "văn bản không giao {task}": "{task} ở trạng thái «đã giao»",
    "{task} không có thời hạn": "{task} đến hạn {at}",
    "{task} không bị ghi nhận quá hạn": "{task} bị ghi nhận quá hạn từ {at}",
    "không ai phải giải trình về {task}": "{who} phải giải trình về {task} chậm nhất {at}",
    "không ai phải đôn đốc về {task}": "{who} phải đôn đốc về {task} chậm nhất {at}",
    "chưa ai phải gửi số liệu chính thức của {task}": "{who} phải gửi số liệu chính thức của {task} chậm nhất {at}",
    "không có bước chuyển giao nào của {task}": "{task} chuyển cho {who} từ {at}",
    "{task} chưa được nhận": "{task} được nhận lúc {at}",
    "{who} chưa nhận được {rung} về {task}": "{who} nhận được {rung} về {task} lúc {at}",
    "chưa có {rung} nào về {task}": "về {task} có đúng 1 lượt {rung}",
    "việc đó được chấp nhận": "việc đó bị từ chối vì «Chỉ»",
    "không nhiệm vụ nào được giao": "việc đó được chấp nhận",
    "nhật ký không thêm dòng nào": "nhật ký thêm 1 dòng",
    "lần quét đó không làm gì": "lần quét đó chuyển 1 nhiệm vụ",
    "nhật ký còn nguyên vẹn": "việc kiểm tra nhật ký báo «dòng 1 đã bị xóa»",
}
_NAMES = {id(kind): name for name, kind in KINDS.items()}
#: Other instants that are asked about.
_AWAY = tuple(timedelta(minutes=n) for n in (1, -1)) + tuple(
    timedelta(days=sign * n) for n in (1, 7, 30, 90, 180) for sign in (1, -1)
)


def addresses(sentence: Sentence) -> set[str]:
    """Return the places of a sentence that say what it asks about."""
    tasks = {place for place, kind in sentence.places.items() if kind is KINDS["task"]}
    return tasks | ADDRESSES.get(sentence.name, set())


def asserts(line: Line) -> bool:
    """Tell whether an expectation says anything besides what it asks about."""
    return bool(line.table) or bool(set(line.sentence.places) - addresses(line.sentence))


def wrong(world: World, line: Line) -> Iterator[Line]:
    """Yield a line with one answer changed at a time, and the line that denies it."""
    sentence = line.sentence
    for place, (start, end) in sentence.spans(line.text).items():
        if place not in addresses(sentence):
            for other in _others(world, sentence, place, line.text[start:end]):
                yield changed(line, start, end, other)
    for number, (name, value) in enumerate(line.table):
        yield _with_row(line, number, name, str(int(value) + 1))
    if sentence.name in OPPOSITES:
        yield _opposite(world, line, OPPOSITES[sentence.name])


def elsewhere(world: World, line: Line) -> Iterator[tuple[str, Iterator[Line]]]:
    """Yield each thing that a line asks about, with the lines that ask about another in its place."""
    sentence = line.sentence
    for place, (start, end) in sentence.spans(line.text).items():
        if place in addresses(sentence):
            text = line.text[start:end]
            others = _instants(text, _AWAY) if place == "at" else _others(world, sentence, place, text)
            yield text, (changed(line, start, end, other) for other in others)
    for number, (name, value) in enumerate(line.table):
        yield name, (_with_row(line, number, other, value) for other in COLUMNS if other != name)


def variants(world: World, line: Line) -> Iterator[Line]:
    """Yield a line that people do, changed in one place."""
    for place, (start, end) in line.sentence.spans(line.text).items():
        with suppress(Slip):
            others = _others(world, line.sentence, place, line.text[start:end])
            yield from (changed(line, start, end, other) for other in islice(others, 4))


def _with_row(line: Line, number: int, *row: str) -> Line:
    return replace(line, table=(*line.table[:number], row, *line.table[number + 1 :]))


def _opposite(world: World, line: Line, template: str) -> Line:
    """Put the places of a line into another sentence."""
    texts = {place: line.text[start:end] for place, (start, end) in line.sentence.spans(line.text).items()}
    fill = {"at": say_at(world.now), "who": next(_posts(world, ""))} if world.now is not None else {}
    return replace(line, text=template.format(**fill | texts), table=())


# ---------------------------------------------------------------- what may stand in a place instead


def _others(world: World, sentence: Sentence, place: str, text: str) -> Iterator[str]:
    match kind := _NAMES[id(sentence.places[place])]:
        case "n":
            yield str(int(text) + 1)
            if int(text):
                yield str(int(text) - 1)
        case "day":
            for days in (1, -1):
                yield f"{read_day(text) + timedelta(days=days):%d/%m/%Y}"
        case "at":
            yield from _instants(text, (timedelta(minutes=1), timedelta(minutes=-1), timedelta(days=1)))
        case "who":
            yield from _some_posts(world, text, every=place in addresses(sentence))
        case "task":
            yield from _tasks(world, text)
        case "rung":
            yield from _rungs(world, text)
        case "said":
            yield from (f"«{other}»" for other in _words(world, sentence, place, text[1:-1]))
        case _:
            pattern = KINDS[kind].pattern
            assert pattern.startswith("(?:"), f"a place of the kind {kind!r} is not changed yet"
            yield from (other for other in pattern[3:-1].split("|") if other != text)


def _instants(text: str, away: Iterable[timedelta]) -> Iterator[str]:
    at = read_at(text)
    return (say_at(at + one) for one in away)


def _some_posts(world: World, text: str, *, every: bool) -> Iterator[str]:
    """Whom a post answers to, and the next one of its organisation; or all of them."""
    others = list(_posts(world, text))
    yield from others if every else others[:2]


def _posts(world: World, text: str) -> Iterator[str]:
    """Posts of the organisation held by somebody else, whom the post answers to first, then those after it."""
    organization = world.charter.jurisdiction.organization
    every = [post.key for post in organization.posts]
    own = world.post(text) if text else every[-1]
    at, found = every.index(own), organization.post(own)
    above = [edge.to for edge in found.answers_to] if found is not None else []
    for key in dict.fromkeys((*above, *every[at + 1 :], *every[:at])):
        label = organization.label_of(key)
        with suppress(Slip):
            if key != own and _fits("who", label) and world.post(label) == key:
                yield label


def _rungs(world: World, text: str) -> Iterator[str]:
    wording = world.charter.policy.national.wording
    own = names.find_rung(wording, text)
    return (label.lower() for key, label in wording.rungs.items() if key != own and _fits("rung", label))


def _tasks(world: World, text: str) -> Iterator[str]:
    """Other works: of another performer, of another period, of another duty, then what hangs on the work."""
    for words in names.HANGING:
        if text.startswith(words):
            yield from (words + other for other in _tasks(world, text.removeprefix(words)))
            return
    own = world.task(text)
    for other in chain(_same_duty(world, text), _other_duties(world, text), (words + text for words in names.HANGING)):
        with suppress(Slip):
            if _fits("task", other) and world.task(other) != own:
                yield other


def _same_duty(world: World, text: str) -> Iterator[str]:
    charter, directive = world.charter, world.directive
    organization = charter.jurisdiction.organization
    said, _, duty = names.read_task(directive, text)
    if said["who"]:
        every = performers(charter.chain, duty)
        own = names.find_performer(organization, said["who"])
        yield from (_put(text, said, "who", organization.label_of(one)) for one in _around(every, own))
    if said["period"]:
        labels = {
            one.key: one.label
            for one in occasions(directive, duty, charter.calendar, charter.policy.national.reporting)
        }
        own = names.pick(said["period"], labels, "kỳ")
        yield from (_put(text, said, "period", labels[one]) for one in _around(list(labels), own))


def _other_duties(world: World, text: str) -> Iterator[str]:
    charter, directive = world.charter, world.directive
    organization = charter.jurisdiction.organization
    for _, duty in directive.duties():
        for one in performers(charter.chain, duty)[:1]:
            work = f"nhiệm vụ «{duty.what}» của {organization.label_of(one)}"
            if duty.recurs:
                periods = occasions(directive, duty, charter.calendar, charter.policy.national.reporting)
                yield from (f"{work} kỳ «{period.label}»" for period in islice(periods, 1))
            else:
                yield work


def _put(text: str, said: re.Match[str], group: str, other: str) -> str:
    start, end = said.span(group)
    return text[:start] + other + text[end:]


def _around(every: Sequence[str], own: str) -> tuple[str, ...]:
    at = every.index(own)
    return (*every[at + 1 :], *every[:at])


def _words(world: World, sentence: Sentence, place: str, said: str) -> Iterator[str]:
    """Other words in quotes: another state, trigger, rate or duty where they name one; else other letters."""
    known: Iterable[str] = ()
    if sentence.name.endswith("ở trạng thái {said}"):
        known = _law(sentence).states.values()
    elif place == "said" and sentence.name.startswith(("dòng {said}", "xét từng nhiệm vụ")):
        known = ASSIGNMENT.triggers.values()
    elif place == "said" and sentence.name.startswith("{said} của {who}"):
        known = RATES
    elif "nhiệm vụ {said}" in sentence.name:
        directive = world.policy.original.jurisdictions[world.jurisdiction].directives[world.directive_key]
        known = [duty.what for _, duty in directive.duties() if duty.what]
    if known := list(known):
        own = names.pick(said, {one: one for one in known}, "chữ")
        yield from list(_around(known, own))[: None if place in addresses(sentence) else 1]
        return
    if digits := re.search(r"\d+", said):
        other = str(int(digits[0]) + 1).zfill(len(digits[0]))
        yield said[: digits.start()] + other + said[digits.end() :]
    words = said.split()
    longest = max(range(len(words)), key=lambda n: len(words[n]))
    yield " ".join((*words[:longest], "khác", *words[longest + 1 :]))


def _law(sentence: Sentence) -> Law:
    if "rung" in sentence.places:
        return ESCALATION
    return ASSIGNMENT if "task" in sentence.places else DIRECTIVE


def _fits(kind: str, text: str) -> bool:
    return re.fullmatch(KINDS[kind].pattern, text) is not None
