"""The linter of the features: ours pass, and each slip that would be lost silently is told with its line."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from rules.lint import lint, lint_all, load_sentences, main
from rules.sentences import SENTENCES

HEAD = "# language: vi\nTính năng: Thử\n"
GOOD = "Kịch bản: Một\nKhi đến 8 giờ ngày 12/03/2024\nThì lần quét đó không làm gì\n"

# What is written, the line, and what is said.
SLIPS = {
    "duplicate": (HEAD + GOOD + GOOD, 6, "trùng tên kịch bản «Một» với dòng 3; kịch bản trước sẽ không được chạy"),
    "space before colon": (
        HEAD + GOOD.replace("Một", "Đầu") + "\nKịch bản : Hai\n",
        7,
        "không đọc được «Kịch bản : Hai» ở chỗ này; kiểm tra từ khóa và thụt dòng",
    ),
    "swallowed": (
        HEAD + "  Kịch bản : Hai\n" + GOOD,
        3,
        "«Kịch bản : Hai» bị coi là lời mô tả; kiểm tra từ khóa",
    ),
    "lower case step": (
        HEAD + "Kịch bản: Một\nkhi đến 8 giờ ngày 12/03/2024\nThì lần quét đó không làm gì\n",
        4,
        "«khi đến 8 giờ ngày 12/03/2024» bị coi là lời mô tả; kiểm tra từ khóa",
    ),
    "English keyword": (
        HEAD + "Scenario: One\n" + GOOD,
        3,
        "«Scenario: One» bị coi là lời mô tả; kiểm tra từ khóa",
    ),
    "no steps": (HEAD + "Kịch bản: Một\n", 3, "kịch bản không có bước nào"),
    "no then": (
        HEAD + "Kịch bản: Một\nKhi đến 8 giờ ngày 12/03/2024\n",
        3,
        "kịch bản không có «Thì» nên không kiểm tra điều gì",
    ),
    "ends with when": (
        HEAD + GOOD + "Khi đến 9 giờ ngày 12/03/2024\n",
        6,
        "kịch bản phải kết thúc bằng «Thì»",
    ),
    "outline without data": (
        HEAD + GOOD.replace("Kịch bản", "Khung kịch bản"),
        3,
        "khung kịch bản không có «Dữ liệu»",
    ),
    "outline without rows": (
        HEAD + GOOD.replace("Kịch bản", "Khung kịch bản") + "Dữ liệu:\n| lúc |\n",
        6,
        "«Dữ liệu» không có dòng nào",
    ),
    "no such column": (
        HEAD + "Khung kịch bản: Một\nKhi đến <giờ>\nThì lần quét đó không làm gì\n"
        "Dữ liệu:\n| lúc |\n| 8 giờ ngày 12/03/2024 |\n",
        4,
        "<giờ> không phải là cột nào của «Dữ liệu»",
    ),
    "no name": (HEAD + GOOD.replace(" Một", ""), 3, "kịch bản chưa có tên"),
    "decomposed": (
        HEAD + unicodedata.normalize("NFD", "Kịch bản: Một") + "\n" + GOOD.partition("\n")[2],
        3,
        "chữ có dấu ở dạng tách rời (NFD); hãy gõ lại hoặc chuyển sang NFC",
    ),
    "BOM": ("\ufeff" + HEAD + GOOD, 1, "tệp có dấu BOM ở đầu; hãy lưu lại dạng UTF-8 không BOM"),
    "no language": (HEAD.partition("\n")[2] + GOOD, 1, "dòng đầu phải là «# language: vi»"),
    "unknown tag": (
        HEAD + "@muc_99\n" + GOOD,
        3,
        "không biết thẻ @muc_99; thẻ phải là khoản, giả định hoặc lời hứa",
    ),
    "rule without tag": (
        HEAD + "Quy tắc: Một\n" + GOOD,
        3,
        "quy tắc không có thẻ căn cứ; hãy ghi khoản hoặc giả định, ví dụ @muc_3_1_2 hoặc @gd_06",
    ),
    "empty rule": (HEAD + GOOD + "@gd_06\nQuy tắc: Rỗng\n", 7, "quy tắc «Rỗng» không có kịch bản nào"),
    "unknown step": (
        HEAD + GOOD.replace("Khi đến 8 giờ ngày", "Khi tới 8 giờ ngày"),
        4,
        "chưa có câu «tới 8 giờ ngày 12/03/2024»",
    ),
    "and first": (
        HEAD + "Kịch bản: Một\nVà đến 8 giờ ngày 12/03/2024\nThì lần quét đó không làm gì\n",
        4,
        "bước đầu phải là «Biết», «Khi» hoặc «Thì»",
    ),
}


@pytest.fixture(scope="module", autouse=True)
def _sentences() -> None:
    """The linter knows every step definition."""
    load_sentences()


def test_our_features_pass() -> None:
    """No scenario of ours is lost, unreadable, or read in two ways."""
    assert [str(finding) for finding in lint_all()] == []


@pytest.mark.parametrize(("text", "line", "message"), SLIPS.values(), ids=SLIPS)
def test_slip_is_told(tmp_path: Path, text: str, line: int, message: str) -> None:
    """A slip is told at its line, in Vietnamese, with the way out."""
    path = tmp_path / "thu.feature"
    path.write_text(text, encoding="utf-8")
    assert f"thu.feature:{line}: {message}" in [str(one) for one in lint(path, shown="thu.feature")]


def test_good_feature_has_no_finding(tmp_path: Path) -> None:
    """What is well written gets no finding, whatever is found in the slips above."""
    path = tmp_path / "thu.feature"
    path.write_text(HEAD + GOOD, encoding="utf-8")
    assert lint(path) == []


def test_other_encoding_is_told(tmp_path: Path) -> None:
    """A file in another encoding is told with the line of the first wrong letter."""
    path = tmp_path / "thu.feature"
    path.write_bytes(b"# language: vi\n" + "Tính năng".encode("cp1258", errors="replace"))
    assert [str(one) for one in lint(path, shown="thu.feature")] == [
        "thu.feature:2: tệp không phải UTF-8; hãy lưu lại với bảng mã UTF-8"
    ]


def test_command_prints_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints path, line and sentence, and fails; on our features it prints nothing."""
    path = tmp_path / "thu.feature"
    path.write_text(HEAD + "Kịch bản: Một\n", encoding="utf-8")
    assert main([str(path)]) == 1
    assert capsys.readouterr().out == f"{path}:3: kịch bản không có bước nào\n"
    assert main([]) == 0


def test_every_sentence_matches_its_own_example_only() -> None:
    """No two step definitions understand the example of one of them."""
    for sentence in SENTENCES:
        same = [
            one.name
            for one in SENTENCES
            if (one.type is None or sentence.type is None or one.type == sentence.type)
            and one.is_matching(sentence.example)
        ]
        assert same == [sentence.name], sentence.example
