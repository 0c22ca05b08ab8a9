"""Who a directive is sent to: one receipt each when it is published, and their own word that they have read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from config.directive import Recipient
from config.organization import Group, Vacancy
from tests.usecases.office import DIRECTIVE, Office, fetch, policy, small, vn, with_organization
from workflows import receipts
from workflows.charter import Charter
from workflows.register.tables import Directive, JournalLine, Receipt
from workflows.register.unit_of_work import Register
from workflows.register.verify import verify

OfficeAt = Callable[..., Office]
TU_PHAP = f"{DIRECTIVE}#receipt-tu_phap"


def sent(register: Register) -> dict[str, Receipt]:
    """Return the receipts by what follows their mark."""
    rows = fetch(register, select(Receipt).order_by(Receipt.id))
    return {row.key.removeprefix(f"{DIRECTIVE}#receipt-"): row for row in rows}


def with_recipients(*recipients: Recipient, groups: tuple[Group, ...] = ()) -> Charter:
    """Ba Bích, one clause, with another list of recipients."""
    base = with_organization(lambda o: o.model_copy(update={"groups": (*o.groups, *groups)}), {"2.1.2"})
    ba_bich = base.jurisdiction
    directive = ba_bich.directives["2024-kl-cchc"].model_copy(update={"recipients": recipients})
    return Charter(
        replace(policy(), jurisdictions={"ba_bich": replace(ba_bich, directives={"2024-kl-cchc": directive})}),
        "ba_bich",
    )


def test_publishing_sends_the_directive_to_its_whole_list(office_at: OfficeAt) -> None:
    """Thirteen lines of the list, thirteen receipts, each with its role; whoever is outside has no post to answer."""
    office = office_at()
    found = sent(office.register)
    (directive,) = small().directives
    assert [(row.label, row.role, row.provenance) for row in found.values()] == [
        (small().label(one.to) if one.to else one.label, one.role, one.provenance) for one in directive.recipients
    ]
    assert {(row.state, row.sent_at, row.read_by) for row in found.values()} == {("sent", vn("2024-01-12 00:00"), "")}
    assert (found["tu_phap"].head, found["cong_an"].head) == ("tu_phap", "truong_cong_an")
    assert found["phong_noi_vu_huyen"].head == "truong_phong_noi_vu"
    assert (found["van-thu"].head, found["van-thu"].party, found["van-thu"].role) == ("", "", "file")
    assert found["tu_phap"].cites.endswith("nơi nhận; mặc định hệ thống GĐ-43")
    assert found["chu_tich"].cites.endswith("nơi nhận")
    (line,) = [one for one in office.register_lines() if one.trigger == "publish"]
    assert line.details == {"recipients": [row.key for row in found.values()]}


def test_each_post_is_told_once_with_its_role(office_at: OfficeAt) -> None:
    """Every post on the list gets one notice that says as what; nobody outside gets any; a sweep tells nobody twice."""
    office = office_at()
    told = office.notices(kind="published")
    heads = [row.head for row in sent(office.register).values() if row.head]
    assert sorted(one.addressee for one in told) == sorted(heads)
    assert {one.subject: one.facts["role"] for one in told}[TU_PHAP] == "perform"
    assert {one.facts["since"] for one in told} == {"2024-01-12T00:00:00+07:00"}
    office.pass_time("2024-02-01 08:00")
    office.assign()
    assert len(office.notices(kind="published")) == len(told)
    assert len(sent(office.register)) == 13


def test_the_letter_says_as_what_it_was_sent(lite_office_at: OfficeAt) -> None:
    """One letter per person: the directive, the role, the day of effect, the key to confirm."""
    delivered = lite_office_at().send()
    (letter,) = [one for one, _ in delivered.sent if one.post == "truong_cong_an"]
    assert "Gửi ông/bà với tư cách: thực hiện. Có hiệu lực từ 00 giờ 00 ngày 12/01/2024." in letter.body
    assert f"Mã: {DIRECTIVE}#receipt-cong_an." in letter.body
    assert "None" not in letter.body


def test_a_late_sweep_sends_it_from_the_day_of_effect(lite_register: Register) -> None:
    """However late the first sweep, it was sent when it took effect; before that day nothing is sent."""
    office = Office(lite_register, small(), vn("2024-01-11 23:00"))
    office.assign()
    assert sent(lite_register) == {}
    office.now = vn("2024-01-20 08:00")
    swept = office.sweep(office.now)
    assert {row.sent_at for row in sent(lite_register).values()} == {vn("2024-01-12 00:00")}
    assert swept.moved["publish"] == 1
    assert len(office.notices(kind="published")) == 10


def test_who_it_was_sent_to_says_that_they_have_read_it(office_at: OfficeAt) -> None:
    """One act, one move, one line of the journal, resting on the list; said again it changes nothing."""
    office = office_at()
    office.yes("2024-01-15 09:00", "tu_phap", "read", TU_PHAP)
    row = sent(office.register)["tu_phap"]
    assert (row.state, row.read_at, row.read_by) == ("read", vn("2024-01-15 09:00"), "tu_phap")
    (line,) = [one for one in office.register_lines() if one.machine == "receipt"]
    assert (line.subject, line.trigger, line.source, line.dest, line.by, line.cites) == (
        TU_PHAP, "read", "sent", "read", "tu_phap", row.cites,
    )  # fmt: skip
    assert office.told(vn("2024-01-15 09:00"), "tu_phap", "read", TU_PHAP).repeated
    again = office.act("2024-01-16 09:00", "tu_phap", "read", TU_PHAP)
    assert "đã đọc" in again.refused
    assert verify(office.register) == []


@pytest.mark.parametrize(
    ("when", "by", "on", "said"),
    [
        ("2024-01-15 09:00", "tai_chinh", "tu_phap", "Chỉ nơi nhận mới được xác nhận đã đọc"),
        ("2024-01-15 09:00", "chu_tich", "tu_phap", "Chỉ nơi nhận mới được xác nhận đã đọc"),
        ("2024-01-15 09:00", "ai_do", "tu_phap", "Không có chức danh «ai_do»"),
        ("2024-01-15 09:00", "van_phong_thong_ke", "van-thu", "Chỉ nơi nhận"),
        ("2024-01-15 09:00", "tu_phap", "khong_co", "Văn bản này không được gửi"),
        ("2024-01-11 23:59", "tu_phap", "tu_phap", "Văn bản chưa được gửi vào lúc ấy"),
    ],
)
def test_nobody_else_reads_it_for_them_and_nobody_before(
    lite_office_at: OfficeAt, when: str, by: str, on: str, said: str
) -> None:
    """Only whoever it was sent to confirms, not before it was sent; what is outside nobody can confirm."""
    office = lite_office_at()
    lines = len(office.register_lines())
    outcome = office.told(vn(when), by, "read", f"{DIRECTIVE}#receipt-{on}")
    assert said in outcome.refused
    assert len(office.register_lines()) == lines


def test_a_receipt_is_read_and_nothing_else(lite_office_at: OfficeAt) -> None:
    """What is done with assignments cannot be done with a receipt, nor the other way round; the future has not come."""
    office = lite_office_at()
    assert office.act("2024-01-15 09:00", "tu_phap", "report", TU_PHAP).refused
    assert office.act("2024-01-15 09:00", "tu_phap", "read", f"{DIRECTIVE}/3.1.2/bao-cao/tu_phap/2024-Q1").refused
    outcome = receipts_in_future(office)
    assert "Việc này chưa xảy ra" in outcome


def receipts_in_future(office: Office) -> str:
    """Let somebody say today what they will have read tomorrow."""
    from workflows.act import apply
    from workflows.acts import Act

    act = Act(vn("2024-01-16 09:00"), "tu_phap", "read", TU_PHAP)
    (outcome,) = apply(office.register, office.charter, [act], recorded_at=office.now, proofs=True)
    return outcome.refused


def test_an_act_before_any_sweep_finds_its_receipt(lite_register: Register) -> None:
    """Where no sweep has come since the day of effect, the act itself finds the directive published."""
    office = Office(lite_register, small(), vn("2024-01-11 08:00"))
    office.assign()
    office.now = vn("2024-01-15 08:00")
    assert office.told(vn("2024-01-13 08:00"), "tu_phap", "read", TU_PHAP).refused == ""
    assert sent(lite_register)["tu_phap"].read_at == vn("2024-01-13 08:00")


def test_who_took_a_post_over_reads_for_it(lite_register: Register) -> None:
    """Whoever took a post over confirms in its place from that day, and the journal says for whom."""
    charter = with_recipients(Recipient(to="truong_phong_noi_vu"), Recipient(to="tu_phap"))
    office = Office(lite_register, charter, vn("2024-01-12 08:00"))
    office.assign()
    office.now = vn("2025-07-02 08:00")
    key = f"{DIRECTIVE}#receipt-truong_phong_noi_vu"
    heir = charter.chain.successor("truong_phong_noi_vu", office.now.date())
    assert heir != "truong_phong_noi_vu"
    assert "Chỉ nơi nhận" in office.told(vn("2025-06-30 23:59"), heir, "read", key).refused
    assert office.told(vn("2025-07-01 00:00"), heir, "read", key).refused == ""
    (line,) = fetch(lite_register, select(JournalLine).where(JournalLine.subject == key))
    assert (line.by, line.details["for"]) == (heir, "truong_phong_noi_vu")


def test_who_acts_for_an_empty_post_reads_for_it(lite_office_at: OfficeAt) -> None:
    """While a post is empty, whoever acts for it confirms; before and after that only its holder."""
    office = lite_office_at()
    empty = Vacancy.model_validate({"from": date(2024, 1, 14), "until": date(2024, 1, 16), "acting": "dia_chinh"})
    office.charter = with_organization(
        lambda o: o.model_copy(
            update={
                "posts": tuple(
                    post.model_copy(update={"vacancies": (empty,)}) if post.key == "tu_phap" else post
                    for post in o.posts
                )
            }
        ),
        {"3.1.2"},
    )
    assert office.act("2024-01-13 23:59", "dia_chinh", "read", TU_PHAP).refused
    assert office.act("2024-01-14 00:00", "dia_chinh", "read", TU_PHAP).refused == ""
    assert sent(office.register)["tu_phap"].read_by == "dia_chinh"


def test_a_group_is_put_down_one_by_one_and_a_second_role_is_a_receipt_of_its_own(lite_register: Register) -> None:
    """A line that means several is several receipts; a party named twice has one for each role, never two for one."""
    group = Group(key="cong_chuc", label="Công chức chuyên môn", members=("tu_phap", "dia_chinh"))
    charter = with_recipients(
        Recipient(to="cong_chuc", role="perform"),
        Recipient(to="tu_phap", role="perform"),
        Recipient(to="dia_chinh", role="inform"),
        Recipient(label="Lưu: Văn thư", role="file"),
        groups=(group,),
    )
    office = Office(lite_register, charter, vn("2024-01-12 08:00"))
    office.assign()
    assert [(key, row.role) for key, row in sent(lite_register).items()] == [
        ("tu_phap", "perform"), ("dia_chinh", "perform"), ("dia_chinh.2", "inform"), ("luu-van-thu", "file"),
    ]  # fmt: skip
    office.yes("2024-01-15 08:00", "dia_chinh", "read", f"{DIRECTIVE}#receipt-dia_chinh.2")
    assert [row.state for row in sent(lite_register).values()] == ["sent", "sent", "read", "sent"]


def test_sending_again_reaches_only_who_is_new(lite_register: Register) -> None:
    """A list that grows is sent to whoever is new on it, from that instant; nobody gets it twice."""
    office = Office(lite_register, with_recipients(Recipient(to="tu_phap")), vn("2024-01-12 08:00"))
    office.assign()
    grown = with_recipients(Recipient(to="tu_phap"), Recipient(to="dia_chinh"))
    now = vn("2024-02-01 08:00")
    for expected in (["dia_chinh"], []):
        with lite_register.write(now) as uow:
            row = uow.session.scalars(select(Directive)).one()
            new = receipts.send(uow, grown, row, sent_at=now, as_of=now)
            assert [one.party for one in new] == expected
            uow.commit()
    assert sent(lite_register)["dia_chinh"].sent_at == now
    assert len(office.notices(kind="published")) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE receipt SET state = 'sent' WHERE state = 'read'",
        "UPDATE receipt SET key = 'x' WHERE state = 'read'",
        "DELETE FROM receipt",
        "UPDATE receipt SET state = 'evaluated'",
    ],
)
def test_the_database_itself_keeps_what_was_read(office_at: OfficeAt, statement: str) -> None:
    """Not even raw SQL unreads, renames or removes a receipt."""
    office = office_at()
    office.yes("2024-01-15 09:00", "tu_phap", "read", TU_PHAP)
    with pytest.raises(DBAPIError), office.register.engine.begin() as connection:
        connection.execute(text(statement))
    kept: Any = fetch(office.register, select(Receipt).where(Receipt.state == "read"))
    assert [row.key for row in kept] == [TU_PHAP]
    assert kept[0].read_at == datetime(2024, 1, 15, 2, tzinfo=UTC)
