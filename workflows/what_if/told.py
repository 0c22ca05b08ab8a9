"""What a changed policy would make different, told to policy writers: a summary, the causes, then head by head."""

from collections.abc import Callable, Iterator
from datetime import datetime

from workflows.happenings import ENDINGS
from workflows.letters import happened, spoken
from workflows.what_if import BEYOND, Cause, Change, Difference, WhatIf
from workflows.what_if.cause import Facet
from workflows.what_if.events import Event

#: So much that is otherwise about one duty is told one by one.
MANY = 6
CHANGES: dict[Change, str] = {"come": "thêm", "go": "bớt", "move": "dời"}
#: What each facet of an assignment is called; those that are a label of the policy, with the group of the label.
_FACETS = {
    "deadline": "Thời hạn",
    "opens_at": "Mở",
    "title": "Tên việc",
    "head": "Người đứng đầu",
    "deputy": "Cấp phó phụ trách",
    "coordinators": "Phối hợp",
    "watcher": "Cơ quan theo dõi",
    "monitor": "Người theo dõi, đôn đốc",
    "authority": "Người có thẩm quyền",
    "route_point": "Đầu mối tiếp nhận",
    "co_head": "Cùng chịu trách nhiệm trên tuyến kia",
    "co_authority": "Người có thẩm quyền trên tuyến kia",
    "kind": "Loại việc",
    "result_required": "Kết quả phải có",
    "modality": "Mức bắt buộc",
    "provenance": "Nguồn của thời hạn",
    "line": "Tuyến",
    "quota": "Số lần ít nhất",
    "ladder": "Thang xử lý",
}
_LABELLED = {"kind": "kinds", "modality": "modalities", "provenance": "provenance", "line": "lines_of_command"}
_TEXTS = ("title", "result_required", "quota", "ladder")


def tell(found: WhatIf) -> Iterator[str]:
    """Yield the lines: a summary, what is asked otherwise and why, then for each head what comes, goes and moves."""
    yield from _Telling(found).lines()


class _Telling:
    """One comparison, told."""

    def __init__(self, found: WhatIf) -> None:
        self.found, self.names = found, found.names
        self.label = self.names.label
        self.words = found.changed.policy.national.wording
        #: What else is told of an event, where there is anything to tell.
        self._rest: dict[str, Callable[[Event], str]] = {
            "chờ": lambda event: self.label(event.holder) if event.holder else "",
            "hạn": lambda event: spoken(event.due) if event.due else "",
            "kết quả": lambda event: self.words.label("verdicts", event.verdict).lower() if event.verdict else "",
            "từ": lambda event: self.label(event.previous) if event.previous else "",
            "sớm hơn vì": lambda event: event.sooner,
        }

    def lines(self) -> Iterator[str]:
        """Yield all lines."""
        found = self.found
        yield (
            f"Nếu như đổi chính sách của {found.today.jurisdiction.organization.label} "
            f"(hiện hành: phiên bản {found.today.policy.version}; đã sửa: phiên bản {found.changed.policy.version}), "
            f"từ {found.start:%d/%m/%Y} đến hết {found.until:%d/%m/%Y}:"
        )
        used = {number for one in found.differences for number in one.because}
        told = [cause for cause in found.causes if cause.number in used or cause.kind not in ("ladder", "calendar")]
        if not found.differences and not told:
            yield from self._nothing()
        else:
            yield from self._summary()
        if told:
            yield from ("", "Nguyên nhân:")
            for cause in told:
                yield from self._cause(cause)
        if idle := [cause for cause in found.causes if cause not in told]:
            yield from ("", "Có sửa nhưng trong khoảng ngày này không làm gì khác đi:")
            yield from (f"  · {cause.says}" for cause in idle)
        alike: dict[tuple[str, ...], list[str]] = {}
        for head in found.heads:
            alike.setdefault(tuple(self._of_head(head)), []).append(head)
        for told_once, heads in alike.items():
            each = "mỗi chức danh " if len(heads) > 1 else ""
            yield from ("", f"{'; '.join(map(self.label, heads))} ({each}{_counted(found.counts(heads[0]))})")
            yield from told_once

    def _nothing(self) -> Iterator[str]:
        same = self.found.today.policy.version == self.found.changed.policy.version
        why = (
            "hai chính sách có nội dung như nhau"
            if same
            else "hai chính sách khác nhau, nhưng không ở điều nào kể trên"
        )
        yield f"Không có gì khác: không nhắc nhở, chốt hạn, nấc xử lý hay đề xuất nào thêm, bớt hoặc dời ({why})."

    def _summary(self) -> Iterator[str]:
        counts, heads = self.found.counts(), self.found.heads
        if not heads:
            yield "Không nhắc nhở, chốt hạn, nấc xử lý hay đề xuất nào thêm, bớt hoặc dời."
            return
        yield f"Khác {sum(counts.values())} điểm ở {len(heads)} chức danh: {_counted(counts)}."
        names = [self.label(head) for head in heads]
        width = max(map(len, names))
        yield f"  {'':{width}}  {'  '.join(f'{word:>4}' for word in CHANGES.values())}"
        for head, name in zip(heads, names, strict=True):
            row = self.found.counts(head)
            yield f"  {name:{width}}  {'  '.join(f'{row[change]:>4}' for change in CHANGES)}"
        if counts["come"] or counts["go"]:
            last = f"{BEYOND.days} ngày sau {self.found.until:%d/%m/%Y}"
            yield f"Điều dời ra quá {last}, hoặc từ quá ngày ấy dời về, được kể là bớt hoặc thêm."
        if any(len(one.heads) > 1 for one in self.found.differences):
            yield "Điều chuyển từ chức danh này sang chức danh khác được kể ở cả hai."

    # ------------------------------------------------------------ causes

    def _cause(self, cause: Cause) -> Iterator[str]:
        yield f"  ({cause.number}) {cause.says}"
        for facet in cause.facets[:MANY]:
            said = (self._value(facet, value) for value in (facet.today, facet.changed))
            yield f"      {_FACETS[facet.name]}: {' → '.join(said)}"
        if more := len(cause.facets[MANY:]):
            yield f"      … và {more} chỗ khác như vậy" + ("; lý do của kỳ đầu tiên:" if cause.today else "")
        for lead, sentences in (("Hiện hành", cause.today), ("Đã sửa", cause.changed)):
            if sentences:
                yield f"      {lead}: {' '.join(sentences)}"

    def _value(self, facet: Facet, value: str) -> str:
        if not value:
            return "không thời hạn" if facet.name == "deadline" else "(không)"
        if facet.name == "deadline":
            return spoken(datetime.fromisoformat(value))
        if facet.name == "opens_at":
            return happened(datetime.fromisoformat(value))
        if facet.name in _LABELLED:
            return self.words.label(_LABELLED[facet.name], value)
        return f"«{value}»" if facet.name in _TEXTS else ", ".join(map(self.label, value.split(",")))

    # ------------------------------------------------------------ head by head

    def _of_head(self, head: str) -> Iterator[str]:
        """Yield what is different for one head in order of time, the same of several works together."""
        heaps: dict[tuple[datetime, str, str], list[Difference]] = {}
        for one in self.found.differences:
            if head in one.heads:
                heaps.setdefault((one.at, CHANGES[one.change], self._what(one)), []).append(one)
        for (_, change, what), some in heaps.items():
            yield f"  {change:<4}  {what}"
            works: dict[tuple[str, str], list[str]] = {}
            for one in some:
                because = f" ({', '.join(map(str, one.because))})" if one.because else ""
                work = f"{one.work.title}{f' [{one.work.clause}]' if one.work.clause else ''}"
                # Whose work it is goes without saying where it is the head's own.
                others = [self.label(one.work.performer)] if one.work.performer and one.work.head != head else []
                works.setdefault((work, because), []).extend(others)
            for (work, because), performers in works.items():
                yield f"          · {work}{': ' if performers else ''}{'; '.join(performers)}{because}"

    def _what(self, one: Difference) -> str:
        """Say what happens, when and to whom; of what moves only what is not the same under both policies."""
        event = one.events[-1]
        if one.today is None or one.changed is None:
            parts = [f"{event.what}{self._mode(event)}: {_when(event)}"]
            parts += [f"{name} {said(event)}" for name, said in self._rest.items() if said(event)]
            return "; ".join(parts)
        before, after = one.today, one.changed
        differing = before.differs(after)
        when = f"{_when(before)} → {_when(after)}" if "at" in differing else _when(after)
        parts = [f"{event.what}{'' if 'mode' in differing else self._mode(event)}: {when}"]
        if "to" in differing:
            parts.append(f"gửi {self.label(before.to)} → {self.label(after.to)}")
        if "mode" in differing:
            modes = (self.words.label("modes", mode.mode).lower() for mode in (before, after))
            parts.append(" → ".join(modes))
        for name, said in self._rest.items():
            if said(before) != said(after):
                parts.append(f"{name} {said(before) or '(không)'} → {said(after) or '(không)'}")
        return "; ".join(parts)

    def _mode(self, event: Event) -> str:
        return f" ({self.words.label('modes', event.mode).lower()})" if event.mode else ""


def _counted(counts: dict[Change, int]) -> str:
    return ", ".join(f"{word} {counts[change]}" for change, word in CHANGES.items() if counts[change])


def _when(event: Event) -> str:
    """Say when; what ends at its last instant ends at 24:00 of that day."""
    return spoken(event.at) if event.kind in ENDINGS else happened(event.at)
