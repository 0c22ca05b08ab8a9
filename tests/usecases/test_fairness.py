"""What a jurist tried: laundering, silence of others, dead ends, false reasons."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.usecases.office import Office, charter, report, vn
from workflows import identity
from workflows.figures import figures, total
from workflows.register.seal import BadKey
from workflows.register.unit_of_work import Register
from workflows.register.verify import verify
from workflows.why import why

OfficeAt = Callable[..., Office]
Q1 = report("tu_phap")


def test_nobody_is_late_through_the_silence_of_the_route_point(office_at: OfficeAt) -> None:
    """Reported three days early and never confirmed: no cut-off, no reminder, in time until the route point speaks."""
    office = office_at("2024-03-08 00:00")
    office.yes("2024-03-08 09:00", "tu_phap", "report", Q1)
    office.pass_time("2024-04-10 00:00")
    assert [line for line in office.story(Q1) if "cut_off" in line or "rung" in line] == []


def test_the_unit_s_own_word_undoes_no_announced_breach(office_at: OfficeAt) -> None:
    """Told on the 15th «reported on the 8th»: it counts from the 15th, and the explanation stays owed."""
    office = office_at("2024-03-15 09:00")
    assert not office.told(vn("2024-03-08 09:00"), "tu_phap", "report", Q1).refused
    row = office.row(Q1)
    assert row.received_at == vn("2024-03-15 09:00")
    assert office.row(Q1 + "#explanation").state == "assigned"


def test_a_receipt_dated_back_over_an_announced_breach_must_be_proven(office_at: OfficeAt) -> None:
    """The route point's word from the 8th, told on the 15th without proof, changes nothing."""
    office = office_at("2024-03-15 09:00")
    refused = office.told(vn("2024-03-08 09:00"), "van_phong_thong_ke", "receive", Q1, proofs=True).refused
    assert refused.startswith("Chưa chứng minh được người tiếp nhận báo cáo là")
    assert office.row(Q1).state == "assigned"


def test_an_explanation_that_never_comes_leaves_the_proposal_decidable(office_at: OfficeAt) -> None:
    """Asked on the 21st, silence until the 26th: laid before the authority again, who can still decide."""
    office = office_at("2024-03-14 08:00")
    office.yes("2024-03-14 09:00", "van_phong_thong_ke", "sign", Q1 + "#rung-urging")
    office.pass_time("2024-03-20 08:00")
    asked = {"answer": "ask_explanation", "reason": "chưa rõ"}
    office.yes("2024-03-21 09:00", "chu_tich", "decide", Q1 + "#rung-criticism", **asked)
    assert any(n.subject.endswith("#explanation") and n.addressee == "tu_phap" for n in office.notices(kind="open"))
    office.pass_time("2024-03-27 00:00")
    office.yes(
        "2024-03-27 09:00", "chu_tich", "decide", Q1 + "#rung-criticism", answer="approve", reason="không giải trình"
    )
    assert office.row(Q1 + "#rung-criticism#decision.2").state == "reported"


def test_why_tells_what_brought_a_rung_forward(office_at: OfficeAt) -> None:
    """The second period missed in a row brings the criticism forward, and `why` says so."""
    office = office_at("2024-06-13 08:00")
    half = report("tu_phap", "2024-H1")
    office.yes("2024-06-13 09:00", "van_phong_thong_ke", "sign", half + "#rung-urging")
    office.pass_time("2024-06-17 08:00")
    with office.register.read(office.now) as uow:
        told = why(uow.session, office.charter, half + "#rung-criticism", as_of=office.now)["date"]
    assert any("vì kỳ thứ 2 liên tiếp không có báo cáo" in sentence for sentence in told)


def test_accepted_as_impossible_in_time_is_not_overdue(lite_office_at: OfficeAt) -> None:
    """Declared impossible before the deadline: not done, and not overdue either."""
    office = lite_office_at("2024-03-07 00:00")
    office.yes("2024-03-07 09:00", "chu_tich", "declare_impossible", Q1, reason="lũ")
    with office.register.read(office.now) as uow:
        rows = figures(uow.session, office.charter, as_of=vn("2024-03-12 00:00"), by=("unit",))
    mine = next(row for row in rows if row.group == {"unit": "tu_phap"})
    assert mine.open_overdue == 0
    assert total(rows).open_overdue == 5


def test_notices_are_counted_on_every_database(office_at: OfficeAt) -> None:
    """Six cut-offs are six notices on SQLite and on PostgreSQL alike."""
    office = office_at("2024-03-11 00:00")
    assert office.sweep(vn("2024-03-12 00:00")).notices == 6


def test_a_register_is_not_sealed_with_another_key(lite_office_at: OfficeAt, tmp_path: Path) -> None:
    """Opened with a key of another folder, a register refuses to be written, and stays provable."""
    office = lite_office_at("2024-03-01 00:00")
    other = Register(office.register.engine, b"x" * 32, tmp_path / "other.jsonl")
    with pytest.raises(BadKey, match="khóa khác"), other.write(office.now):
        pass
    assert verify(office.register) == []


def test_a_deadline_changed_by_hand_is_found(lite_office_at: OfficeAt) -> None:
    """Raw SQL moves a deadline: the proof names the assignment."""
    office = lite_office_at("2024-03-01 00:00")
    with office.register.engine.begin() as connection:
        connection.execute(text("UPDATE assignment SET deadline = deadline + 86400 WHERE key = :key"), {"key": Q1})
    assert [f.message for f in verify(office.register)] == [
        f"thời hạn của {Q1} khác với thời hạn ghi trong nhật ký khi mở nhiệm vụ"
    ]


def test_without_anchors_nothing_is_called_proven(lite_office_at: OfficeAt, tmp_path: Path) -> None:
    """A copy without its anchors: the proof says that the tail is not proven."""
    office = lite_office_at("2024-03-01 00:00")
    bare = Register(office.register.engine, office.register.key, tmp_path / "none.jsonl")
    assert [f.kind for f in verify(bare)] == ["anchor"]


def test_one_key_serves_one_post(lite_office_at: OfficeAt, tmp_path: Path) -> None:
    """Nonsense is no key, and a key of one post is not entered for another: nobody judges themselves."""
    office = lite_office_at("2024-03-01 00:00")
    key = identity.make_key(tmp_path / "k.pem", "mật khẩu")
    with office.register.write(office.now) as uow:
        identity.enroll(uow, "ba_bich", "tu_phap", key, valid_from=office.now)
        with pytest.raises(identity.BadPublicKey, match="đã đăng ký cho «tu_phap»"):
            identity.enroll(uow, "ba_bich", "chu_tich", key, valid_from=office.now)
        with pytest.raises(identity.BadPublicKey, match="không phải khóa công khai"):
            identity.enroll(uow, "ba_bich", "chu_tich", "zzz", valid_from=office.now)


def test_a_date_of_ours_is_never_cited_as_the_directive_s_word() -> None:
    """Where the deadline is inferred, the assignment cites the inference beside the clause (promise 9)."""
    office = charter()
    directive = office.directives[0]
    for planned in office.plan(directive):
        cites = office.row(planned)["cites"]
        assert ("GĐ-" in cites) == (planned.due.day is not None and not planned.due.firm), planned.key


@pytest.mark.parametrize("figure", [{"value": -5}, {"value": "NaN"}, {"value": 9, "of": 3}, {"value": 1, "of": 0}])
def test_what_cannot_be_a_figure_is_refused(lite_office_at: OfficeAt, figure: dict[str, object]) -> None:
    """Less than nothing, no number, more than the whole, of nothing: refused with the figure's name."""
    office = lite_office_at("2024-03-01 00:00")
    given = [{"name": "ho-so", "nature": "estimated", **figure}]
    assert office.act("2024-03-05 09:00", "tu_phap", "report", Q1, figures=given).refused.startswith("Số liệu «ho-so»")
