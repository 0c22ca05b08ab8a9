"""Whom and what a feature speaks of: names of posts, works and rungs, found in the policy itself."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from config.directive import Clause, Directive
from config.duty import Duty
from config.organization import Organization
from config.policy import Policy
from config.wording import Wording
from rules.sentences import Slip
from state_machines.law import Law
from workflows.charter import Charter
from workflows.people import performers
from workflows.periods import occasions

_SHORT = {"ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân"}
_TASK = re.compile(r"(?P<kind>báo cáo tổng hợp|báo cáo) (?P<period>.+?)(?: của (?P<who>.+))?")
_DUTY = re.compile(
    r"nhiệm vụ «(?P<what>[^«»]+)»(?: của (?P<who>[^«»]+?))?(?: kỳ «(?P<period>[^«»]+)»| sự kiện «(?P<event>[^«»]+)»)?"
)
#: A directive of whatever type.
ANY_DIRECTIVE = "văn bản chỉ đạo"
#: What hangs on a work, by how a feature begins to speak of it.
HANGING = {"phần giải trình về ": "#explanation", "việc đôn đốc về ": "#watch"}


def plain(text: str) -> str:
    """Return a name as it is compared: small letters, abbreviations written out, one kind of dash."""
    text = unicodedata.normalize("NFC", text).lower().replace("–", "-")
    return " ".join(_SHORT.get(word, word) for word in text.split())


def nearest(name: str, known: Iterable[str]) -> str:
    """Say which known name was probably meant."""
    names = {plain(one): one for one in known}
    close = difflib.get_close_matches(plain(name), names, n=1, cutoff=0.55)
    return f"; có phải là «{names[close[0]]}»?" if close else f"; hiện có: {', '.join(names.values())}."


def pick(name: str, labels: Mapping[str, str], what: str, *, whole: bool = False) -> str:
    """Return the key whose label is ``name``, or alone begins with it; ``whole``: only the first.

    Raises:
        Slip: when there is none, or more than one.
    """
    said = plain(name)
    exact = [key for key, label in labels.items() if plain(label) == said]
    starts = [key for key, label in labels.items() if plain(label).startswith(said + " ")]
    found = exact or ([] if whole else starts)
    if not found:
        raise Slip(f"Không có {what} «{name}»{nearest(name, labels.values())}")
    if len(found) > 1:
        raise Slip(f"«{name}» chưa rõ là {what} nào: {', '.join(labels[key] for key in found)}; hãy viết dài hơn.")
    return found[0]


def find_directive(policy: Policy, place: str, words: str) -> tuple[str, str]:
    """Return the keys of a jurisdiction and of its directive.

    Args:
        policy: the policy.
        place: name of the jurisdiction.
        words: what the directive is called; *văn bản chỉ đạo* for the only one there is.

    Raises:
        Slip: when there is none, or more than one.
    """
    places = {key: one.organization.label for key, one in policy.jurisdictions.items()}
    key = pick(place, places, "địa phương")
    labels = {short: one.label for short, one in policy.jurisdictions[key].directives.items()}
    if words != ANY_DIRECTIVE:
        return key, pick(words, labels, "văn bản")
    if len(labels) != 1:
        raise Slip(f"{places[key]} có {len(labels)} văn bản: {', '.join(labels.values())}; hãy nói rõ văn bản nào.")
    return key, next(iter(labels))


def find_post(organization: Organization, name: str) -> str:
    """Return the key of the post of that name; of a unit, the post that heads it."""
    found = find_performer(organization, name)
    unit = organization.unit(found)
    return unit.head if unit is not None else found


def find_performer(organization: Organization, name: str) -> str:
    """Return the key of the post or unit of that name; one of our own comes before one above."""
    own = {one.key: one.label for one in (*organization.units, *organization.posts) if not one.external}
    said = plain(name)
    if any((plain(label) + " ").startswith(said + " ") for label in own.values()):
        return pick(name, own, "chức danh, đơn vị")
    return pick(name, {one.key: one.label for one in (*organization.units, *organization.posts)}, "chức danh, đơn vị")


def find_duty(directive: Directive, words: str) -> tuple[Clause, Duty]:
    """Return the duty whose text begins with ``words``."""
    duties = {f"{clause.path}/{duty.key}": (clause, duty) for clause, duty in directive.duties()}
    return duties[pick(words, {key: duty.what or "" for key, (_, duty) in duties.items()}, "nhiệm vụ")]


def find_report(directive: Directive, *, consolidated: bool) -> tuple[Clause, Duty]:
    """Return the periodic report of the units, or the one that consolidates theirs."""
    for clause, duty in directive.duties():
        if duty.kind == "periodic_report" and (duty.consolidates is not None) == consolidated:
            return clause, duty
    kind = "báo cáo tổng hợp" if consolidated else "báo cáo định kỳ của các đơn vị"
    raise Slip(f"Văn bản không có {kind}; hãy gọi việc bằng nội dung, ví dụ nhiệm vụ «Rà soát …» của Phòng Kinh tế.")


def find_task(charter: Charter, directive: Directive, text: str) -> str:
    """Return the key of the assignment that a feature calls ``text``.

    Raises:
        Slip: when the directive has no such work, period or performer.
    """
    for words, suffix in HANGING.items():
        if text.startswith(words):
            return find_task(charter, directive, text.removeprefix(words)) + suffix
    organization, last = charter.jurisdiction.organization, ""
    named, clause, duty = read_task(directive, text)
    said = named.groupdict()
    if said["period"]:
        last = "/" + _period(charter, directive, duty, said["period"])
    elif said.get("event"):
        last = "/" + said["event"]
    every = performers(charter.chain, duty)
    if said["who"] is None and len(every) != 1:
        raise Slip(f"«{text}» có nhiều người thực hiện; hãy viết rõ của ai.")
    performer = find_performer(organization, said["who"]) if said["who"] else every[0]
    if performer not in every:
        known = ", ".join(organization.label_of(one) for one in every)
        raise Slip(f"Văn bản không giao «{text}»; việc này giao cho: {known}.")
    return f"{directive.full_key}/{clause.path}/{duty.key}/{performer}{last}"


def read_task(directive: Directive, text: str) -> tuple[re.Match[str], Clause, Duty]:
    """Return what a feature names of a work (``who``, ``period``, ``event``), and the clause and duty it is about.

    Raises:
        Slip: when the directive has no such work.
    """
    if (named := _DUTY.fullmatch(text)) is not None:
        return named, *find_duty(directive, named["what"])
    if (named := _TASK.fullmatch(text)) is not None:
        return named, *find_report(directive, consolidated=named["kind"] != "báo cáo")
    raise Slip(f"Không hiểu «{text}»; hãy viết như «báo cáo quý I của công chức Tư pháp».")


def _period(charter: Charter, directive: Directive, duty: Duty, words: str) -> str:
    """Return the key of the period of a duty that a feature calls ``words``."""
    every = occasions(directive, duty, charter.calendar, charter.policy.national.reporting)
    return pick(words, {one.key: one.label for one in every}, "kỳ")


def find_rung(wording: Wording, label: str) -> str:
    """Return the code of the rung that the policy's wording calls ``label``."""
    return pick(label, wording.rungs, "nấc")


def find_state(law: Law, label: str) -> str:
    """Return the code of the state that a law calls ``label``."""
    return pick(label, law.states, "trạng thái", whole=True)


def find_trigger(law: Law, label: str) -> str:
    """Return the code of what a law calls ``label``."""
    return pick(label, law.triggers, "việc", whole=True)
