"""The loader: all faults at once, files it cannot read, hostile YAML, versions, speed."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from config.errors import PolicyError, PolicyErrors
from config.loader import load_policy, packaged_root
from config.yaml_source import MAX_BYTES, MAX_DEPTH

Findings = Callable[[], tuple[PolicyError, ...]]

ORGANIZATION = "jurisdictions/ba_bich/organization.yaml"
DIRECTIVE = "jurisdictions/ba_bich/directives/2024-kl-cchc.yaml"


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Replace the first occurrence of a text in a file."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def line(root: Path, file: str, text: str) -> int:
    """Return the line on which a text first stands in a file."""
    lines = (root / file).read_text(encoding="utf-8").split("\n")
    return next(number for number, one in enumerate(lines, 1) if text in one)


def test_every_fault_is_reported_at_once(root: Path, findings: Findings) -> None:
    """Faults of several kinds in several files come in one answer, in the order of file and line."""
    edit(root, ORGANIZATION, "level: commune", "levle: commune")
    edit(root, DIRECTIVE, "provenance: inferred", "provenance: guess")
    edit(root, DIRECTIVE, "deadline: 2024-06-10", "deadline: 2024-06-31")
    edit(root, DIRECTIVE, "performers: [van_phong_thong_ke, cong_an]", "performers: [van_phon, cong_an]")
    edit(root, "national/calendar.yaml", "worked: 2024-05-04", "worked: 2024-05-06")
    edit(root, "national/reporting.yaml", "cites: [gd_23]", "cites: [gd_99]")

    assert [str(error).split(";")[0].split(" (ý")[0] for error in findings()] == [
        f"{DIRECTIVE}:{line(root, DIRECTIVE, 'provenance: guess')}: effective_from.provenance: 'guess' không có trong các giá trị cho phép:"
        " document, cited, default, inferred",
        f"{DIRECTIVE}:{line(root, DIRECTIVE, 'van_phon, cong_an')}: không có chức danh, đơn vị hoặc nhóm 'van_phon'",
        f"{DIRECTIVE}:{line(root, DIRECTIVE, '2024-06-31')}: ngày '2024-06-31' không có trong lịch",
        f"{ORGANIZATION}:4: thiếu khóa 'level'",
        f"{ORGANIZATION}:6: không có khóa 'levle'",
        f"national/calendar.yaml:{line(root, 'national/calendar.yaml', 'worked: 2024-05-06')}: ngày làm bù 2024-05-06 là thứ Hai",
        f"national/reporting.yaml:{line(root, 'national/reporting.yaml', 'gd_99')}: không có văn bản căn cứ 'gd_99'",
    ]


def test_a_fault_of_one_item_does_not_hide_the_faults_of_others(root: Path, findings: Findings) -> None:
    """A duty of the wrong shape is reported together with a dangling name in another duty of its file."""
    edit(root, DIRECTIVE, "needs_officer: true", "needs_officer: 1")
    edit(root, DIRECTIVE, "performers: [van_phong_thong_ke, cong_an]", "performers: [van_phong_thong_ke, x]")

    assert [error.message for error in findings()] == [
        "clauses[6].duties[1].needs_officer: '1' sai kiểu: phải là true hoặc false",
        "không có chức danh, đơn vị hoặc nhóm 'x'; hãy sửa tên hoặc khai chức danh, đơn vị hoặc nhóm đó",
    ]


def test_an_item_left_out_for_its_fault_leaves_no_dangling_names(root: Path, findings: Findings) -> None:
    """A post with a fault is reported once; the many duties that name it are not reported as dangling."""
    edit(root, ORGANIZATION, "label: Công an xã\n", "label: 7\n")

    assert [error.message for error in findings()] == [
        "units[3].label: '7' sai kiểu: phải là chữ; nếu là số hoặc ngày thì đặt trong dấu nháy"
    ]


def test_an_unknown_key_is_a_fault_everywhere(root: Path, findings: Findings) -> None:
    """A slip in a key is reported with the nearest key, and the key that is thereby missing as well."""
    edit(root, ORGANIZATION, "label: Xã Ba Bích", "labell: Xã Ba Bích")

    assert [str(error) for error in findings()] == [
        f"{ORGANIZATION}:4: thiếu khóa 'label'; hãy bổ sung",
        f"{ORGANIZATION}:5: không có khóa 'labell' (ý bạn là 'label'?); hãy sửa tên khóa hoặc xóa dòng này",
    ]


@pytest.mark.parametrize("key", ["where", "lines", "__where__", "__lines__", "file"])
def test_what_objects_know_of_themselves_cannot_be_written(key: str, root: Path, findings: Findings) -> None:
    """The place of an object comes from its file, never from its text."""
    edit(root, ORGANIZATION, "level: commune\n", f"level: commune\n{key}: x\n")

    assert [error.message.split(";")[0].split(" (")[0] for error in findings()] == [f"không có khóa '{key}'"]


def test_a_report_due_before_its_data_close_needs_estimates(root: Path, findings: Findings) -> None:
    """Decree 09/2019, article 8.5b: each of the four periods due on the 10th is refused without estimates."""
    edit(root, DIRECTIVE, "        estimates: true\n", "")

    found = findings()

    assert [error.message.split(":")[0] for error in found] == [
        "kỳ 2024-Q1",
        "kỳ 2024-H1",
        "kỳ 2024-Q3",
        "kỳ 2024",
    ]
    assert found[0].message == (
        "kỳ 2024-Q1: thời hạn 2024-03-10 khi số liệu chưa chốt (2024-03-14);"
        " hãy cho báo cáo số ước (estimates: true) hoặc lùi thời hạn"
    )


def test_missing_and_stray_files_are_faults(root: Path, findings: Findings) -> None:
    """A file that is missing, and a file that nothing would read, are both reported."""
    (root / "national" / "calendar.yaml").rename(root / "national" / "calender.yaml")
    (root / "jurisdictions" / "la.yaml").write_text("a: 1\n", encoding="utf-8")
    (root / "jurisdictions" / "ba_bich" / "directives" / "moi.yml").write_text("a: 1\n", encoding="utf-8")
    (root / "jurisdictions" / "xa_moi").mkdir()

    assert [str(error) for error in findings()] == [
        "jurisdictions/ba_bich/directives/moi.yml:1: đuôi tệp phải là .yaml; hãy đổi tên",
        "jurisdictions/la.yaml:1: tệp đặt sai chỗ; hãy chuyển vào thư mục của một địa phương",
        "jurisdictions/xa_moi/organization.yaml:1: thiếu tệp này; hãy khai chức danh và đơn vị",
        "national/calendar.yaml:1: thiếu tệp này; hãy tạo tệp, có thể lấy mẫu bằng lệnh 'namro new'",
        "national/calender.yaml:1: không tệp nào tên như vậy được đọc (ý bạn là 'calendar.yaml'?);"
        " hãy đổi tên hoặc chuyển chỗ",
    ]


def test_a_folder_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    """A wrong policy folder is refused with its name."""
    with pytest.raises(PolicyErrors) as refusal:
        load_policy(tmp_path / "khong-co")

    assert str(refusal.value) == ".:1: không có thư mục chính sách 'khong-co'; hãy kiểm tra đường dẫn"


@pytest.mark.parametrize(
    ("raw", "line", "message"),
    [
        pytest.param(b"", 1, "tệp phải gồm các cặp 'khóa: giá trị' ở mức ngoài cùng; tệp này thì không", id="empty"),
        pytest.param(
            b"- a\n", 1, "tệp phải gồm các cặp 'khóa: giá trị' ở mức ngoài cùng; tệp này thì không", id="list"
        ),
        pytest.param(
            b"chu\n",
            1,
            "tệp phải gồm các cặp 'khóa: giá trị' ở mức ngoài cùng; tệp này thì không",
            id="scalar",
        ),
        pytest.param(
            b"\xef\xbb\xbfa: 1\n",
            1,
            "tệp mở đầu bằng dấu BOM; hãy lưu lại ở dạng UTF-8 không có BOM",
            id="bom",
        ),
        pytest.param(b"a: 1\nb: \xff\n", 2, "dòng này không phải UTF-8; hãy lưu lại tệp ở dạng UTF-8", id="not utf-8"),
        pytest.param(
            b"a: 1\r\nb: \x00\r\n",
            2,
            "có ký tự điều khiển U+0000 không nhìn thấy được; hãy xóa ký tự đó",
            id="control after windows line end",
        ),
        pytest.param(
            b"a: [1, 2\nb: 3\n",
            2,
            "danh sách trong ngoặc thiếu dấu ',' hoặc dấu đóng ngoặc; hãy bổ sung",
            id="bracket",
        ),
        pytest.param(
            b"? [a]\n: 1\n",
            1,
            "khóa phải là một từ, không được là danh sách hay nhóm; hãy sửa lại khóa",
            id="key is a list",
        ),
        pytest.param(
            b"%YAML 2.0\n---\na: 1\n",
            1,
            "tệp khai một bản YAML không dùng được; hãy xóa dòng %YAML",
            id="version",
        ),
        pytest.param(
            b"a: " + b"x" * MAX_BYTES,
            1,
            "tệp lớn hơn 256 KiB; hãy tách thành nhiều tệp nhỏ hơn",
            id="too large",
        ),
    ],
)
def test_files_that_cannot_be_read_say_why(raw: bytes, line: int, message: str, root: Path, findings: Findings) -> None:
    """A file that is no sound YAML in UTF-8 gets one sentence at its line, never a traceback."""
    (root / "national" / "reporting.yaml").write_bytes(raw)

    assert findings() == (PolicyError("national/reporting.yaml", line, message),)


def test_windows_line_ends_are_fine(root: Path, findings: Findings) -> None:
    """A file saved on Windows is read like any other."""
    file = root / ORGANIZATION
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    assert findings() == ()


ALIAS_BOMB = b"a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12)
)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        pytest.param(
            ALIAS_BOMB,
            "không được dùng neo (&) hay tham chiếu (*) của YAML; hãy viết rõ giá trị ra",
            id="aliases",
        ),
        pytest.param(b"a: " + b"[" * 100_000, f"lồng nhau quá {MAX_DEPTH} tầng; hãy viết lại cho gọn", id="brackets"),
        pytest.param(b"a: " + b"{a: " * 60_000, f"lồng nhau quá {MAX_DEPTH} tầng; hãy viết lại cho gọn", id="braces"),
        pytest.param(
            "".join("  " * n + "a:\n" for n in range(400)).encode(),
            f"lồng nhau quá {MAX_DEPTH} tầng; hãy viết lại cho gọn",
            id="indentation",
        ),
    ],
)
def test_bombs_are_refused_in_under_a_second(raw: bytes, message: str, root: Path, findings: Findings) -> None:
    """YAML that would unfold or recurse without end is refused at once."""
    (root / "national" / "reporting.yaml").write_bytes(raw)
    started = time.monotonic()

    found = findings()

    assert time.monotonic() - started < 1
    assert [error.message for error in found] == [message]


@pytest.mark.parametrize(("depth", "sound"), [(MAX_DEPTH, True), (MAX_DEPTH + 1, False)])
def test_depth_is_counted_exactly(depth: int, sound: bool, root: Path, findings: Findings) -> None:
    """Thirty levels are read (and refused for their content only); the thirty-first is not."""
    nested = "[" * (depth - 2) + "x" + "]" * (depth - 2)
    (root / "national" / "reporting.yaml").write_text(f"windows: {nested}\n", encoding="utf-8")

    assert any("lồng nhau" in error.message for error in findings()) is not sound


PIECES = ["null", "[]", "{}", "1", "2024-01-01", '"x"', "- a", "a: b", "true", "0.5", "🙂", ": ", "&a", "*a", "!t", "%"]


def test_no_damaged_file_ends_in_a_traceback(root: Path, findings: Findings) -> None:
    """Lines removed, doubled, indented or spoilt at random: sound, or faults with a line, never a crash."""
    chance = random.Random(2024)
    files = sorted(root.rglob("*.yaml"))
    for _ in range(120):
        file = chance.choice(files)
        whole = file.read_text(encoding="utf-8")
        lines = whole.split("\n")
        at = chance.randrange(len(lines))
        cut = chance.randrange(len(lines[at]) + 1)
        piece = chance.choice(PIECES)
        lines[at : at + 1] = chance.choice(
            [
                [],
                [lines[at], lines[at]],
                ["  " + lines[at]],
                [lines[at].split(":")[0] + ": " + piece],
                [lines[at][:cut] + piece + lines[at][cut:]],
            ]
        )
        file.write_text("\n".join(lines), encoding="utf-8")
        assert all(error.line >= 1 and error.message for error in findings())
        file.write_text(whole, encoding="utf-8")


def test_loading_the_packaged_policy_is_fast() -> None:
    """The command line reads the policy at each call: well under half a second."""
    started = time.monotonic()

    load_policy(packaged_root())

    assert time.monotonic() - started < 0.5


def test_the_version_follows_the_content_and_not_the_layout(root: Path) -> None:
    """Comments and line ends do not change the version of a policy; any value does."""
    before = load_policy(root).version
    file = root / ORGANIZATION
    file.write_text("# Ghi chú\n" + file.read_text(encoding="utf-8"), encoding="utf-8")

    assert load_policy(root).version == before == load_policy(packaged_root()).version
    edit(root, ORGANIZATION, "label: Xã Ba Bích", "label: Xã Ba Bích (cũ)")
    assert load_policy(root).version != before


def test_a_ladder_of_the_jurisdiction_stands_before_the_national_one(root: Path) -> None:
    """A jurisdiction may replace the ladder by one of its own with the same name."""
    text = (root / "national" / "ladder.yaml").read_text(encoding="utf-8")
    own = root / "jurisdictions" / "ba_bich" / "ladders.yaml"
    own.write_text(text.replace("Thang đôn đốc mặc định", "Thang riêng của xã"), encoding="utf-8")

    policy = load_policy(root)
    directive = policy.directive("ba_bich/2024-kl-cchc")
    assert directive is not None
    ladder = policy.ladder(directive, directive.effective_from.on)

    assert ladder is not None
    assert (ladder.key, ladder.label) == ("default", "Thang riêng của xã")
