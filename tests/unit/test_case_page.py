"""The page of a proposal, its form and its picture: what an official reads, and nothing that somebody smuggled in."""

from __future__ import annotations

import base64
import re
import unicodedata
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations
from xml.etree import ElementTree

import pytest

from flows.case_page import case_page, closed_sentence, form_description, plain
from flows.picture import WIDTH, as_data_uri, timeline_svg
from workflows.case import Case
from workflows.case_answers import Answered, Consequence, Passing
from workflows.case_history import Breach, Explanation, Warned
from workflows.case_people import Party, Walked
from workflows.case_work import Work
from workflows.working_time import ZONE

KEY = "ba_bich/2024-kl-cchc/3.1.2/bao-cao/tu_phap/2024-Q1#rung-criticism"
TU_PHAP, CHU_TICH = Party("tu_phap", "Công chức Tư pháp"), Party("chu_tich", "Chủ tịch xã")
HEAD = "Đề xuất phê bình Công chức Tư pháp"


def vn(said: str) -> datetime:
    """Read ``2024-03-12 08:00`` as Vietnamese time."""
    return datetime.fromisoformat(said).replace(tzinfo=ZONE)


def warned(what: str, queued: str, delivered: str | None = None, evidence: str = "250 OK") -> Warned:
    """Make a letter that warned."""
    arrived = vn(delivered) if delivered else None
    channel = "thư điện tử" if arrived else ""
    return Warned(what, TU_PHAP.label, False, "", vn(queued), arrived, channel, evidence, False)


WORK = Work(
    key=KEY.partition("#")[0],
    title="Báo cáo quý I",
    result="Báo cáo kèm phụ lục",
    directive="Thông báo kết luận",
    clause="mục 3.1",
    deadline=vn("2024-03-12 00:00"),
    first_deadline=None,
    window_closes_at=vn("2024-03-15 00:00"),
    why="Ngày gốc 10/03/2024 do chính văn bản ấn định; ngày ấy là ngày nghỉ nên hạn lùi sang 11/03/2024.",
    firm=True,
    reported=True,
    counted=None,
    at_once=False,
)
CASE = Case(
    key=KEY,
    as_of=vn("2024-03-20 09:00"),
    place="Xã Ba Bích",
    rung="criticism",
    rung_label="Phê bình",
    cites="mặc định hệ thống GĐ-09",
    state="proposed",
    line="",
    addressee=TU_PHAP,
    performer=TU_PHAP,
    holder=CHU_TICH,
    decider=CHU_TICH,
    copies=(),
    due_at=None,
    raised_at=vn("2024-03-20 08:00"),
    decide_by=vn("2024-03-25 17:00"),
    passes_to=None,
    passed=(),
    sooner="",
    redirected="",
    work=WORK,
    received_at=None,
    confirmed=False,
    returned=None,
    days_late=7,
    warnings=(
        warned("Nhắc trước hạn, còn 5 ngày làm việc", "2024-03-04 08:00", "2024-03-04 08:00"),
        warned("Nhắc nhở", "2024-03-12 08:00", "2024-03-13 09:00"),
        warned("Đôn đốc", "2024-03-14 10:00", None, "hộp thư đầy"),
    ),
    explanations=(
        Explanation(
            TU_PHAP.label, False, vn("2024-03-12 00:00"), vn("2024-03-14 17:00"), came_at=None, text="", dropped=False
        ),
    ),
    breaches=(),
    known_since=vn("2024-01-12 00:00"),
    chain=(Walked("Người đứng đầu", TU_PHAP.label, "văn bản nêu: mục 3.1"),),
    answers=(),
    consequences=(Consequence("approve", "Ban hành phê bình", "Văn bản phê bình được gửi tới Công chức Tư pháp."),),
    issued_at=None,
    delivered_at=None,
    void_at=None,
    void_because="",
    policy="24b75c76029e",
)
DECIDED = Answered(vn("2024-03-21 09:00"), CHU_TICH.label, "approve", "quá chậm", None)


def test_the_first_line_says_what_is_asked_of_whom_until_when() -> None:
    """Whoever reads one line knows what is proposed about whom, and who must decide until when."""
    first = case_page(CASE).splitlines()[0]
    assert first == f"## {HEAD} – chờ Chủ tịch xã quyết định trước 17 giờ 00 ngày 25/03/2024"


@pytest.mark.parametrize(
    ("as_of", "over"),
    [("2024-03-25 16:59", False), ("2024-03-25 17:00", True)],
)
def test_a_decision_that_is_overdue_says_so(as_of: str, over: bool) -> None:
    """From the very instant at which the time to decide ends, the page says that it is over."""
    page = case_page(replace(CASE, as_of=vn(as_of)))
    assert ("đã quá thời gian từ 17 giờ 00 ngày 25/03/2024" in page) is over


def test_the_five_facts_come_next() -> None:
    """Who, what, when due and why, how late, and what else this year: in this order, before anything else."""
    facts = [line for line in case_page(CASE).split("###")[0].splitlines() if line.startswith("- **")]
    assert [line.split("**")[1] for line in facts] == [
        "Ai:", "Việc gì:", "Hạn:", "Đến nay:", "Việc khác trong năm:",
    ]  # fmt: skip
    assert "24 giờ ngày 11/03/2024" in facts[2]
    assert "chậm 7 ngày làm việc (tính đến 09 giờ 00 ngày 20/03/2024); chưa nhận được báo cáo" in facts[3]


def test_the_sections_stand_in_the_order_in_which_they_are_needed() -> None:
    """Warnings, explanation, what each answer leads to, how to answer; what it all rests on stands below."""
    headings = [line for line in case_page(CASE).splitlines() if line.startswith("### ")]
    assert headings == [
        "### Đã báo những gì",
        "### Giải trình",
        "### Mỗi câu trả lời dẫn tới đâu",
        "### Trả lời thế nào",
        "### Chuỗi trách nhiệm và căn cứ",
        "### Bằng chứng thư đã đến",
    ]


def test_unknown_is_not_zero() -> None:
    """Where the register cannot know, the page says so instead of a number."""
    page = case_page(replace(CASE, days_late=None, known_since=None))
    assert "chưa đủ dữ liệu để tính số ngày chậm" in page
    assert "**Việc khác trong năm:** chưa đủ dữ liệu." in page
    since = case_page(CASE)
    assert "không có việc nào khác bị chậm (sổ bắt đầu từ 12/01/2024; trước ngày ấy chưa đủ dữ liệu)." in since
    whole = case_page(replace(CASE, known_since=vn("2023-06-01 00:00")))
    assert "**Việc khác trong năm:** không có việc nào khác bị chậm." in whole


def test_a_warning_that_did_not_arrive_stands_out() -> None:
    """A letter without evidence of arrival is marked, with the reason below; one that arrived later shows both."""
    page = case_page(CASE)
    assert "| 3 | Đôn đốc | 14/03/2024 10:00 | **chưa đến** | – |" in page
    assert "| 2 | Nhắc nhở | 12/03/2024 08:00 | 13/03/2024 09:00 | thư điện tử |" in page
    assert "- Thư 1, 2: 250 OK." in page
    assert "- Thư 3 chưa đến, vì: hộp thư đầy." in page


def test_a_copy_stands_below_the_letters_that_warned() -> None:
    """The table is only of warnings; a copy is told under it, and is not counted as a warning."""
    copy = replace(CASE.warnings[1], what="Đôn đốc", copy=True, to="Phó Chủ tịch xã")
    page = case_page(replace(CASE, warnings=(copy, *CASE.warnings)))
    assert "- Thư 4, bản sao của đôn đốc tới Phó Chủ tịch xã: đến 13/03/2024 09:00." in page
    assert "Các thư sau đều gửi tới Công chức Tư pháp." in page
    assert "Đã báo 3 lần" in form_description(replace(CASE, warnings=(copy, *CASE.warnings)))


def test_several_addressees_are_named() -> None:
    """Where warnings went to an officer and to the head, each letter says to whom."""
    page = case_page(replace(CASE, warnings=(replace(CASE.warnings[0], to="Cán bộ A"), *CASE.warnings[1:])))
    assert "| Cán bộ A |" in page
    assert "| Công chức Tư pháp |" in page
    assert "Các thư sau đều gửi tới" not in page


def test_no_warning_at_all_is_said() -> None:
    """Where nobody was warned, the page says so in a sentence instead of an empty table."""
    assert "Không có lời nhắc nào trước đề xuất này." in case_page(replace(CASE, warnings=()))


def test_other_late_works_are_listed_and_counted() -> None:
    """The latest five are told, the rest counted; a deadline that was ours says so."""
    one = Breach("Việc cũ", vn("2024-02-01 00:00"), vn("2024-02-05 09:00"), 2, firm=False)
    page = case_page(replace(CASE, breaches=(one,) * 7))
    assert "7 việc khác bị chậm" in page
    assert page.count("chậm 2 ngày làm việc (hạn này do hệ thống đặt, không phải lời của văn bản)") == 5
    assert "Và 2 việc trước đó." in page


def test_no_code_word_before_the_last_line() -> None:
    """Keys, policy versions and commands stand in the last line only."""
    *body, last = case_page(CASE).splitlines()
    assert last.startswith("Mã: ")
    assert KEY in last
    assert f"namro decide {KEY} --by chu_tich" in last
    said = "\n".join(body)
    assert not re.search(r"_|`|#rung|proposed|criticism|approve|None|True|False", said)
    # The button bears an English name, which the page translates beside it.
    assert set(re.findall(r"\b(Resume|Submit|run|flow|task|state)\b", said)) == {"Resume"}


def test_all_text_is_composed_vietnamese() -> None:
    """Every text is NFC, so that it can be searched for as it is typed."""
    for text in (case_page(CASE), form_description(CASE, "Mã sai."), timeline_svg(CASE)):
        assert unicodedata.is_normalized("NFC", text)


EVIL = "x | y\n\n# To <script>alert(1)</script> [bấm](https://xau.vn) ![](http://a) `m` *đậm* www.xau.vn a@b.vn"


def test_what_people_wrote_is_shown_and_not_obeyed() -> None:
    """An explanation cannot break the table, begin a heading, carry a link, a picture or a tag."""
    explained = replace(CASE.explanations[0], came_at=vn("2024-03-14 09:00"), text=EVIL)
    page = case_page(
        replace(
            CASE,
            explanations=(explained,),
            work=replace(WORK, title=EVIL),
            warnings=(replace(CASE.warnings[0], evidence=EVIL, to=EVIL),),
            answers=(replace(DECIDED, answer="ask_explanation", reason=EVIL),),
        )
    )
    assert not re.search(r"(?<!\\)<|(?<!\\)!\[|(?<!\\)\]\(|[a-z]://|www\.|\w@", page)
    assert "\n# " not in page
    (row,) = [line for line in page.splitlines() if line.startswith("| 1 |")]
    assert len(re.findall(r"(?<!\\)\|", row)) == 6


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("một\nhai", "một hai"),
        ("1. một", "1\\. một"),
        ("- gạch", "\\- gạch"),
        ("Tư pháp - Hộ tịch", "Tư pháp - Hộ tịch"),
        ("a_b*c", "a\\_b\\*c"),
        ("https://a.vn", "https:\u2060//a.vn"),
    ],
)
def test_plain(text: str, shown: str) -> None:
    """Text is shown letter by letter, on one line."""
    assert plain(text) == shown


def test_the_form_is_short_and_begins_with_the_refusal() -> None:
    """At most eight lines; the sentence that refused the answer before stands first."""
    refused = form_description(CASE, "Mã xác nhận không đúng.")
    assert refused.startswith("**Chưa ghi nhận câu trả lời trước:** Mã xác nhận không đúng.")
    assert len([line for line in refused.splitlines() if line]) <= 8
    assert form_description(CASE).startswith(f"**{HEAD}**")
    assert "Đã báo 3 lần, 2 lần đã đến; không có giải trình." in form_description(CASE)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        (
            {"state": "issued", "answers": (DECIDED,), "issued_at": vn("2024-03-21 09:00")},
            "Chủ tịch xã đã ban hành phê bình lúc 09 giờ 00 ngày 21/03/2024, lý do: «quá chậm»; "
            "chưa có bằng chứng văn bản đã đến nơi.",
        ),
        (
            {"state": "delivered", "answers": (DECIDED,), "delivered_at": vn("2024-03-21 10:00")},
            "Chủ tịch xã đã ban hành phê bình lúc 09 giờ 00 ngày 21/03/2024, lý do: «quá chậm»; "
            "văn bản đến nơi lúc 10 giờ 00 ngày 21/03/2024.",
        ),
        (
            {"state": "refused", "answers": (replace(DECIDED, answer="refuse"),)},
            "Chủ tịch xã đã không ban hành phê bình lúc 09 giờ 00 ngày 21/03/2024, lý do: «quá chậm».",
        ),
        (
            {"state": "deferred", "answers": (replace(DECIDED, answer="new_date", new_date=date(2024, 4, 5)),)},
            "Chủ tịch xã đã ấn định thời hạn mới 05/04/2024 lúc 09 giờ 00 ngày 21/03/2024, lý do: «quá chậm».",
        ),
        (
            {
                "state": "explanation_asked",
                "answers": (replace(DECIDED, answer="ask_explanation"),),
                "due_at": vn("2024-03-26 17:00"),
            },
            "Chủ tịch xã đã yêu cầu giải trình lúc 09 giờ 00 ngày 21/03/2024, lý do: «quá chậm»; đề xuất được trình "
            "lại khi có giải trình hoặc muộn nhất 17 giờ 00 ngày 26/03/2024.",
        ),
        (
            {"state": "void", "void_at": vn("2024-03-21 10:00"), "void_because": "đã nhận được báo cáo"},
            f"{HEAD} không còn căn cứ từ lúc 10 giờ 00 ngày 21/03/2024, vì đã nhận được báo cáo; "
            "không ai phải trả lời nữa.",
        ),
        (
            {"passed": (Passing(vn("2024-03-25 17:00"), "Phó Chủ tịch xã", "Chủ tịch xã"),)},
            f"{HEAD} đã chuyển từ Phó Chủ tịch xã lên Chủ tịch xã lúc 17 giờ 00 ngày 25/03/2024, "
            "vì hết thời gian mà chưa có câu trả lời.",
        ),
        ({"state": "scheduled", "due_at": vn("2024-03-20 08:00")},
         f"{HEAD} chưa đến lúc được trình: 08 giờ 00 ngày 20/03/2024."),
    ],
)  # fmt: skip
def test_why_it_waits_no_more(change: dict[str, object], said: str) -> None:
    """One sentence: decided by whom, when and how; void because; passed on to whom; nothing while it simply waits."""
    case = replace(CASE, **change)  # type: ignore[arg-type]
    assert closed_sentence(case) == said
    closed = not case.waits
    assert ("### Trả lời thế nào" in case_page(case)) is not closed
    assert ("namro decide" in case_page(case)) is not closed


def test_silence_leads_somewhere_too() -> None:
    """What happens without an answer stands beside the answers: passed on to somebody, or left with the holder."""
    assert "**Chưa trả lời:** Không chuyển cho ai khác" in case_page(CASE)
    passing = case_page(replace(CASE, passes_to=Party("bi_thu", "Bí thư")))
    assert "**Chưa trả lời:** Quá 17 giờ 00 ngày 25/03/2024 thì chuyển lên Bí thư" in passing


# ------------------------------------------------------------ the picture


def crowded(count: int, every: timedelta) -> Case:
    """Return a case with many warnings close together, each arriving later than it was sent."""
    first = vn("2024-03-12 08:00")
    letters = [
        Warned(f"Nhắc trước hạn lần {n}", TU_PHAP.label, False, "", first + n * every, first + n * every * 1.5, "", "", False)
        for n in range(count)
    ]  # fmt: skip
    return replace(CASE, warnings=tuple(letters))


def texts(svg: str) -> list[tuple[float, float, str, str]]:
    """Return x, y, words and style of every text of a picture."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own picture
    found = root.iter("{http://www.w3.org/2000/svg}text")
    return [(float(t.get("x", 0)), float(t.get("y", 0)), t.text or "", t.get("style", "")) for t in found]


@pytest.mark.parametrize(
    "case",
    [
        CASE,
        replace(CASE, warnings=(), explanations=(), raised_at=None, decide_by=None, work=replace(WORK, deadline=None)),
        replace(CASE, warnings=(), explanations=(), raised_at=None, decide_by=None,
                work=replace(WORK, deadline=None, window_closes_at=None)),
        crowded(6, timedelta(hours=1)),
        crowded(12, timedelta(days=3)),
        crowded(40, timedelta(minutes=1)),
    ],
    ids=["usual", "one mark", "no mark", "a crowd", "long", "far too many"],
)  # fmt: skip
def test_no_label_covers_another(case: Case) -> None:
    """However many marks stand close together, every label can be read, inside the picture."""
    labels = [(x, y, len(words) * (6.9 if "600" in style else 6.1)) for x, y, words, style in texts(timeline_svg(case))
              if "text-anchor:end" not in style]  # fmt: skip
    assert all(x >= 0 and x + width <= WIDTH + 60 for x, _, width in labels)
    for (x, y, width), (other_x, other_y, other_width) in combinations(labels, 2):
        if abs(y - other_y) < 11:
            assert x + width <= other_x + 4 or other_x + other_width <= x + 4, (x, y, other_x, other_y)


def test_the_picture_needs_nothing_else() -> None:
    """No script, style sheet, font or address from elsewhere; what people wrote is only text."""
    svg = timeline_svg(replace(CASE, work=replace(WORK, title='</text><script>x</script>"&')))
    assert not re.search(r"<script|href|url\(|@import|on\w+=|<image|<style", svg)
    assert svg.count("http") == 1  # its own name space
    assert '</text><script>x</script>"&' in [words for _, _, words, _ in texts(svg)]


def test_the_picture_tells_the_story() -> None:
    """Deadline, warnings sent and arrived, the silence, the proposal and the time to decide all stand on the line."""
    said = " ".join(words for _, _, words, _ in texts(timeline_svg(CASE)))
    for words in ("HẾT HẠN", "24:00 11/03/2024", "Nhắc nhở đến nơi", "Gửi nhắc nhở", "Đề xuất phê bình",
                  "Quyết định trước", "Khép kỳ số liệu", "không có"):  # fmt: skip
        assert words in said
    assert "chưa đến" in said


def test_of_too_many_marks_the_earliest_warnings_give_way() -> None:
    """However often somebody was warned, the deadline and the proposal stay in the picture."""
    said = [words for _, _, words, _ in texts(timeline_svg(crowded(40, timedelta(minutes=1))))]
    assert {"HẾT HẠN", "Đề xuất phê bình", "Quyết định trước"} <= set(said)
    assert "trước hạn lần 39" in " ".join(said)
    assert "trước hạn lần 2" not in said


def test_the_page_carries_the_picture_where_it_is_given() -> None:
    """The picture stands in the page itself, after how to answer; without one nothing is missing."""
    page = case_page(CASE, as_data_uri(timeline_svg(CASE)))
    assert page.index("### Trả lời thế nào") < page.index("![Dòng thời gian của đề xuất](data:image/svg+xml;base64,")
    assert "Diễn biến" not in case_page(CASE)


def test_an_address_that_carries_the_picture() -> None:
    """The address holds the whole picture, letters with diacritics included."""
    kind, _, content = as_data_uri(timeline_svg(CASE)).partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(content).decode() == timeline_svg(CASE)
