"""The contacts file: where posts are reached, and every fault of it told without telling a token."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflows.contacts import Contact, ContactsError, addresses, read_contacts

TOKEN = "123456789:AAE_bi-mat_khong-duoc-lo-ra-dau-ca"


def written(tmp_path: Path, text: str) -> Path:
    """Write a contacts file."""
    path = tmp_path / "contacts.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(tmp_path: Path, text: str) -> list[str]:
    """Return the faults of a contacts file, without the folder it lies in."""
    path = written(tmp_path, text)
    with pytest.raises(ContactsError) as fault:
        read_contacts(path)
    assert TOKEN not in str(fault.value)
    assert TOKEN not in repr(fault.value)
    return [line.removeprefix(f"{path}:") for line in str(fault.value).splitlines()]


def test_an_address_or_a_mapping(tmp_path: Path) -> None:
    """A post has an e-mail address, as before, or a mapping with alerts; one without an e-mail keeps the policy's."""
    path = written(
        tmp_path,
        "# địa chỉ của xã\n"
        "tu_phap: tu-phap@xa.example\n"
        "tai_chinh:\n"
        "  email: tai-chinh@xa.example\n"
        "  alerts:\n"
        "  - json://127.0.0.1:9/nhac\n"
        f"  - tgram://{TOKEN}/1/\n"
        "dia_chinh:\n"
        "  alerts: ['json://127.0.0.1:9/', 'json://127.0.0.1:9/']\n"
        "chu_tich: {email: chu-tich@xa.example}\n",
    )
    found = read_contacts(path)
    assert found == {
        "tu_phap": Contact("tu-phap@xa.example"),
        "tai_chinh": Contact("tai-chinh@xa.example", ("json://127.0.0.1:9/nhac", f"tgram://{TOKEN}/1/")),
        "dia_chinh": Contact("", ("json://127.0.0.1:9/",)),
        "chu_tich": Contact("chu-tich@xa.example"),
    }
    assert addresses(found) == {
        "tu_phap": "tu-phap@xa.example",
        "tai_chinh": "tai-chinh@xa.example",
        "chu_tich": "chu-tich@xa.example",
    }
    assert TOKEN not in repr(found)


@pytest.mark.parametrize("text", ["", "\n \n", "# chưa có ai\n"])
def test_an_empty_file_has_no_contacts(tmp_path: Path, text: str) -> None:
    """A file with nothing but comments is no fault."""
    assert read_contacts(written(tmp_path, text)) == {}


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("- a@xa.example\n", ["1: tệp phải gồm các cặp 'khóa: giá trị' ở mức ngoài cùng; tệp này thì không"]),
        ("a: x@xa.example\na: y@xa.example\n", ["2: khóa 'a' viết hai lần (lần đầu ở dòng 1); hãy giữ một khóa"]),
        ("a: 5\n", ["1: 'a' phải là một địa chỉ thư điện tử, hoặc một nhóm gồm 'email' và 'alerts'"]),
        ("a: x@xa.example\nb:\n", ["2: 'b' phải là một địa chỉ thư điện tử, hoặc một nhóm gồm 'email' và 'alerts'"]),
        ("a: [x@xa.example]\n", ["1: 'a' phải là một địa chỉ thư điện tử, hoặc một nhóm gồm 'email' và 'alerts'"]),
        ("a: {}\n", ["1: 'a' chưa có 'email' hay 'alerts'; hãy ghi ít nhất một khóa"]),
        (
            "a:\n  email: x@xa.example\n  alert: []\n",
            ["3: không có khóa 'alert' (ý bạn là 'alerts'?); chỉ dùng 'email' và 'alerts'"],
        ),
        ("a:\n  email: [x@xa.example]\n", ["2: 'email' phải là một địa chỉ thư điện tử"]),
        ("a:\n  email:\n", ["2: 'email' phải là một địa chỉ thư điện tử"]),
        (
            f"a:\n  email: x@xa.example\n  alerts: tgram://{TOKEN}/1/\n",
            ["3: 'alerts' phải là danh sách địa chỉ nhắc, mỗi dòng một địa chỉ sau dấu '-'"],
        ),
        ("a:\n  alerts:\n", ["2: 'alerts' phải là danh sách địa chỉ nhắc, mỗi dòng một địa chỉ sau dấu '-'"]),
        (
            f"a:\n  alerts:\n  - 7\n  - json://127.0.0.1:9/\n  - tgram:/{TOKEN}/1/\n  - {TOKEN}\n  - zalo://{TOKEN}\n",
            [
                "3: địa chỉ nhắc phải là một chuỗi chữ",
                "5: địa chỉ nhắc không hợp lệ; hãy viết một địa chỉ theo cách của Apprise",
                "6: địa chỉ nhắc không hợp lệ; hãy viết một địa chỉ theo cách của Apprise",
                "7: địa chỉ nhắc loại 'zalo' không hợp lệ; hãy viết một địa chỉ theo cách của Apprise",
            ],
        ),
        (
            f"a:\n  alerts:\n  - 'json://127.0.0.1:9/, tgram://{TOKEN}/1/'\n",
            ["3: địa chỉ nhắc loại 'json' không hợp lệ; hãy viết một địa chỉ theo cách của Apprise"],
        ),
        (
            f"a: tgram://{TOKEN}/1/\n",
            [
                "1: đây là địa chỉ nhắc, không phải thư điện tử; hãy ghi nó vào danh sách 'alerts' của chức danh này",
            ],
        ),
        (f"a:\n  tgram://{TOKEN}/1/: có\n  email: x@xa.example\n", ["2: không có khóa 'tgram://…"]),
        (f"tgram://{TOKEN}/: x\ntgram://{TOKEN}/: x\n", ["2: khóa 'tgram://…"]),
        (
            f'a:\n  alerts: ["tgram://{TOKEN}/1/\n',
            ["3: dấu nháy hoặc dấu ngoặc mở mà không đóng cho tới hết tệp; hãy đóng lại"],
        ),
    ],
)
def test_faults_are_told_with_their_line_and_without_tokens(tmp_path: Path, text: str, faults: list[str]) -> None:
    """Every fault has its line and says what to do; of an alert's address no more than the scheme is repeated."""
    assert refusal(tmp_path, text) == faults


def test_every_fault_is_told_at_once_in_order(tmp_path: Path) -> None:
    """Faults of posts, and those of the text itself, come together in the order of their lines."""
    said = refusal(tmp_path, "a: 5\nb: x@xa.example\nb: y@xa.example\nc: 6\n")
    assert [line.partition(":")[0] for line in said] == ["1", "3", "4"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A file that is not there is a fault that says so and what to do, not a crash."""
    with pytest.raises(ContactsError, match=r"contacts\.yaml: chưa có tệp này; hãy tạo nó"):
        read_contacts(tmp_path / "contacts.yaml")


def test_a_faulty_alert_leaves_no_token_in_the_logs(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The library that reads addresses logs what it could not read; none of that gets out."""
    caplog.set_level(0)
    refusal(tmp_path, f"a:\n  alerts: ['tgram://{TOKEN}', 'zalo://{TOKEN}']\n")
    assert TOKEN not in caplog.text
    assert not [one for one in caplog.records if one.name == "apprise"]
