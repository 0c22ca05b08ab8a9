"""What authors write wrong by a slip of the hand: each is told at its line, in Vietnamese, with a way out."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from rules import sentences
from tests.rules.written import GOOD, HEAD, LANGUAGE, namro_rules, write

FIRST = "    Biết thông báo kết luận của xã Ba Bích đang áp dụng\n"
SWEPT = "    Khi hệ thống quét lại với thời điểm 8 giờ ngày 12/01/2024\n"
DUE = "    Thì báo cáo quý I của công chức Tư pháp đến hạn hết ngày 11/03/2024\n"
OUTLINE = GOOD.replace("Kịch bản", "Khung kịch bản").replace("hết ngày 11/03/2024", "<hạn>")
DATA = "    Dữ liệu:\n      | hạn                 |\n      | hết ngày 11/03/2024 |\n"


def instead(before: str, after: str, text: str = HEAD + GOOD) -> str:
    """Return a well written feature with one slip in it."""
    assert before in text
    return text.replace(before, after, 1)


# What is written, the line, what is wrong, and what to write instead. Line 4 is the scenario, 5 to 8 its steps.
SLIPS = {
    "a step goes on in the next line": (
        instead(" đang áp dụng", "\n      đang áp dụng"),
        6, "không đọc được «đang áp dụng»", "hãy viết liền một dòng với nó",
    ),
    "a step without keyword": (
        instead("Và giao", "giao"), 6, "thiếu từ khóa", "hãy viết «Khi giao nhiệm vụ ngày 12/01/2024»",
    ),
    "a first step without keyword": (
        instead("Biết thông", "thông"), 5, "thiếu từ khóa",
        "hãy viết «Biết thông báo kết luận của xã Ba Bích đang áp dụng»",
    ),
    "no colon after the first scenario": (
        instead("Kịch bản: Một", "Kịch bản Một"), 4, "không đọc được «Kịch bản Một»", "hãy viết «Kịch bản: Một»",
    ),
    "no colon after a later scenario": (
        HEAD + GOOD + "  Kịch bản Hai\n" + FIRST, 9, "không đọc được «Kịch bản Hai»", "hãy viết «Kịch bản: Hai»",
    ),
    "a blank before the colon": (
        HEAD + GOOD + "  Kịch bản : Hai\n", 9, "không đọc được «Kịch bản : Hai»", "hãy viết «Kịch bản: Hai»",
    ),
    "a colon after a step's keyword": (
        instead("Khi hệ thống", "Khi: hệ thống"), 7, "không đọc được", "hãy viết «Khi hệ thống quét lại",
    ),
    "a small letter in a part's keyword": (
        instead("Kịch bản: Một", "kịch bản: Một"), 4, "không đọc được «kịch bản: Một»", "hãy viết «Kịch bản: Một»",
    ),
    "a small letter in a step's keyword": (
        instead("Thì báo", "thì báo"), 8, "không đọc được «thì báo", "hãy viết «Thì báo cáo quý I",
    ),
    "an English keyword of a part": (
        instead("Kịch bản:", "Scenario:"), 4, "không đọc được «Scenario: Một»", "hãy viết «Kịch bản: Một»",
    ),
    "an English keyword of a step": (
        instead("Khi hệ", "When hệ"), 7, "không đọc được «When hệ thống", "hãy viết «Khi hệ thống quét lại",
    ),
    "no language": (
        instead(LANGUAGE, ""), 1, "dòng đầu phải là «# language: vi»", "hãy thêm dòng ấy lên đầu tệp",
    ),
    "another language": (
        instead("vi", "en"), 1, "dòng đầu phải là «# language: vi»", "hãy thêm dòng ấy lên đầu tệp",
    ),
    "letters apart from their marks": (
        unicodedata.normalize("NFD", HEAD + GOOD), 3, "dạng tách rời (NFD) (và 5 dòng nữa)", "chuyển cả tệp sang NFC",
    ),
    "a byte order mark": ("\ufeff" + HEAD + GOOD, 1, "tệp có dấu BOM ở đầu", "hãy lưu lại dạng UTF-8 không BOM"),
    "a word of a sentence is another": (
        instead("giao nhiệm vụ", "giao công việc"), 6, "chưa có câu «giao công việc ngày 12/01/2024»",
        "ý bạn là «giao nhiệm vụ ngày 12/03/2024»?",
    ),
    "a sentence like no other": (
        instead("giao nhiệm vụ ngày 12/01/2024", "trời mưa"), 6, "chưa có câu «trời mưa»", "Mọi câu đã có: namro steps",
    ),
    "an expectation told as an event": (
        instead(SWEPT, DUE.replace("Thì", "Khi")), 7, "không dùng với «Khi»", "hãy viết «Thì báo cáo quý I",
    ),
    "straight quotes": (
        instead(DUE, '    Thì văn bản ở trạng thái "đã giao"\n'), 8, "chưa có câu",
        "hãy viết «văn bản ở trạng thái «đã giao»»",
    ),
    "a quoted text left open": (
        instead(DUE, "    Thì văn bản ở trạng thái «đã giao\n"), 8, "có dấu ngoặc « chưa đóng", "hãy viết đủ đôi",
    ),
    "a date as on a computer": (
        instead("12/01/2024\n", "2024-01-12\n"), 6, "chưa có câu", "hãy viết «giao nhiệm vụ ngày 12/01/2024»",
    ),
    "an hour as on a clock": (
        instead("8 giờ ngày", "8h30 ngày"), 7, "chưa có câu", "thời điểm 8 giờ 30 phút ngày 12/01/2024»",
    ),
    "a full stop": (
        instead("ngày 12/01/2024\n", "ngày 12/01/2024.\n"), 6, "chưa có câu", "hãy viết «giao nhiệm vụ ngày 12/01/2024»",
    ),
    "two blanks": (
        instead("nhiệm vụ ngày", "nhiệm  vụ ngày"), 6, "chưa có câu", "hãy viết «giao nhiệm vụ ngày 12/01/2024»",
    ),
    "a day that is not in the calendar": (
        instead("11/03/2024", "31/02/2024"), 8, "Không có ngày 31/02/2024 trong lịch", "hãy viết ngày/tháng/năm",
    ),
    "an hour that no day has": (
        instead("8 giờ ngày", "25 giờ ngày"), 7, "Không có giờ nào như «25 giờ", "giờ từ 0 đến 23, phút từ 0 đến 59",
    ),
    "a place that the policy does not know": (
        instead("xã Ba Bích", "xã Ba Bịch"), 5, "Không có địa phương «xã Ba Bịch»", "có phải là «Xã Ba Bích»?",
    ),
    "an unknown tag": (
        instead("  Kịch bản", "  @gd_99\n  Kịch bản"), 4, "không biết thẻ @gd_99", "ý bạn là «@gd_",
    ),
    "a tag in two words": (
        instead("  Kịch bản", "  @gd 09\n  Kịch bản"), 4, "thẻ có dấu cách", "hãy viết liền",
    ),
    "a clause of another directive": (
        instead("  Kịch bản", "  @muc_1_2_2_2\n  Kịch bản"), 4, "@muc_1_2_2_2 không phải khoản nào của Thông báo",
        "ý bạn là «@muc_",
    ),
    "a clause without its jurisdiction": (
        instead("@ba_bich\n", "@muc_3_1_2\n"), 2, "chưa nói khoản của địa phương nào", "hãy thêm thẻ @ba_bich",
    ),
    "a tag of another jurisdiction": (
        instead("@ba_bich\n", "@cam_giang\n"), 2, "không phải địa phương của kịch bản", "hãy viết @ba_bich",
    ),
    "a tag that stands above nothing": (
        HEAD + GOOD + "  @gd_09\n", 9, "thẻ «@gd_09» không đứng trên", "hãy xóa hoặc viết tiếp",
    ),
    "a rule without clause": (
        instead("  Kịch bản", "  @co_che_5\n  Quy tắc: Một\n  Kịch bản"), 5, "quy tắc không có thẻ căn cứ",
        "hãy ghi khoản hoặc giả định, ví dụ @muc_3_1_2 hoặc @gd_06",
    ),
    "a rule without scenario": (
        HEAD + GOOD + "  @gd_06\n  Quy tắc: Rỗng\n", 10, "quy tắc «Rỗng» không có kịch bản nào", "hãy thêm «Kịch bản: …»",
    ),
    "a scenario without a name": (
        instead(": Một", ":"), 4, "kịch bản chưa có tên", "hãy ghi tên sau dấu hai chấm",
    ),
    "a name twice": (HEAD + GOOD + GOOD, 9, "trùng tên kịch bản «Một» với dòng 4", "hãy đặt tên khác"),
    "a scenario without steps": (
        HEAD + GOOD + "  Kịch bản: Hai\n", 9, "kịch bản không có bước nào", "hãy thêm «Biết …», «Khi …», «Thì …»",
    ),
    "a scenario that expects nothing": (instead(DUE, ""), 4, "kịch bản không có «Thì»", "hãy thêm «Thì …»"),
    "a scenario that ends with an event": (
        HEAD + GOOD + SWEPT, 9, "kịch bản phải kết thúc bằng «Thì»", "hãy thêm «Thì …» sau «Khi hệ thống",
    ),
    "a scenario that begins with and": (
        instead("Biết", "Và"), 5, "bước đầu phải là «Biết», «Khi» hoặc «Thì»", "hãy đổi từ khóa",
    ),
    "steps above any scenario": (
        HEAD + FIRST + GOOD, 4, "đứng ngoài kịch bản", "hãy thêm dòng «Kịch bản: …»",
    ),
    "a background after a scenario": (
        HEAD + GOOD + "  Bối cảnh:\n" + FIRST, 9, "«Bối cảnh:» đứng sai chỗ", "phải đứng trước kịch bản đầu tiên",
    ),
    "a column that there is not": (
        instead("<hạn>", "<ngày>", HEAD + OUTLINE + DATA), 8, "<ngày> không phải là cột nào của «Dữ liệu»",
        "các cột: hạn",
    ),
    "a column that no step names": (
        HEAD + OUTLINE.replace("<hạn>", "hết ngày 11/03/2024") + DATA, 9, "không bước nào dùng cột «hạn»",
        "hãy viết <hạn> vào một bước hoặc xóa cột",
    ),
    "a column in a plain scenario": (
        HEAD + OUTLINE.replace("Khung kịch", "Kịch"), 8, "<hạn> không phải là cột nào", "hãy viết «Khung kịch bản: …»",
    ),
    "an outline without data": (
        HEAD + OUTLINE, 4, "khung kịch bản không có «Dữ liệu»", "hãy thêm «Dữ liệu:» và bảng",
    ),
    "data without rows": (
        HEAD + OUTLINE + DATA.rpartition("      |")[0], 9, "«Dữ liệu» không có dòng nào", "hãy thêm dòng",
    ),
    "a ragged table": (
        HEAD + OUTLINE + DATA + "      | a | b |\n", 12, "có 2 ô, dòng đầu bảng có 1", "hãy thêm hoặc bớt ô",
    ),
    "a table away from its data": (
        HEAD + "  | a |\n" + GOOD.replace("Biết", "| b |\n    Biết"), 6, "không đọc được «| b |»",
        "bảng phải đứng ngay dưới «Dữ liệu:»",
    ),
    "a table where no step asks for one": (
        instead(SWEPT, SWEPT + "      | a |\n"), 7, "không dùng bảng", "chuyển xuống «Dữ liệu:»",
    ),
    "no table where a step asks for one": (
        instead(DUE, "    Thì số liệu của công chức Tư pháp lúc 8 giờ ngày 12/01/2024 là:\n"), 8, "phải có bảng ở dưới",
        "hãy thêm các dòng",
    ),
    "an empty file": ("\n\n", 1, "tệp rỗng", "hãy bắt đầu bằng dòng «# language: vi»"),
    "only a language": (LANGUAGE, 1, "tệp không có «Tính năng: …»", "hãy thêm sau dòng"),
    "no feature above the scenarios": (
        instead("Tính năng: Thử\n", ""), 3, "«Kịch bản: Một» đứng sai chỗ", "hãy thêm «Tính năng: …» trước",
    ),
    "no scenario": (HEAD, 3, "tính năng không có kịch bản nào", "hãy thêm «Kịch bản: …»"),
    # What only the running engine can know: the words are right, and the names mean nothing.
    "an unknown post": (
        instead("công chức Tư pháp", "công chức Tư pháo"), 8, "Không có chức danh, đơn vị «công chức Tư pháo»",
        "có phải là «Công chức Tư pháp - Hộ tịch xã»?",
    ),
    "an unknown rung": (
        instead(DUE, "    Thì chưa có khiển trách nào về báo cáo quý I của công chức Tư pháp\n"), 8,
        "Không có nấc «khiển trách»", "hiện có: Nhắc trước hạn, Nhắc nhở, Đôn đốc",
    ),
    "an unknown state": (
        instead(DUE, "    Thì văn bản ở trạng thái «đang lam»\n"), 8, "Không có trạng thái «đang lam»",
        "hiện có: chưa có hiệu lực, đã giao",
    ),
    "an unknown period": (
        instead("quý I của", "quý V của"), 8, "Không có kỳ «quý V»", "hiện có: Quý I năm 2024",
    ),
    "an unknown work": (
        instead("báo cáo quý I", "nhiệm vụ «Đào giếng»"), 8, "Không có nhiệm vụ «Đào giếng»", "hiện có: ",
    ),
    "a post that has no such work": (
        instead("công chức Tư pháp", "Chủ tịch"), 8, "Văn bản không giao", "việc này giao cho: ",
    ),
    "a word in place of a number": (
        instead(DUE, "    Thì số liệu của công chức Tư pháp lúc 8 giờ ngày 12/01/2024 là:\n      | được giao | sáu |\n"),
        8, "«được giao | sáu» không phải là một số liệu", "hãy viết hai ô, tên rồi số",
    ),
    "a background that goes on before it begins": (
        HEAD + "  Bối cảnh:\n    Và giao nhiệm vụ ngày 12/01/2024\n" + GOOD,
        5, "bối cảnh chỉ kể điều đã có", "hãy viết «Biết giao nhiệm vụ ngày 12/01/2024»",
    ),
    "an event in the background": (
        HEAD + "  Bối cảnh:\n" + FIRST + SWEPT + GOOD, 6, "bối cảnh chỉ kể điều đã có", "xuống kịch bản",
    ),
    "a mark lost in the first keyword of the background": (
        HEAD + "  Bối cảnh:\n" + FIRST.replace("Biết", "Biêt") + GOOD,
        5, "không đọc được «Biêt thông báo", "hãy viết «Biết thông báo",
    ),
    "a mark lost in the keyword of a step": (
        instead("Thì báo", "Thi báo"), 8, "không đọc được «Thi báo", "hãy viết «Thì báo cáo quý I",
    ),
    "a keyword of a part spelt as people say it": (
        HEAD + "  @gd_06\n  Qui tắc: Hạn\n" + GOOD, 5, "không có từ khóa «Qui tắc»", "hãy viết «Quy tắc: Hạn»",
    ),
    "a mark lost in the keyword of a part": (
        instead("Kịch bản:", "Kịch bãn:"), 4, "không có từ khóa «Kịch bãn»", "hãy viết «Kịch bản: Một»",
    ),
    "a blank pasted from elsewhere": (
        instead("quét lại", "quét\xa0lại"), 7, "dấu cách không ngắt", "hãy xóa nó và gõ lại bằng dấu cách thường",
    ),
    "a letter that nobody sees": (
        instead("8 giờ", "8\u200b giờ"), 7, "ký tự không nhìn thấy", "hãy xóa nó",
    ),
    "a row without its last bar": (
        HEAD + OUTLINE + DATA.replace("11/03/2024 |", "11/03/2024"), 11, "thiếu «|» ở cuối", "hãy thêm vào",
    ),
    "a year of another age": (
        instead("ngày 12/01/2024\n    Khi", "ngày 12/01/0024\n    Khi"), 6, "Năm 24", "hãy xem lại năm",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "wrong", "way_out"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_with_a_way_out(tmp_path: Path, text: str, line: int, wrong: str, way_out: str) -> None:
    """The command says file, line, what is wrong and what to write instead, and ends with 2 without a traceback."""
    path = write(tmp_path, text)
    result = namro_rules(path)
    told = [one.partition(f"{path}:{line}: ")[2] for one in result.stderr.splitlines() if f"{path}:{line}: " in one]
    assert any(wrong in one and way_out in one.partition(wrong)[2] for one in told), result.output
    assert result.exit_code == 2
    _in_vietnamese(result.output)


@pytest.mark.parametrize(
    "text",
    [
        (HEAD + GOOD).replace("\n", "\r\n"),
        (HEAD + GOOD).replace("    ", "\t"),
        (HEAD + GOOD).replace("    ", "").replace("  ", "        "),
        (HEAD + GOOD).replace("    ", "\n    # một ghi chú\n    "),
        (HEAD + GOOD).rstrip("\n"),
    ],
    ids=["line ends of Windows", "tabs", "any indentation", "comments", "no last line end"],
)
def test_what_means_the_same_simply_works(tmp_path: Path, text: str) -> None:
    """Line ends, tabs, indentation and comments change nothing."""
    result = namro_rules(write(tmp_path, text))
    assert (result.exit_code, result.stderr) == (0, ""), result.output


def test_another_encoding_is_told(tmp_path: Path) -> None:
    """A file in another encoding is told with the line of the first wrong letter."""
    path = tmp_path / "thu.feature"
    path.write_bytes(LANGUAGE.encode() + "Tính năng".encode("cp1258", errors="replace"))
    result = namro_rules(path)
    assert f"{path}:2: tệp không phải UTF-8; hãy lưu lại với bảng mã UTF-8\n" in result.stderr
    assert result.exit_code == 2
    _in_vietnamese(result.output)


def test_an_ambiguous_step_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that two sentences understand is told with an example of each."""
    other = sentences.Sentence("giao nhiệm vụ {said:day}", "given")
    other.__dict__["_regex"] = sentences.Sentence("giao nhiệm vụ ngày {day}")._regex
    monkeypatch.setattr(sentences, "SENTENCES", sentences.SENTENCES)
    monkeypatch.setattr("rules.lint_feature.SENTENCES", [*sentences.SENTENCES, other])
    path = write(tmp_path, HEAD + GOOD)
    result = namro_rules(path)
    assert f"{path}:6: «giao nhiệm vụ ngày 12/01/2024» hiểu được 2 cách: " in result.stderr
    assert "hãy viết cho rõ một cách" in result.stderr
    assert result.exit_code == 2


def test_what_is_no_feature_file_is_told(tmp_path: Path) -> None:
    """A path that is not there, a directory with a line, a directory without features, another suffix, a line too far."""
    path = write(tmp_path, HEAD + GOOD, "leo_thang.feature")
    (tmp_path / "trong").mkdir()
    (tmp_path / "la_thu_muc.feature").mkdir()
    notes = write(tmp_path, "", "ghi_chu.txt")
    cases = {
        tmp_path / "leo_tang.feature": f"không có tệp này; ý bạn là «{path}»?",
        tmp_path / "leo_thang": f"không có tệp này; ý bạn là «{path}»?",
        tmp_path / "khac" / "a.feature": f"cũng không có thư mục {tmp_path / 'khac'}",
        f"{tmp_path}:12": "đây là thư mục, không có dòng 12; hãy ghi tên tệp trước số dòng",
        tmp_path / "trong": "thư mục không có tệp .feature nào",
        tmp_path / "la_thu_muc.feature": "thư mục không có tệp .feature nào",
        notes: "tên tệp phải kết thúc bằng .feature; hãy đổi tên tệp",
        f"{path}:0": "dòng được đếm từ 1",
        f"{path}:99": "tệp chỉ có 8 dòng; hãy ghi dòng của một kịch bản",
    }
    for asked, said in cases.items():
        result = namro_rules(asked)
        assert said in result.stderr, (asked, result.output)
        assert result.exit_code == 2
        _in_vietnamese(result.output)


def test_every_slip_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    """An author mends a file in one go: all that is wrong with it is told, in order of lines."""
    path = write(tmp_path, instead("12/01/2024", "32/01/2024", instead("@ba_bich", "@ba_bish", instead(": Một", ":"))))
    told = namro_rules(path).stderr.splitlines()
    assert [line.removeprefix(f"{path}:").partition(":")[0] for line in told] == ["2", "4", "6"]


def _in_vietnamese(output: str) -> None:
    for word in ("Traceback", "Error", "Exception", "expected:", "got '", "Usage", "unexpected", "INTERNALERROR"):
        assert word not in output


# What only the run can see: the line, what is wrong, and what to write instead.
SEEN = {
    "time that goes back": (
        GOOD.replace(SWEPT, "    Khi đến 8 giờ ngày 13/03/2023\n"), 7, "Thời gian không lùi lại được", "hãy xem lại ngày",
    ),
    "a year that no calendar has": (
        GOOD.replace("12/01/2024\n    Khi", "12/01/2030\n    Khi"), 6, "năm 2030", "national/calendar.yaml",
    ),
    "an answer to nothing": (
        "  Kịch bản: Một\n" + FIRST + "    Thì việc đó được chấp nhận\n", 6, "Chưa có việc nào", "hãy thêm bước «Khi …»",
    ),
    "two directives": (
        GOOD.replace("    Và giao", "    Và văn bản chỉ đạo của xã Cẩm Giang đang áp dụng\n    Và giao"),
        6, "đã nói về một văn bản khác", "mỗi kịch bản chỉ nói về một văn bản",
    ),
    "half the name of a state": (
        GOOD + "    Và báo cáo quý I của công chức Tư pháp ở trạng thái «đã»\n", 9, "Không có trạng thái «đã»", "hiện có: chưa mở, đã giao",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "wrong", "way_out"), SEEN.values(), ids=SEEN)
def test_a_slip_that_only_the_run_sees_is_told_as_one(
    tmp_path: Path, text: str, line: int, wrong: str, way_out: str
) -> None:
    """It is told at its line with a way out, ends with 2, and the next scenario of the file runs as if it were not."""
    path = write(tmp_path, HEAD + text + GOOD.replace("Một", "Hai"))
    result = namro_rules(path)
    (told,) = [one for one in result.stderr.splitlines() if f"{path}:{line}: " in one]
    assert wrong in told
    assert way_out in told.partition(wrong)[2]
    assert result.exit_code == 2
    assert f"{path}: 1/2 kịch bản đúng" in result.stdout
    _in_vietnamese(result.output)


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the right to read it, a file is told like any other slip, and the others run."""
    closed, good = write(tmp_path, HEAD + GOOD, "a.feature"), write(tmp_path, HEAD + GOOD, "b.feature")
    read = Path.read_bytes

    def guarded(path: Path) -> bytes:
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    result = namro_rules(closed, good)
    assert f"{closed}:1: không đọc được tệp" in result.stderr
    assert f"{good}: 1/1 kịch bản đúng" in result.stdout
    assert result.exit_code == 2


def test_a_page_never_overwrites_a_feature(tmp_path: Path) -> None:
    """A page that is no HTML file by its name, or has no folder, is refused before anything is run or written."""
    path = write(tmp_path, HEAD + GOOD)
    before = path.read_bytes()
    for page, said in ((path, "kết thúc bằng .html"), (tmp_path / "khong-co" / "a.html", "không có thư mục")):
        result = namro_rules("--page", page, path)
        assert said in result.stderr
        assert (result.exit_code, result.stdout) == (2, "")
    assert path.read_bytes() == before
