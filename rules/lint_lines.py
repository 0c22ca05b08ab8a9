"""What is wrong with a line that is no part of a feature, or with a step that is no known sentence."""

from __future__ import annotations

import difflib
import re

from gherkin.dialect import Dialect

from rules.sentences import SENTENCES, Sentence, Slip, StepType, fold

_STEPS = {"given": "Biết", "when": "Khi", "then": "Thì", "and": "Và", "but": "Nhưng"}
_PARTS = {
    "feature": "Tính năng",
    "rule": "Quy tắc",
    "background": "Bối cảnh",
    "scenario": "Kịch bản",
    "scenario_outline": "Khung kịch bản",
    "examples": "Dữ liệu",
}
_HEADINGS = frozenset({*_PARTS.values(), "Tình huống", "Khung tình huống"})
_PLACES = {
    "Tính năng": "mỗi tệp chỉ có một «Tính năng», ở ngay sau dòng «# language: vi»",
    "Quy tắc": "«Quy tắc» phải đứng ngoài kịch bản, sau «Tính năng»",
    "Bối cảnh": "«Bối cảnh» phải đứng trước kịch bản đầu tiên của tính năng hay của quy tắc, và chỉ có một",
    "Dữ liệu": "«Dữ liệu» phải đứng sau các bước của một «Khung kịch bản»",
}
_STRAIGHT = re.compile(r"[\"“”„]([^\"“”„]+)[\"“”„]")
_DAY = re.compile(r"\b(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[.-](\d{1,2})[.-](\d{4}))\b")
_CLOCK = re.compile(r"\b(\d{1,2})(?:h|g|:)(\d{2})?\b")
#: What stands in the places of sentences, and so says nothing about which sentence was meant.
_FILLED = re.compile(r"«[^«»]*»?|\d{1,2}/\d{1,2}/\d{4}|\d{1,2} giờ(?: \d{1,2} phút)?|\d+")


def _spellings() -> dict[str, str]:
    """Return how each keyword is written, by every way to write it in small letters."""
    vietnamese, english = Dialect.for_name("vi"), Dialect.for_name("en")
    assert vietnamese is not None
    assert english is not None
    found: dict[str, str] = {}
    for dialect in (english, vietnamese):
        for part, word in _PARTS.items():
            found |= {one.strip().lower(): word for one in getattr(dialect, f"{part}_keywords")}
        for part, word in _STEPS.items():
            found |= {one.strip().lower(): word for one in getattr(dialect, f"{part}_keywords")}
    found |= {one.lower(): one for part in _PARTS for one in getattr(vietnamese, f"{part}_keywords")}
    found |= {one.strip().lower(): one.strip() for part in _STEPS for one in getattr(vietnamese, f"{part}_keywords")}
    del found["*"]
    return found


_SPELLINGS = _spellings()
_FOLDED_PARTS = {fold(one): one for one in sorted(_HEADINGS)}
_FOLDED_STEPS = {fold(one): one for one in ("Biết", "Cho", "Khi", "Thì", "Và", "Nhưng")}
_KEYWORD = re.compile(
    rf"(?P<word>{'|'.join(sorted(map(re.escape, _SPELLINGS), key=len, reverse=True))})(?P<colon>\s*:)?(?P<rest>\s.*)?",
    re.IGNORECASE,
)


def misspelt_part(words: str) -> str:
    """Say which part of a feature a line was meant to begin, where only a letter or a mark is wrong; else empty.

    Args:
        words: the line, without the blanks at its ends.
    """
    head, colon, rest = words.partition(":")
    if not colon or _KEYWORD.fullmatch(words) or "«" in head or head[:1] in "|@#":
        return ""
    near = difflib.get_close_matches(fold(head.strip()), list(_FOLDED_PARTS), n=1, cutoff=0.8)
    if not near:
        return ""
    return f"không có từ khóa «{head.strip()}»; hãy viết «{_FOLDED_PARTS[near[0]]}:{rest}»"


def _misspelt_step(words: str) -> str:
    """Return a step with its keyword as it should be written, where only its marks are wrong; else empty."""
    said, _, rest = words.partition(" ")
    keyword = _FOLDED_STEPS.get(fold(said), "")
    return f"{keyword} {rest}" if keyword and keyword != said and rest else ""


def looks_meant(words: str) -> bool:
    """Tell whether a line that was read as description was meant as a part or a step of the feature."""
    if misspelt_part(words):
        return True
    if right := _misspelt_step(words):
        rest = right.partition(" ")[2]
        return any(one.is_matching(rest) for one in SENTENCES)
    found = _KEYWORD.fullmatch(words)
    if found is not None:
        keyword = _SPELLINGS[found["word"].lower()]
        return bool(found["colon"]) or keyword not in _HEADINGS or found["word"] == keyword
    return words.startswith("|") or any(one.is_matching(words) for one in SENTENCES)


def misread(words: str) -> str:
    """Say what is wrong with a line that is no part of a feature, and what to write instead.

    Args:
        words: the line, without the blanks at its ends.
    """
    found = _KEYWORD.fullmatch(words)
    if found is not None:
        return _misplaced(words, found)
    if said := misspelt_part(words):
        return said
    told = f"không đọc được «{words}»"
    if right := _misspelt_step(words):
        return f"{told}; hãy viết «{right}»"
    if words.startswith("|"):
        return f"{told}: bảng phải đứng ngay dưới «Dữ liệu:», hoặc dưới bước kết thúc bằng dấu hai chấm"
    sentence = next((one for one in SENTENCES if one.is_matching(words)), None)
    if sentence is not None:
        return f"«{words}» thiếu từ khóa ở đầu; hãy viết «{keyword_of(sentence)} {words}»"
    return (
        f"{told}: dòng này không bắt đầu bằng từ khóa nào; nếu là phần tiếp của bước trên, hãy viết liền một dòng với "
        "nó; nếu là ghi chú, hãy thêm # ở đầu"
    )


def _misplaced(words: str, found: re.Match[str]) -> str:
    keyword = _SPELLINGS[found["word"].lower()]
    step = keyword not in _HEADINGS
    rest = (found["rest"] or "").strip()
    right = f"{keyword} {rest or '…'}" if step else f"{keyword}: {rest}".strip()
    if words != right:
        return f"không đọc được «{words}»; hãy viết «{right}» (đúng chữ hoa, chữ thường và dấu hai chấm)"
    if step:
        return f"bước «{words}» đứng ngoài kịch bản; hãy thêm dòng «Kịch bản: …» hoặc «Bối cảnh:» ở trên nó"
    return f"«{words}» đứng sai chỗ; {_PLACES.get(keyword, f'hãy thêm «Tính năng: …» trước «{keyword}»')}"


def keyword_of(sentence: Sentence) -> str:
    """Return the keyword with which a sentence is written first."""
    return _STEPS[sentence.type or "when"]


def unknown(text: str, kind: StepType) -> str:
    """Say what is wrong with a step that is no sentence of its kind, and what to write instead.

    Args:
        text: the step without its keyword.
        kind: given, when or then.
    """
    other = next((one for one in SENTENCES if one.is_matching(text)), None)
    if other is not None:
        return f"câu «{text}» không dùng với «{_STEPS[kind or 'when']}»; hãy viết «{keyword_of(other)} {text}»"
    mended = _mended(text)
    for written in (mended, mended[:1].lower() + mended[1:]):
        if any(one.is_matching(written) for one in SENTENCES):
            return f"chưa có câu «{text}»; hãy viết «{written}»"
    if text.count("«") != text.count("»"):
        return f"câu «{text}» có dấu ngoặc « chưa đóng bằng », hoặc thừa; hãy viết đủ đôi, ví dụ «đã giao»"
    near = closest(text, kind)
    offered = f"ý bạn là «{near.example}»? " if near else ""
    return f"chưa có câu «{text}»; {offered}Mọi câu đã có: namro steps"


def closest(text: str, kind: StepType) -> Sentence | None:
    """Return the sentence that a step is most like, whatever stands in its places; None where none is like it."""
    said = fold(_FILLED.sub(" ", text)).split()
    best, found = 0.0, None
    for one in SENTENCES:
        if one.type not in (None, kind):
            continue
        own = fold(one.words).split()
        same = sum(
            block.size for block in difflib.SequenceMatcher(None, own, said, autojunk=False).get_matching_blocks()
        )
        score = same / len(own) + same / max(len(own), len(said))
        if score > best:
            best, found = score, one
    return found if best > 0.6 else None


def _mended(text: str) -> str:
    """Return a step without the slips of the hand that every keyboard makes."""
    text = " ".join(text.replace("\xa0", " ").split()).rstrip(".;,")
    text = _STRAIGHT.sub(r"«\1»", text).replace("<<", "«").replace(">>", "»")
    text = re.sub(r"«\s*([^«»]*?)\s*»", r"«\1»", text)
    text = _DAY.sub(_day, text)
    return _CLOCK.sub(_clock, text)


def _clock(found: re.Match[str]) -> str:
    minutes = int(found[2] or 0)
    return f"{int(found[1])} giờ{f' {minutes} phút' if minutes else ''}"


def _day(found: re.Match[str]) -> str:
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    return f"{int(day):02}/{int(month):02}/{year}"


def unreadable(sentence: Sentence, text: str) -> str:
    """Return what cannot be meant of what stands in the places of a sentence; empty where nothing is wrong."""
    try:
        sentence.parse_arguments(text)
    except Slip as slip:
        return str(slip)
    return ""
