"""Why this date, why this person: an answer for every kind of date and of addressee, with where it comes from."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from config.loader import load_policy, packaged_root
from config.policy import Policy
from tests.usecases.office import Office, fetch, open_register, policy, vn
from workflows.acts import Outcome
from workflows.charter import Charter
from workflows.happenings import tell
from workflows.letters import text
from workflows.register.tables import Assignment, Directive, Escalation, JournalLine, Notice, Receipt
from workflows.register.unit_of_work import Register
from workflows.show import NotFound, show
from workflows.telling import told
from workflows.timeline import Timeline
from workflows.why import why

EXPLAINED = Path(__file__).parent / "explained"
BEGIN, WORK = "2026-04-01 00:00", "thu/ngay/1.1/{}/phong_mot"
LABEL = "Công văn thử về ngày và người"


@cache
def explained(root: Path) -> Policy:
    """Return the policy of a jurisdiction that has every kind of date and of addressee."""
    shutil.copytree(packaged_root() / "national", root / "national")
    shutil.copytree(EXPLAINED, root / "jurisdictions")
    return load_policy(root)


@pytest.fixture(scope="session")
def thu(tmp_path_factory: pytest.TempPathFactory) -> Charter:
    """Read that jurisdiction once."""
    return Charter(explained(tmp_path_factory.mktemp("explained") / "root"), "thu")


@pytest.fixture
def office(empty_register: Register, thu: Charter) -> Office:
    """Open an office of that jurisdiction on the day its directives take effect, on either database."""
    opened = Office(empty_register, thu, vn(BEGIN))
    opened.assign(until=None)
    return opened


@pytest.fixture
def lite(lite_register: Register, thu: Charter) -> Office:
    """Open the same office on SQLite only."""
    opened = Office(lite_register, thu, vn(BEGIN))
    opened.assign(until=None)
    return opened


@pytest.fixture(scope="module")
def assigned(thu: Charter, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Keep one register in which the directives were assigned, for questions that change nothing."""
    home = tmp_path_factory.mktemp("assigned")
    register = open_register(f"sqlite:///{home / 'namro.db'}", home)
    Office(register, thu, vn(BEGIN)).assign(until=None)
    yield register
    register.engine.dispose()


@pytest.fixture
def still(assigned: Register, thu: Charter) -> Office:
    """Open an office on that register: nobody acts in it, no time passes."""
    return Office(assigned, thu, vn(BEGIN))


def answer(office: Office, key: str) -> dict[str, Any]:
    """Ask why, now."""
    with office.register.read(office.now) as uow:
        return why(uow.session, office.charter, key, as_of=office.now)


def says(office: Office, key: str, about: str, *sentences: str) -> None:
    """Expect each of these, word for word, as one sentence of the answer."""
    found = answer(office, key)[about]
    for sentence in sentences:
        assert sentence in found, f"{key}: thiếu «{sentence}» trong\n" + "\n".join(found)


def read(office: Office, key: str) -> list[str]:
    """Show a key as it is read at a terminal."""
    with office.register.read(office.now) as uow:
        return list(told(show(uow.session, office.charter, key, as_of=office.now), office.charter))


# ------------------------------------------------------------ dates


@pytest.mark.parametrize(
    ("key", "sentences"),
    [
        (
            WORK.format("chu-nhat"),
            [
                f"Ngày gốc 10/05/2026 do chính văn bản ấn định ({LABEL}, mục 1, ý 1).",
                "Ngày gốc rơi vào ngày nghỉ nên lùi qua: 10/05/2026 (Chủ nhật).",
                "Hạn tính đến hết 11/05/2026: nhận được trước 24 giờ ngày ấy là còn trong hạn.",
            ],
        ),
        (
            WORK.format("truoc-ngay"),
            [
                "Văn bản viết «trước ngày 01/06/2026»: ngày ấy đã là quá hạn (GĐ-36), nên ngày gốc là 31/05/2026, không "
                "lùi thêm dù rơi vào ngày nghỉ; do văn bản được dẫn chiếu ấn định (Quyết định 15/QĐ-UBND).",
                "Hạn tính đến hết 31/05/2026: nhận được trước 24 giờ ngày ấy là còn trong hạn.",
            ],
        ),
        (
            WORK.format("sau-hieu-luc"),
            [
                "Ngày gốc 15/04/2026: 10 ngày làm việc sau ngày văn bản có hiệu lực 01/04/2026; là mặc định của hệ "
                "thống, không phải lời của văn bản (mặc định hệ thống GĐ-02).",
                "Khi đếm đã bỏ qua: 04/04/2026 (Thứ Bảy); 05/04/2026 (Chủ nhật); 11/04/2026 (Thứ Bảy); 12/04/2026 "
                "(Chủ nhật).",
                "Hạn tính đến 17 giờ 00 ngày 15/04/2026: nhận được trước lúc ấy là còn trong hạn.",
                "Vì không phải thời hạn của văn bản, việc chậm chỉ bị nhắc nhở, chưa leo thang thêm cho đến khi được "
                "người có thẩm quyền xác nhận.",
            ],
        ),
        (
            WORK.format("suy-ra"),
            [
                "Ngày gốc 31/12/2026 do hệ thống suy ra, không phải lời của văn bản (mặc định hệ thống GĐ-29).",
                "Mở từ 00 giờ 00 ngày 01/04/2026.",
            ],
        ),
        (
            "thu/ngay/1.2/sau-chot/phong_mot/2026-05",
            [
                "Ngày gốc 02/06/2026: 2 ngày làm việc sau khi khép kỳ số liệu 31/05/2026; do chính văn bản ấn định "
                f"({LABEL}, mục 1, ý 2).",
                "Kỳ số liệu từ 01/05/2026 đến 31/05/2026.",
                "Mở từ 00 giờ 00 ngày 01/05/2026.",
            ],
        ),
        (
            "thu/ngay/1.2/thang-sau/phong_mot/2026-04",
            [
                "Ngày gốc 08/05/2026: ngày làm việc thứ 5 của tháng sau, kể từ khi hết kỳ 30/04/2026; là mặc định của hệ "
                "thống, không phải lời của văn bản (mặc định hệ thống GĐ-05).",
            ],
        ),
        (
            "thu/ngay/1.2/ngay-muoi/phong_mot/2026-Q2",
            [
                "Ngày gốc 10/06/2026: ngày 10 của tháng cuối kỳ; là mặc định của hệ thống, không phải lời của văn bản "
                "(mặc định hệ thống GĐ-04).",
                "Kỳ số liệu từ 15/03/2026 đến 14/06/2026; nộp trước khi khép kỳ thì ghi số ước.",
            ],
        ),
        (
            "thu/ngay/1.2/hang-ngay/phong_mot/2026-04-07",
            [
                "Ngày gốc 07/04/2026: chính ngày của kỳ; là mặc định của hệ thống, không phải lời của văn bản (mặc định "
                "hệ thống GĐ-05).",
                "Hạn tính đến 17 giờ 00 ngày 07/04/2026: nhận được trước lúc ấy là còn trong hạn.",
            ],
        ),
        (
            "thu/ngay/1.2/hang-tuan/phong_mot/2026-W15",
            [
                "Ngày gốc 10/04/2026: ngày làm việc cuối cùng của tuần; là mặc định của hệ thống, không phải lời của văn "
                "bản (mặc định hệ thống GĐ-05).",
            ],
        ),
        (
            "thu/ngay/1.2/kiem-tra/phong_mot/2026-05",
            [
                "Ngày gốc 31/05/2026: ngày cuối của kỳ đếm, trong kỳ phải có ít nhất 2 lần; do chính văn bản ấn định "
                f"({LABEL}, mục 1, ý 2).",
                "Đã ghi nhận 0 trên ít nhất 2 lần của kỳ.",
            ],
        ),
        (
            "thu/ngay/2/thuong-xuyen/phong_mot",
            [
                "Không có thời hạn: đây là nhiệm vụ thường xuyên, không bao giờ quá hạn; thể hiện trong báo cáo định kỳ.",
            ],
        ),
        (
            "thu/ngay/2/khi-tre-hen/phong_mot",
            ["Không có thời hạn: mỗi lần sự kiện xảy ra mới phát sinh một việc có hạn riêng."],
        ),
        (
            "thu/ngay/2/dat-va-giu/phong_mot",
            [
                f"Phải đạt chậm nhất ngày 30/06/2026; do chính văn bản ấn định ({LABEL}, mục 2).",
                "Được đánh giá lúc 24 giờ ngày 30/06/2026, theo số liệu ghi nhận trước lúc ấy (GĐ-45).",
                "Chưa đạt khi ấy thì quá hạn và bị đôn đốc theo thang; chưa đủ dữ liệu thì không.",
                f"Đạt rồi phải giữ đến hết ngày 31/12/2026; do chính văn bản ấn định ({LABEL}, mục 2).",
            ],
        ),
        (
            "thu/ngay/2/chua-du/phong_mot",
            [
                "Không có thời hạn: văn bản không nêu thời điểm phải đạt; đạt hay chưa được đánh giá mỗi khi có số liệu.",
                "Cách đo do hệ thống suy ra, không phải lời của văn bản (mặc định hệ thống GĐ-45).",
                "Chưa đánh giá được vì văn bản chưa nêu: định nghĩa thủ tục đủ điều kiện.",
            ],
        ),
    ],
    ids=lambda value: value.split("/")[3] if isinstance(value, str) else "",
)
def test_every_kind_of_date_says_why(still: Office, key: str, sentences: list[str]) -> None:
    """Whatever gives a date, the answer names the day, how it was counted, what was skipped, and whose word it is."""
    says(still, key, "date", *sentences)


def test_the_answer_is_the_same_on_both_databases(office: Office) -> None:
    """Dates, people and raw provenance of an assignment are read back from either database as they were made."""
    key = "thu/ngay/3.1/cua-nhom/phong_mot"
    found = answer(office, key)
    (planned,) = (p for d in office.charter.directives for p in office.charter.plan(d) if p.key == key)
    assert found["raw"] == office.charter.row(planned)["why"]
    assert found["policy"] == office.charter.policy.version
    says(office, key, "date", f"Ngày gốc 24/04/2026 do chính văn bản ấn định ({LABEL}, mục 3, ý 1).")
    says(office, key, "people", "Chuỗi leo thang: Trưởng phòng Một → Phó Chủ tịch huyện (sao gửi) → Chủ tịch huyện.")


def test_an_event_dates_its_duty(office: Office) -> None:
    """What an event gave rise to is dated from the event, or late at once where the text gives no time."""
    base = "thu/ngay/2/khi-tre-hen/phong_mot"
    office.yes("2026-04-10 09:00", "truong_mot", "occur", base, event="ho-so-1", what="Hồ sơ số 1 trễ hẹn")
    says(
        office,
        f"{base}/ho-so-1",
        "date",
        f"Phát sinh từ {base}: Hồ sơ số 1 trễ hẹn, do Trưởng phòng Một ghi nhận.",
        "Sự kiện «Hồ sơ trễ hẹn» xảy ra ngày 10/04/2026; ngày gốc 15/04/2026 là 3 ngày làm việc sau đó; là mặc định của "
        "hệ thống, không phải lời của văn bản (mặc định hệ thống GĐ-41).",
        "Khi đếm đã bỏ qua: 11/04/2026 (Thứ Bảy); 12/04/2026 (Chủ nhật).",
    )
    at_once = "thu/ngay/2/kiem-diem-ngay/phong_mot"
    office.yes("2026-04-13 09:00", "truong_mot", "occur", at_once, event="ho-so-2", what="Hồ sơ số 2 trễ do chủ quan")
    says(
        office,
        f"{at_once}/ho-so-2",
        "date",
        f"Sự kiện «Trễ hẹn do chủ quan» xảy ra ngày 13/04/2026; do chính văn bản ấn định ({LABEL}, mục 2).",
        "Quá hạn ngay lúc sự kiện xảy ra: văn bản không cho thêm thời gian.",
    )


def test_an_event_after_the_hour_of_its_day_is_due_on_the_next(office: Office) -> None:
    """A duty of the same day, whose hour has passed when the event happens, says that it is due a working day later."""
    base = "thu/ngay/2/trong-ngay/phong_mot"
    office.yes("2026-04-10 18:00", "truong_mot", "occur", base, event="sau-gio", what="Báo sau giờ")
    says(
        office,
        f"{base}/sau-gio",
        "date",
        "Sự kiện xảy ra sau giờ hết hạn của ngày ấy, nên hạn sang ngày làm việc kế tiếp (GĐ-14).",
        "Hạn tính đến 17 giờ 00 ngày 13/04/2026: nhận được trước lúc ấy là còn trong hạn.",
    )
    office.yes("2026-04-13 09:00", "truong_mot", "occur", base, event="trong-gio", what="Báo trong giờ")
    found = answer(office, f"{base}/trong-gio")["date"]
    assert "Hạn tính đến 17 giờ 00 ngày 13/04/2026: nhận được trước lúc ấy là còn trong hạn." in found
    assert not any("sau giờ hết hạn" in sentence for sentence in found)


def test_a_target_that_was_missed_says_since_when(office: Office) -> None:
    """Judged by the figures recorded before its day, a binding target that is not met is late from that instant."""
    key = "thu/ngay/2/dat-va-giu/phong_mot"
    figures = [{"name": "dat-va-giu", "value": 12, "of": 30, "nature": "official"}]
    office.yes("2026-06-29 09:00", "truong_mot", "record", key, figures=figures)
    office.pass_time("2026-07-02 12:00")
    says(
        office,
        key,
        "date",
        f"Phải đạt chậm nhất ngày 30/06/2026; do chính văn bản ấn định ({LABEL}, mục 2).",
        "Đã đánh giá là chưa đạt, nên quá hạn từ 24 giờ ngày 30/06/2026.",
        "Được đánh giá lúc 24 giờ ngày 31/12/2026, theo số liệu ghi nhận trước lúc ấy (GĐ-45).",
    )
    shown = read(office, key)
    assert any(line.startswith("Chỉ tiêu, tính đến 00 giờ 00 ngày 01/07/2026: Chưa đạt: ") for line in shown), shown
    assert any("đánh giá chỉ tiêu" in line or "Nấc Nhắc nhở" in line for line in shown)


def test_a_date_that_was_confirmed_says_by_whom(office: Office) -> None:
    """A default date that the authority confirmed no longer says that it cannot climb."""
    key = WORK.format("sau-hieu-luc")
    office.yes("2026-04-02 09:00", "chu_tich", "confirm_deadline", key)
    found = answer(office, key)["date"]
    assert "Thời hạn đã được Chủ tịch huyện xác nhận lúc 09 giờ 00 ngày 02/04/2026." in found
    assert not any("chưa leo thang thêm" in sentence for sentence in found)


def test_what_hangs_on_a_breach_says_what_it_was_counted_from(office: Office) -> None:
    """Explanation, watching, signature: each says the working days, the clock, and that it is a default of ours."""
    base = "thu/ngay/3.1/cua-nhom/phong_mot"
    office.pass_time("2026-05-04 12:00")
    default = "là mặc định của hệ thống, không phải lời của văn bản"
    says(
        office,
        f"{base}#explanation",
        "date",
        f"Hạn 17 giờ 00 ngày 04/05/2026: 3 ngày làm việc sau khi hết hạn, lúc 17:00, theo mặc định hệ thống GĐ-01 ({default}).",
        f"Phát sinh từ {base}, mở lúc 00 giờ 00 ngày 25/04/2026.",
    )
    says(
        office,
        f"{base}#watch",
        "date",
        f"Hạn 17 giờ 00 ngày 29/04/2026: 2 ngày làm việc sau khi đơn vị được theo dõi quá hạn, lúc 17:00, theo mặc định hệ "
        f"thống GĐ-38 ({default}).",
    )
    (paper,) = fetch(
        office.register,
        select(Assignment).where(Assignment.key.startswith(base), Assignment.kind == "signature"),
    )
    assert any(
        "1 ngày làm việc sau khi dự thảo được trình, lúc 17:00" in one for one in answer(office, paper.key)["date"]
    )
    says(
        office,
        f"{base}#watch",
        "people",
        "Phải thực hiện: Trưởng phòng Ba: đứng đầu cơ quan được giao theo dõi đơn vị chậm.",
    )
    says(
        office,
        f"{base}#explanation",
        "people",
        "Phải thực hiện: Trưởng phòng Một: người đứng đầu của việc chậm nợ giải trình.",
    )
    says(office, paper.key, "people", "Phải thực hiện: Chánh Văn phòng: thang giao người theo dõi, đôn đốc ký.")


# ------------------------------------------------------------ people


@pytest.mark.parametrize(
    ("key", "sentences"),
    [
        (
            "thu/ngay/3.1/cua-nhom/phong_mot",
            [
                "Thực hiện: Phòng Một, thuộc nhóm «Các phòng» (văn bản nêu: mục 3, ý 1); thành viên nhóm: hệ thống suy ra, "
                "không phải lời của văn bản (mặc định hệ thống GĐ-35).",
                "Người đứng đầu chịu trách nhiệm: Trưởng phòng Một, đứng đầu Phòng Một (theo văn bản được dẫn chiếu: Quyết "
                "định 15/QĐ-UBND).",
                "Cấp phó phụ trách (nhận bản sao): Phó Chủ tịch huyện, phụ trách Phòng Một (hệ thống suy ra, không phải lời "
                "của văn bản: mặc định hệ thống GĐ-39).",
                "Theo dõi, đôn đốc: Chánh Văn phòng, theo dõi chung cả văn bản (hệ thống suy ra, không phải lời của văn bản).",
                "Cơ quan theo dõi, có việc riêng khi đơn vị này chậm: Trưởng phòng Ba, đứng đầu Phòng Ba (hệ thống suy ra, "
                "không phải lời của văn bản: mặc định hệ thống GĐ-38).",
                "Chịu trách nhiệm trước (người có thẩm quyền): Chủ tịch huyện, người có thẩm quyền chỉ đạo của văn bản (văn "
                "bản nêu).",
                "Đầu mối tiếp nhận (tính đúng hạn tại đây): Chánh Văn phòng, báo cáo đi qua đây (văn bản nêu: mục 3, ý 1).",
                "Báo cáo gửi đến: UBND huyện, nơi nhận báo cáo (văn bản nêu: mục 3, ý 1).",
            ],
        ),
        (
            "thu/ngay/3.1/cua-nhom/phong_hai",
            [
                "Theo dõi, đôn đốc: Trưởng phòng Ba, được giao theo dõi khoản 3.1 của Phòng Hai (theo văn bản được dẫn chiếu: "
                "Quyết định 15/QĐ-UBND).",
                "Người đứng đầu chịu trách nhiệm: Trưởng phòng Hai, đứng đầu Phòng Hai (hệ thống suy ra, không phải lời của "
                "văn bản: mặc định hệ thống GĐ-34).",
            ],
        ),
        (
            "thu/ngay/3.1/cua-van-phong/van_phong",
            [
                "Theo dõi, đôn đốc: Trưởng phòng Ba, theo dõi phần khác của văn bản, thay cho người không được tự theo dõi "
                "(theo văn bản được dẫn chiếu: Quyết định 15/QĐ-UBND); không giao Chánh Văn phòng, vì không ai tự theo dõi "
                "việc của mình.",
                "Người đứng đầu chịu trách nhiệm: Chánh Văn phòng, đứng đầu Văn phòng (địa phương khai trong tổ chức bộ máy).",
            ],
        ),
        (
            "thu/ngay/3.1/cua-phong-ba/phong_ba",
            [
                "Thực hiện: Phòng Ba, được nêu là chủ trì (hệ thống suy ra, không phải lời của văn bản: mục 3, ý 1; mặc định "
                "hệ thống GĐ-33).",
                "Theo dõi, đôn đốc: Phó Chủ tịch huyện, được nêu riêng cho nhiệm vụ này (văn bản nêu: mục 3, ý 1).",
                "Chịu trách nhiệm trước (người có thẩm quyền): Phó Chủ tịch huyện, được nêu riêng cho nhiệm vụ này (văn bản "
                "nêu: mục 3, ý 1; mặc định hệ thống GĐ-33).",
                "Phối hợp (không bị tính chậm): Phòng Một, Cán bộ phòng Một, cùng được nêu, không chủ trì (hệ thống suy ra, "
                "không phải lời của văn bản: mục 3, ý 1; mặc định hệ thống GĐ-33).",
            ],
        ),
        (
            "thu/ngay/3.1/cua-can-bo/chanh_van_phong/2026-W15",
            [
                "Người đứng đầu chịu trách nhiệm: Chánh Văn phòng, tự chịu trách nhiệm về lĩnh vực của mình (địa phương khai "
                "trong tổ chức bộ máy).",
                "Phải nghe báo cáo của: Phòng Một, Phòng Hai, người phải báo cáo (văn bản nêu: mục 3, ý 1).",
            ],
        ),
        (
            "thu/ngay/3.1/cua-noi-da-het/phong_cu",
            [
                "Thực hiện: Phòng Mới, được nêu đích danh (văn bản nêu: mục 3, ý 1); kế thừa Phòng Cũ kết thúc từ 01/03/2026 "
                "(Quyết định 15/QĐ-UBND).",
            ],
        ),
        (
            "thu/hai-tuyen/1/hai-tuyen/dang_uy_xa",
            [
                "Cùng chịu trách nhiệm trên tuyến kia: Chủ tịch xã A, đứng đầu UBND xã A, cơ quan cùng cấp ở tuyến kia (văn "
                "bản nêu: mục 1; mặc định hệ thống GĐ-40).",
                "Trên tuyến kia, chịu trách nhiệm trước: Chủ tịch huyện, Chủ tịch xã A chịu trách nhiệm trước người này (hệ "
                "thống suy ra, không phải lời của văn bản: mặc định hệ thống GĐ-34).",
                "Chuỗi leo thang: Bí thư Đảng ủy xã A → Bí thư Huyện ủy.",
                "Chuỗi leo thang trên tuyến Chính quyền: Chủ tịch xã A → Chủ tịch huyện.",
            ],
        ),
    ],
    ids=lambda value: "-".join(value.split("/")[3:5]) if isinstance(value, str) else "",
)
def test_every_kind_of_addressee_says_why(still: Office, key: str, sentences: list[str]) -> None:
    """Whoever has a part in a work, the answer names what gave it to them, and whose word that is."""
    says(still, key, "people", *sentences)


def test_a_named_officer_says_who_named_them(office: Office) -> None:
    """The officer comes from the head, when the work was taken on."""
    key = "thu/ngay/3.1/cua-nhom/phong_mot"
    office.yes("2026-04-02 09:00", "truong_mot", "acknowledge", key, officer="can_bo_mot")
    says(
        office,
        key,
        "people",
        "Cán bộ được phân công: Cán bộ phòng Một; Trưởng phòng Một phân công khi tiếp nhận.",
        "Chuỗi leo thang: Cán bộ phòng Một → Trưởng phòng Một → Phó Chủ tịch huyện (sao gửi) → Chủ tịch huyện.",
    )


def test_what_was_handed_over_says_from_whom(office: Office) -> None:
    """After a body has ended, the answer says who had the work, since when the successor has, and on what ground."""
    key = "thu/ngay/3.1/cua-noi-sap-het/ban_sap_het"
    office.pass_time("2026-06-02 12:00")
    says(
        office,
        key,
        "people",
        "Thực hiện: Phòng Mới, được nêu đích danh (văn bản nêu: mục 3, ý 1); nay thay Ban Sắp hết, đã kết thúc từ 01/06/2026 "
        "(Quyết định 15/QĐ-UBND).",
        "Chuyển cho nơi kế thừa lúc 00 giờ 00 ngày 01/06/2026: từ Ban Sắp hết sang Phòng Mới; từ Trưởng ban Sắp hết sang "
        "Trưởng phòng Mới (mục 3, ý 1; mặc định hệ thống GĐ-42; Quyết định 15/QĐ-UBND); thời hạn, các nấc đã qua và lịch sử "
        "giữ nguyên.",
    )
    says(office, key, "date", f"Ngày gốc 30/09/2026 do chính văn bản ấn định ({LABEL}, mục 3, ý 1).")
    (notice,) = office.notices(kind="handed_over", subject=key)
    with office.register.read(office.now) as uow:
        subject, body = text(uow.session, office.charter, notice)
    assert subject == "Nhận bàn giao: Việc của nơi sắp kết thúc"
    assert "Việc do Ban Sắp hết đang làm nay chuyển đến ông/bà từ 00 giờ 00 ngày 01/06/2026" in body


def test_a_rung_on_each_line_says_on_which_it_goes(office: Office) -> None:
    """Where liability is dual, the rung of the other line says why it goes there, and to whom."""
    key = "thu/hai-tuyen/1/hai-tuyen/dang_uy_xa"
    office.pass_time("2026-04-29 12:00")
    says(
        office,
        f"{key}#rung-reminder",
        "people",
        "Gửi đến: Bí thư Đảng ủy xã A, vì thang nêu người đứng đầu (mặc định hệ thống GĐ-09).",
    )
    says(
        office,
        f"{key}#rung-reminder-administrative",
        "people",
        "Gửi đến: Chủ tịch xã A, vì thang nêu người đứng đầu (mặc định hệ thống GĐ-09).",
        "Nấc này đi trên tuyến Chính quyền, vì người cùng chịu trách nhiệm ở tuyến ấy được nhắc riêng (GĐ-40).",
    )
    shown = read(office, key)
    assert any(line.startswith("Nấc Nhắc nhở, tuyến Chính quyền: ") for line in shown)
    assert any(line.startswith("Nấc Nhắc nhở: ") for line in shown)


def test_a_paper_that_passed_on_says_past_whom(office: Office) -> None:
    """The rung says to whom its draft went when the first holder was silent."""
    key = "thu/ngay/3.1/cua-nhom/phong_mot"
    office.pass_time("2026-05-07 12:00")
    found = answer(office, f"{key}#rung-urging")["people"]
    assert any(
        one.startswith("Lúc 17 giờ 00 ngày ")
        and "chuyển từ Chánh Văn phòng lên Chủ tịch huyện, vì đã hết thời gian" in one
        for one in found
    ), found


# ------------------------------------------------------------ other keys


def test_a_directive_says_why_it_binds_and_who_has_a_part(office: Office) -> None:
    """Effect, term, authority, signatory, monitors with their scope, gate and recipients: each with its provenance."""
    says(
        office,
        "thu/ngay",
        "date",
        f"Có hiệu lực từ 01/04/2026, do chính văn bản ấn định ({LABEL}, phần mở đầu).",
        "Thời gian thực hiện đến 24 giờ ngày 31/12/2026.",
    )
    says(
        office,
        "thu/ngay",
        "people",
        "Người có thẩm quyền chỉ đạo: Chủ tịch huyện; người ký: Phó Chủ tịch huyện (ký thay).",
        "Theo dõi, đôn đốc: Chánh Văn phòng (hệ thống suy ra, không phải lời của văn bản).",
        "Theo dõi khoản 3.1 của Phòng Hai: Trưởng phòng Ba (theo văn bản được dẫn chiếu: Quyết định 15/QĐ-UBND).",
        "Tiêu chuẩn giao việc: 4 rõ, là mặc định của hệ thống, không phải lời của văn bản (mặc định hệ thống GĐ-22).",
        "Nơi nhận: Phòng Một, thực hiện (hệ thống suy ra, không phải lời của văn bản).",
        "Nơi nhận: Thường trực Hội đồng nhân dân huyện, giám sát (văn bản nêu).",
    )
    says(
        office,
        "thu/hai-tuyen",
        "date",
        "Có hiệu lực từ 01/04/2026, do hệ thống suy ra, không phải lời của văn bản (mặc định hệ thống GĐ-30).",
        "Ngày in trên văn bản: tháng 04 năm 2026.",
    )


def test_a_receipt_says_to_whom_and_whether_it_was_read(office: Office) -> None:
    """Sent when the directive took effect; read when the addressee says so; a body of others cannot say so here."""
    key = "thu/ngay#receipt-phong_mot"
    says(office, key, "date", "Chưa xác nhận đã đọc.")
    says(
        office,
        key,
        "people",
        f"Nơi nhận: Phòng Một, thực hiện (hệ thống suy ra, không phải lời của văn bản: {LABEL}, nơi nhận; mặc định hệ thống "
        "GĐ-43).",
        "Người xác nhận đã đọc: Trưởng phòng Một, đứng đầu nơi nhận.",
    )
    office.yes("2026-04-02 09:00", "truong_mot", "read", key)
    says(office, key, "date", "Đã đọc lúc 09 giờ 00 ngày 02/04/2026.")
    assert "Đã đọc 09 giờ 00 ngày 02/04/2026: Trưởng phòng Một" in read(office, key)
    (outside,) = fetch(office.register, select(Receipt).where(Receipt.party == ""))
    assert any("không ai xác nhận đã đọc được" in one for one in answer(office, outside.key)["people"])
    (notice,) = office.notices(kind="published", addressee="truong_mot")
    with office.register.read(office.now) as uow:
        subject, body = text(uow.session, office.charter, notice)
    assert LABEL in subject
    assert "với tư cách: thực hiện. Có hiệu lực từ 00 giờ 00 ngày 01/04/2026." in body


def test_a_plan_that_was_not_imported_is_unknown(office: Office) -> None:
    """Its answer says where it is referred to, and that its numbers are unknown, not zero (promise 9)."""
    says(
        office,
        "thu/ngay/ke-hoach",
        "date",
        "Văn bản dẫn chiếu tại mục 2: Kế hoạch của huyện, kế hoạch của huyện (Quyết định 15/QĐ-UBND).",
        "Chưa nhập: chưa biết có bao nhiêu việc; mọi số liệu của kế hoạch này là chưa đủ dữ liệu, không phải 0.",
    )
    assert "Chưa nhập: chưa biết có bao nhiêu việc" in read(office, "thu/ngay/ke-hoach")
    with office.register.read(office.now) as uow:
        found = show(uow.session, office.charter, "thu/ngay/ke-hoach", as_of=office.now)
    assert (found["imported"], found["items"], found["unassigned"]) == (False, None, None)


@pytest.mark.parametrize(
    ("key", "day", "sentences"),
    [
        ("phong_mot", BEGIN, ["Thuộc nhóm «Các phòng» (hệ thống suy ra, không phải lời của văn bản: mặc định hệ thống GĐ-35).",
                              "Cấp phó phụ trách: Phó Chủ tịch huyện (hệ thống suy ra, không phải lời của văn bản: mặc định hệ thống GĐ-39)."]),
        ("chanh_van_phong", BEGIN, ["Chịu trách nhiệm trước Chủ tịch huyện (theo văn bản được dẫn chiếu: Quyết định 15/QĐ-UBND)."]),
        ("truong_hai", "2026-05-04 08:00", ["Trưởng phòng Hai khuyết từ 01/05/2026, Trưởng phòng Một phụ trách thay."]),
        ("phong_cu", BEGIN, ["Đã kết thúc từ 01/03/2026; kế thừa: Phòng Mới (Quyết định 15/QĐ-UBND)."]),
        ("ban_sap_het", BEGIN, ["Sẽ kết thúc từ 01/06/2026; kế thừa: Phòng Mới (Quyết định 15/QĐ-UBND)."]),
        ("ubnd_xa", BEGIN, ["Cơ quan cùng cấp ở tuyến kia: Đảng ủy xã A."]),
        ("cac_phong", BEGIN, ["Các phòng: Phòng Một, Phòng Hai (hệ thống suy ra, không phải lời của văn bản: mặc định hệ thống GĐ-35)."]),
    ],
)  # fmt: skip
def test_a_post_a_unit_and_a_group_say_where_they_stand(
    still: Office, key: str, day: str, sentences: list[str]
) -> None:
    """Head, whom it answers to, deputy, groups, vacancy, end and successor, on the day asked about."""
    still.now = vn(day)
    says(still, key, "people", *sentences)
    assert read(still, key)


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("thu/ngay/1.1/chu-nhat/phong_mott", "Gần nhất: thu/ngay/1.1/chu-nhat/phong_mot"),
        ("thu/ngay/2/khi-tre-hen", "Gần nhất: thu/ngay/2/khi-tre-hen/phong_mot"),
        ("thu/ngay/2", "Khoản 2 (mục 2) được xử lý là: giao thành nhiệm vụ. Các nhiệm vụ: thu/ngay/2/thuong-xuyen,"),
        ("thu/ngay/0", "Khoản 0 (phần mở đầu) được xử lý là: chỉ là nội dung văn bản."),
        ("phong_mott", "Gần nhất: phong_mot"),
        ("thu/khong-co/1", "Các văn bản của địa phương này: thu/hai-tuyen, thu/ngay."),
    ],
)
def test_an_unknown_key_is_answered_kindly(still: Office, key: str, hint: str) -> None:
    """Nothing bears it: the answer offers the nearest keys, the duties of the clause, or the directives there are."""
    with pytest.raises(NotFound) as missing:
        answer(still, key)
    assert str(missing.value).startswith(f"Không có gì mang mã «{key}».")
    assert hint in str(missing.value)


def test_a_directive_that_was_not_assigned_is_said_to_be_so(lite_register: Register, thu: Charter) -> None:
    """A key of the policy that the register does not hold yet is no mistake of whoever asks."""
    office = Office(lite_register, thu, vn(BEGIN))
    with pytest.raises(NotFound, match="có trong chính sách nhưng sổ này chưa giao việc của nó"):
        answer(office, "thu/ngay/1.1/chu-nhat/phong_mot")


# ------------------------------------------------------------ everything that is shipped


def _asked(register: Register) -> Iterator[str]:
    """Yield one key of each duty and performer, of each directive, receipt and rung."""
    seen = set()
    for row in fetch(register, select(Assignment).order_by(Assignment.key)):
        mark = (row.clause, row.duty, row.performer, row.kind, row.key.partition("#")[2])
        if mark not in seen:
            seen.add(mark)
            yield row.key
    for table in (Directive, Receipt, Escalation):
        yield from (row.key for row in fetch(register, select(table).order_by(table.key)))


@pytest.mark.parametrize("jurisdiction", sorted(policy().jurisdictions))
def test_everything_that_is_shipped_can_be_explained(jurisdiction: str, sqlite_url: str, tmp_path: Path) -> None:
    """Each duty, performer, directive and receipt of every jurisdiction has its sentences, with no code left in them."""
    charter = Charter(policy(), jurisdiction)
    register = open_register(sqlite_url, tmp_path / "register")
    office = Office(register, charter, vn(f"{charter.directives[0].effective_from.on} 00:00"))
    office.assign(until=None)
    codes = ("inferred", "document", "cited", "default_", "None", "{", "party", "administrative")
    asked = list(_asked(register))
    assert asked
    for key in asked:
        found = answer(office, key)
        sentences = [*found["date"], *found["people"]]
        assert found["date"], key
        assert found["people"], key
        for sentence in sentences:
            assert sentence.endswith((".", ":")), (key, sentence)
            assert not any(code in sentence for code in codes), (key, sentence)
        assert list(read(office, key))
    for plan in (register_.key for d in charter.directives for c in d.clauses for register_ in c.registers):
        assert answer(office, f"{charter.directives[0].full_key}/{plan}")["date"]
    register.engine.dispose()


def test_the_timeline_tells_every_kind_of_line(lite: Office) -> None:
    """A count, an event, a target, a handing over, a watching and a reading are told in words, no trigger left bare."""
    lite.yes("2026-04-02 09:00", "truong_mot", "read", "thu/ngay#receipt-phong_mot")
    lite.yes(
        "2026-04-10 09:00", "truong_mot", "occur", "thu/ngay/2/khi-tre-hen/phong_mot", event="ho-so-1", what="Hồ sơ 1"
    )
    lite.yes("2026-05-05 09:00", "truong_mot", "record", "thu/ngay/1.2/kiem-tra/phong_mot/2026-05")
    lite.yes("2026-05-06 09:00", "truong_mot", "record", "thu/ngay/1.2/kiem-tra/phong_mot/2026-05")
    lite.pass_time("2026-07-02 12:00")
    with lite.register.read(lite.now) as uow:
        lines = list(uow.session.scalars(select(JournalLine).order_by(JournalLine.seq)))
        said = "\n".join(Timeline(lite.charter).lines(tell(uow, lite.charter, lines)))
        triggers = {line.trigger for line in lines}
    assert {"read", "occur", "record", "hand_over", "cut_off", "open"} <= triggers
    for words in (
        "Xác nhận đã đọc",
        "Trưởng phòng Một: ghi nhận sự kiện, Hồ sơ 1",
        "Trưởng phòng Một: ghi nhận kết quả, đủ số lần của kỳ",
        "Chuyển cho nơi kế thừa",
        "Phải đôn đốc đơn vị chậm",
        "Giao chỉ tiêu",
        "Giao nhiệm vụ theo sự kiện",
        "Mở kỳ đếm",
        "Hết kỳ, chưa đủ số lần",
        "Mỗi lần sự kiện xảy ra mới có thời hạn",
    ):
        assert words in said, words
    for trigger in ("hand_over", "occur", "assess", "cut_off", "[]", "None"):
        assert trigger not in said, trigger


def test_the_watching_department_is_told_about_the_late_unit(office: Office) -> None:
    """Its letter names the unit that is late and the deadline that passed, not its own duty."""
    office.pass_time("2026-04-25 12:00")
    notices = [one for one in office.notices(kind="watching") if isinstance(one, Notice)]
    (notice,) = notices
    assert notice.addressee == "truong_ba"
    with office.register.read(office.now) as uow:
        subject, body = text(uow.session, office.charter, notice)
    assert subject == "Đơn vị ông/bà theo dõi đã quá hạn: Việc của các phòng"
    assert body.startswith("Phòng Một quá hạn 24 giờ ngày 24/04/2026.")


def test_an_act_that_was_refused_changes_no_answer(office: Office) -> None:
    """Asking why only reads: the answer before and after a refused act is the same, and the journal has not grown."""
    key = "thu/ngay/3.1/cua-nhom/phong_mot"
    before, lines = answer(office, key), len(office.register_lines())
    outcome: Outcome = office.told(vn("2026-04-01 09:00"), "chanh_van_phong", "report", key)
    assert outcome.refused
    assert answer(office, key) == before
    assert len(office.register_lines()) == lines
