"""Posts and units end; what is not closed passes to whoever takes them over, with clock, rungs and history."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event, select

from tests.usecases.changed import changed, ended, opened, post, unit
from tests.usecases.office import Office, fetch, report, vn
from workflows import sweep
from workflows.charter import Charter
from workflows.escalate import missed_in_a_row
from workflows.people import handed_over
from workflows.register.tables import Assignment, JournalLine, Notice
from workflows.register.unit_of_work import Register
from workflows.register.verify import verify
from workflows.steps.handing_over import hand_over
from workflows.sweep import next_due

END = date(2024, 4, 1)
BEGIN = "2024-04-01 00:00"
Q1, H1 = report("tu_phap"), report("tu_phap", "2024-H1")


def merged(**rest: dict[str, object]) -> Charter:
    """Return Ba Bích whose justice officer ends on 1 April 2024; the finance officer takes over."""
    return changed(**({"tu_phap": ended(END, "tai_chinh")} | rest))


def new_office(**rest: dict[str, object]) -> Charter:
    """Return Ba Bích whose statistics officer, who follows and receives, ends on 1 April; a head of office comes."""
    chief = post("chanh_van_phong", "van_phong", answers_to=({"to": "chu_tich"},), valid_from=END)
    house = unit("van_phong", "chanh_van_phong", valid_from=END)
    return changed(posts=(chief,), units=(house,), van_phong_thong_ke=ended(END, "chanh_van_phong"), **rest)


def handed(office: Office, key: str) -> list[JournalLine]:
    """Return the lines that hand a key over."""
    return [line for line in office.register_lines() if line.subject == key and line.trigger == "hand_over"]


def test_what_is_open_passes_to_the_successor(empty_register: Register) -> None:
    """On the first instant of the successor the row names it, everything else stays, and one line says so."""
    office = opened(empty_register, merged())
    office.pass_time("2024-03-31 23:59:59")
    before = office.row(Q1)
    office.pass_time(BEGIN)
    after = office.row(Q1)
    assert (before.performer, before.head) == ("tu_phap", "tu_phap")
    assert (after.performer, after.head, after.key) == ("tai_chinh", "tai_chinh", Q1)
    same = ("state", "deadline", "cut_off_at", "announced_at", "cycle", "opens_at", "authority", "monitor", "timetable")
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
    (line,) = handed(office, Q1)
    assert (line.at, line.by, line.source, line.dest) == (vn(BEGIN), "system", "assigned", "assigned")
    assert (line.details["from"], line.details["to"]) == ("tu_phap", "tai_chinh")
    assert line.details["roles"] == ["performer", "head"]
    assert "GĐ-42" in line.cites
    assert before.cites in line.cites
    (told,) = office.notices(kind="handed_over", subject=Q1)
    assert (told.addressee, told.facts["from"], told.facts["since"]) == (
        "tai_chinh",
        "tu_phap",
        "2024-04-01T00:00:00+07:00",
    )


def test_rungs_that_lie_ahead_follow_and_issued_ones_stay(empty_register: Register) -> None:
    """The letter that waits for a signature is about the successor now; the reminder stays what it was."""
    office = opened(empty_register, new_office())
    office.pass_time("2024-03-14 08:00")
    office.yes("2024-03-14 09:00", "van_phong_thong_ke", "sign", Q1 + "#rung-urging")
    office.pass_time("2024-03-31 12:00")
    waiting = office.row(Q1 + "#rung-criticism#decision")
    office = Office(empty_register, changed(
        posts=new_office().jurisdiction.organization.posts[-1:], units=new_office().jurisdiction.organization.units[-1:],
        van_phong_thong_ke=ended(END, "chanh_van_phong"), tu_phap=ended(END, "tai_chinh"), version="tu-phap-cung-het",
    ), office.now)  # fmt: skip
    office.pass_time(BEGIN)
    reminder, criticism = office.rung(Q1 + "#rung-reminder"), office.rung(Q1 + "#rung-criticism")
    assert reminder and criticism
    assert (reminder.state, reminder.addressee) == ("delivered", "tu_phap")
    assert (criticism.state, criticism.addressee, criticism.clerk) == ("proposed", "tai_chinh", "chanh_van_phong")
    paper = office.row(Q1 + "#rung-criticism#decision")
    assert (paper.head, paper.cut_off_at) == (waiting.head, waiting.cut_off_at)
    assert handed(office, Q1)[0].details["changed"]["monitor"] == {
        "from": "van_phong_thong_ke",
        "to": "chanh_van_phong",
    }
    assert office.row(Q1).route_point == "chanh_van_phong"


def test_a_paper_on_the_desk_of_who_ends_passes_to_the_successor(empty_register: Register) -> None:
    """The draft that the monitor has not signed yet lies with the successor, who can sign it at once."""
    end = date(2024, 3, 15)
    chief = post("chanh_van_phong", "van_phong", answers_to=({"to": "chu_tich"},), valid_from=end)
    charter = changed(
        posts=(chief,), units=(unit("van_phong", "chanh_van_phong", valid_from=end),),
        van_phong_thong_ke=ended(end, "chanh_van_phong"),
    )  # fmt: skip
    office = opened(empty_register, charter)
    office.pass_time("2024-03-14 09:00")
    paper = Q1 + "#rung-urging#signature"
    assert office.row(paper).head == "van_phong_thong_ke"
    refused = office.act("2024-03-15 09:00", "van_phong_thong_ke", "sign", Q1 + "#rung-urging").refused
    assert refused.startswith("Chức danh «Công chức Văn phòng - Thống kê xã» đã kết thúc trước ngày 15/03/2024")
    assert (office.row(paper).head, office.row(paper).performer) == ("chanh_van_phong", "chanh_van_phong")
    office.yes("2024-03-15 09:30", "chanh_van_phong", "sign", Q1 + "#rung-urging")
    rung = office.rung(Q1 + "#rung-urging")
    assert rung
    assert (rung.state, rung.holder) == ("issued", "chanh_van_phong")


@pytest.mark.parametrize("swept", [True, False])
def test_the_successor_acts_before_any_sweep(lite_register: Register, swept: bool) -> None:
    """An act after the end works for the successor, and is refused to who ended, whether a sweep came or not."""
    office = opened(lite_register, merged())
    office.pass_time("2024-03-31 12:00")
    if swept:
        office.pass_time("2024-04-01 08:00")
    when = vn("2024-04-01 09:00")
    refused = office.told(when, "tu_phap", "report", Q1).refused
    assert refused.endswith("nay thuộc về «Công chức Tài chính - Kế toán xã».")
    assert not office.told(when, "tai_chinh", "report", Q1).refused
    assert len(handed(office, Q1)) == 1
    assert office.row(Q1).state == "reported"


def test_what_was_done_before_the_end_and_told_after_it(lite_register: Register) -> None:
    """Reported by the officer on the last day, recorded after the handing over: the report stands, for the successor."""
    office = opened(lite_register, merged())
    office.pass_time("2024-04-02 08:00")
    assert not office.told(vn("2024-03-31 09:00"), "tu_phap", "report", Q1).refused
    (line,) = [one for one in office.register_lines() if one.subject == Q1 and one.trigger == "report"]
    assert (line.by, line.details["for"]) == ("tu_phap", "tai_chinh")


def test_closed_work_stays_with_whom_it_was_closed(lite_register: Register) -> None:
    """Evaluated before the end: history is not rewritten; reopened after it, the work is the successor's."""
    office = opened(lite_register, merged())
    office.yes("2024-03-08 09:00", "tu_phap", "report", Q1)
    office.yes("2024-03-20 09:00", "chu_tich", "evaluate", Q1, result="passed")
    office.pass_time("2024-04-02 00:00")
    assert office.row(Q1).head == "tu_phap"
    assert handed(office, Q1) == []
    office.yes("2024-04-02 09:00", "chu_tich", "reopen", Q1, reason="số liệu sai", deadline="2024-04-10")
    assert office.row(Q1).head == "tai_chinh"


def test_what_judges_is_taken_over_too(lite_register: Register) -> None:
    """The successor of an authority evaluates and reopens, also what was closed before it came."""
    chair = post("chu_tich_moi", "ubnd_xa", answers_to=({"to": "chu_tich_ubnd_huyen"},), valid_from=END)
    office = opened(lite_register, changed(posts=(chair,), chu_tich=ended(END, "chu_tich_moi")))
    office.yes("2024-03-08 09:00", "tu_phap", "report", Q1)
    office.yes("2024-03-20 09:00", "chu_tich", "evaluate", Q1, result="passed")
    office.yes("2024-04-02 09:00", "chu_tich_moi", "reopen", Q1, reason="số liệu sai", deadline="2024-04-10")
    (line,) = [one for one in office.register_lines() if one.subject == Q1 and one.trigger == "reopen"]
    assert line.details["for"] == "chu_tich"
    assert office.row(Q1).authority == "chu_tich_moi"


def test_nobody_judges_themselves_after_a_merger(lite_register: Register) -> None:
    """When the head's successor is the authority, the judging moves to whom the authority answers to."""
    office = opened(lite_register, changed(tu_phap=ended(END, "chu_tich")))
    office.pass_time(BEGIN)
    row = office.row(Q1)
    assert (row.head, row.authority, row.monitor) == ("chu_tich", "chu_tich_ubnd_huyen", "van_phong_thong_ke")
    office.yes("2024-04-02 09:00", "chu_tich", "report", Q1)
    refused = office.act("2024-04-03 09:00", "chu_tich", "evaluate", Q1, result="passed").refused
    assert refused.startswith("Chỉ người có thẩm quyền")
    office.yes("2024-04-03 10:00", "chu_tich_ubnd_huyen", "evaluate", Q1, result="passed")


def test_nobody_follows_themselves_after_a_merger(lite_register: Register) -> None:
    """When the head's successor is the monitor, the authority follows; later periods are assigned so at once."""
    office = opened(lite_register, changed(tu_phap=ended(END, "van_phong_thong_ke")))
    office.pass_time("2024-07-01 00:00")
    for key in (Q1, report("tu_phap", "2024-Q3")):
        row = office.row(key)
        assert (row.head, row.monitor, row.authority) == ("van_phong_thong_ke", "chu_tich", "chu_tich")


def test_at_the_top_nobody_is_found_to_judge(lite_register: Register) -> None:
    """A merger into the very top leaves the work unjudged, but it climbs no rung that nobody can decide."""
    charter = changed(
        tu_phap=ended(END, "chu_tich"), chu_tich={"answers_to": ()}, directive={"monitor": "chu_tich", "monitors": ()}
    )
    office = opened(lite_register, charter)
    office.pass_time("2024-08-01 00:00")
    row = office.row(H1)
    assert (row.head, row.authority) == ("chu_tich", "chu_tich")
    assert row.announced_at == row.cut_off_at
    reminder = office.rung(H1 + "#rung-reminder")
    assert reminder
    assert reminder.state == "delivered"
    assert office.rung(H1 + "#rung-urging") is None
    assert office.act("2024-08-02 09:00", "chu_tich", "evaluate", H1, result="passed").refused


def test_a_unit_ends_and_its_officer_with_it(empty_register: Register) -> None:
    """A unit's work passes to the head and the deputy of the unit after it; an officer whose post ended is none."""
    posts = (
        post("to_truong", "cong_an", answers_to=({"to": "truong_cong_an"},), heads=False),
        post("truong_phong", "phong_moi", answers_to=({"to": "chu_tich"},), valid_from=END),
    )
    office = opened(
        empty_register,
        changed(
            posts=posts,
            units=(unit("phong_moi", "truong_phong", deputy_in_charge=({"to": "chu_tich"},), valid_from=END),),
            cong_an=ended(END, "phong_moi"),
            truong_cong_an=ended(END, "truong_phong"),
        ),
    )
    key = report("cong_an", "2024-H1")
    with empty_register.write(office.now) as uow:
        row = uow.session.scalars(select(Assignment).where(Assignment.key == key)).one()
        row.officer = "truong_cong_an"
        uow.commit()
    office.pass_time(BEGIN)
    row = office.row(key)
    assert (row.performer, row.head, row.officer, row.deputy) == ("phong_moi", "truong_phong", "", "chu_tich")
    (line,) = handed(office, key)
    assert line.details["roles"] == ["performer", "head", "officer", "deputy"]
    assert (line.details["from"], line.details["to"]) == ("cong_an", "phong_moi")


def test_an_officer_who_is_no_post_keeps_the_work(empty_register: Register) -> None:
    """Only the head changes: the officer the old head named goes on, each row with its own."""
    office = opened(empty_register, merged())
    office.yes("2024-03-01 09:00", "tu_phap", "acknowledge", Q1, officer="can_bo_1")
    office.pass_time("2024-04-01 08:00")
    assert (office.row(Q1).head, office.row(Q1).officer) == ("tai_chinh", "can_bo_1")
    assert office.row(H1).officer == ""
    assert not office.told(vn("2024-04-01 09:00"), "can_bo_1", "report", Q1).refused


def test_a_late_sweep_hands_over_in_legal_order(empty_register: Register) -> None:
    """After downtime: what ended before the succession is announced under the old head, the rest under the new."""
    kept = opened(empty_register, changed(tu_phap=ended(date(2024, 3, 12), "tai_chinh")))
    kept.pass_time("2024-03-01 00:00")
    kept.now = vn("2024-07-01 09:00")
    kept.sweep(kept.now)
    lines = {(line.subject, line.trigger): line for line in kept.register_lines()}
    assert lines[Q1, "cut_off"].details["head"] == "tu_phap"
    assert lines[Q1 + "#explanation", "open"].details["head"] == "tai_chinh"
    assert lines[H1, "cut_off"].details["head"] == "tai_chinh"
    assert lines[H1 + "#explanation", "open"].details["head"] == "tai_chinh"
    assert lines[Q1, "hand_over"].at == vn("2024-03-12 00:00")
    assert lines[Q1 + "#rung-reminder", "escalate"].details["addressee"] == "tai_chinh"


def test_an_explanation_owed_before_the_end_passes_with_the_work(lite_register: Register) -> None:
    """Opened under the old head before the end, announced missed under the new one, in one late sweep."""
    office = opened(lite_register, changed(tu_phap=ended(date(2024, 3, 13), "tai_chinh")))
    office.now = vn("2024-03-20 09:00")
    office.sweep(office.now)
    lines = {(line.subject, line.trigger): line for line in office.register_lines()}
    owed = Q1 + "#explanation"
    assert lines[owed, "open"].details["head"] == "tu_phap"
    assert lines[owed, "hand_over"].at == vn("2024-03-13 00:00")
    assert lines[owed, "cut_off"].details["head"] == "tai_chinh"


def test_the_deadline_that_falls_on_the_end_is_the_old_head_s(lite_register: Register) -> None:
    """24:00 of the last day belongs to who held the post that day; the explanation opens for the successor."""
    office = opened(lite_register, changed(tu_phap=ended(date(2024, 3, 12), "tai_chinh")))
    office.pass_time("2024-03-12 00:00")
    lines = {(line.subject, line.trigger): line for line in office.register_lines()}
    assert lines[Q1, "cut_off"].at == lines[Q1, "hand_over"].at == vn("2024-03-12 00:00")
    assert lines[Q1, "cut_off"].details["head"] == "tu_phap"
    assert office.row(Q1 + "#explanation").head == "tai_chinh"


def test_several_successions_one_after_another(empty_register: Register) -> None:
    """Ended twice during one downtime: two lines, each at its own instant."""
    posts = (post("giua", "ubnd_xa", answers_to=({"to": "chu_tich"},), **ended(date(2024, 5, 1), "tai_chinh")),)
    office = opened(empty_register, changed(posts=posts, tu_phap=ended(END, "giua")))
    office.pass_time("2024-03-01 00:00")
    office.now = vn("2024-06-01 09:00")
    office.sweep(office.now)
    passed = [(line.at, line.details["from"], line.details["to"]) for line in handed(office, Q1)]
    assert passed == [(vn(BEGIN), "tu_phap", "giua"), (vn("2024-05-01 00:00"), "giua", "tai_chinh")]


def test_of_several_successors_the_first(lite_register: Register) -> None:
    """A body that was split is taken over by the successor that is named first (GĐ-42)."""
    office = opened(lite_register, changed(tu_phap=ended(END, "dia_chinh", "tai_chinh")))
    office.pass_time(BEGIN)
    assert office.row(Q1).head == "dia_chinh"


def test_ended_without_a_successor(lite_register: Register) -> None:
    """Nobody takes it over: the row stays as it is, letters go to the next link, and nothing is due for it."""
    office = opened(lite_register, changed(tu_phap={"valid_until": END, "successors": ()}))
    office.pass_time("2024-04-02 00:00")
    assert office.row(Q1).head == "tu_phap"
    assert handed(office, Q1) == []


def test_a_policy_that_says_afterwards_that_somebody_had_ended(empty_register: Register) -> None:
    """Under another version of the policy what ended before the watermark is handed over, drafts included, once."""
    office = opened(empty_register, changed())
    office.pass_time("2024-05-02 09:00")
    office.sweep(office.now)
    assert office.row(Q1).head == "tu_phap"
    q3 = report("tu_phap", "2024-Q3")
    assert office.row(q3).state == "draft"
    late = Office(empty_register, changed(version="sau", tu_phap=ended(END, "tai_chinh")), office.now)
    with empty_register.read(office.now) as uow:
        assert next_due(uow, late.charter) == vn(BEGIN)
    late.pass_time("2024-05-02 10:00")
    assert (late.row(Q1).head, late.row(q3).head) == ("tai_chinh", "tai_chinh")
    assert [line.at for line in handed(late, Q1)] == [vn(BEGIN)]
    (draft,) = handed(late, q3)
    assert (draft.at, draft.source) == (vn(BEGIN), "draft")
    assert [n.subject for n in late.notices(kind="handed_over") if n.subject == q3] == []
    written = late.register.journal_lines()
    again = late.sweep(vn("2024-05-02 11:00"))
    assert (again.moved, late.register.journal_lines()) == ({}, written)


def test_who_was_followed_without_being_told_is_not_written_to(lite_register: Register) -> None:
    """A change of monitor alone is journalled, and no head is told of it."""
    office = opened(lite_register, new_office())
    office.pass_time("2024-04-01 08:00")
    (line,) = handed(office, Q1)
    assert line.details["roles"] == ["monitor", "route_point"]
    assert office.notices(kind="handed_over", subject=Q1) == []


def test_coordinators_are_taken_over_too(empty_register: Register) -> None:
    """Where one leads and others coordinate, an ended coordinator is replaced, once."""
    duty = {"performers": ("dia_chinh", "tu_phap", "tai_chinh", "van_hoa_xa_hoi"), "lead": "dia_chinh"}
    office = opened(empty_register, changed(duty=duty, tu_phap=ended(END, "tai_chinh")))
    assert office.row(report("dia_chinh")).coordinators == "tu_phap,tai_chinh,van_hoa_xa_hoi"
    office.pass_time(BEGIN)
    assert office.row(report("dia_chinh")).coordinators == "tai_chinh,van_hoa_xa_hoi"


def test_periods_missed_in_a_row_are_those_of_one_performer(lite_register: Register) -> None:
    """After a merger each of the two reports has its own past: what the other one missed is not added to it."""
    office = opened(lite_register, changed(tu_phap=ended(date(2024, 7, 1), "tai_chinh")))
    for day, period in (("2024-03-08", "2024-Q1"), ("2024-06-07", "2024-H1"), ("2024-09-09", "2024-Q3")):
        office.yes(f"{day} 09:00", "tai_chinh", "report", report("tai_chinh", period))
    office.pass_time("2024-12-16 09:00")
    with lite_register.read(office.now) as uow:
        assert missed_in_a_row(uow, office.row(report("tai_chinh", "2024"))) == 1
        assert missed_in_a_row(uow, office.row(report("tu_phap", "2024"))) == 4
    assert office.row(report("tu_phap", "2024")).performer == "tai_chinh"


def test_an_end_is_an_instant_at_which_time_stops(lite_register: Register) -> None:
    """A replay stops at the end of a post, also where nothing else is due then."""
    charter = merged()
    office = Office(lite_register, charter, vn("2024-01-12 00:00"))
    with lite_register.read(office.now) as uow:
        assert next_due(uow, charter) is None
    office = opened(lite_register, charter)
    office.pass_time("2024-03-31 12:00")
    with lite_register.read(office.now) as uow:
        assert next_due(uow, charter) == vn(BEGIN)


def test_an_idle_sweep_looks_at_no_assignment(lite_register: Register) -> None:
    """Between two ends a sweep that finds nothing due asks a handful of questions, none of which walks the rows."""
    office = opened(lite_register, merged())
    office.pass_time("2024-04-02 00:00")
    asked: list[str] = []
    listen = ("before_cursor_execute", lambda _c, _cur, statement, *_rest: asked.append(statement))
    event.listen(office.register.engine, *listen)
    office.now = vn("2024-04-02 00:01")
    office.sweep(office.now)
    event.remove(office.register.engine, *listen)
    about = [one for one in asked if "FROM assignment" in one]
    assert len(about) == 1
    assert "next_due_at < 253370764800" in about[0]


def test_handing_over_thousands_is_a_few_statements(empty_register: Register) -> None:
    """The number of statements does not grow with the rows that pass on, only with the ends."""
    office = opened(empty_register, merged())
    office.pass_time("2024-03-31 12:00")
    counts = []
    for copies in (0, 400):
        with empty_register.write(office.now) as uow:
            row = uow.session.scalars(select(Assignment).where(Assignment.key == H1)).one()
            values = {c.name: getattr(row, c.name) for c in Assignment.__table__.columns if c.name not in ("id", "key")}
            for number in range(copies):
                uow.session.add(Assignment(**(values | {"key": f"{H1}-{number}", "state": "draft"})))
            asked: list[str] = []
            listen = ("before_cursor_execute", lambda _c, _cur, statement, *_rest, told=asked: told.append(statement))
            uow.session.flush()
            event.listen(office.register.engine, *listen)
            moved = sweep.catch_up(uow, office.charter, as_of=vn(BEGIN), steps=(hand_over,))
            event.remove(office.register.engine, *listen)
        counts.append((len(asked), moved["hand_over"]))
    assert counts[1][0] == counts[0][0]
    assert counts[1][1] == counts[0][1] + 400


def test_the_journal_proves_itself_after_a_succession(lite_register: Register) -> None:
    """Handing over writes sealed, lawful lines like everything else."""
    office = opened(lite_register, merged())
    office.pass_time("2024-04-10 00:00")
    assert verify(lite_register) == []


def test_the_names_that_pass_on() -> None:
    """What a paper passes to is never its own holder; who steers, coordinates or receives is replaced like the rest."""
    charter = changed(tu_phap=ended(END, "tai_chinh"), chu_tich=ended(END, "pho_chu_tich"))
    names = dict.fromkeys(
        ("officer", "deputy", "watcher", "monitor", "route_point", "co_head", "co_authority", "coordinators"), ""
    )
    paper = names | {
        "performer": "pho_chu_tich", "head": "pho_chu_tich", "authority": "chu_tich", "passes_to": "chu_tich",
        "line": "administrative",
    }  # fmt: skip
    heirs = charter.chain.heirs(END)
    assert heirs == {"tu_phap": "tai_chinh", "chu_tich": "pho_chu_tich"}
    found = handed_over(charter.chain, paper, heirs, END, derived=True, by_hand=True)
    assert (found["head"], found["authority"], found["passes_to"]) == ("pho_chu_tich", "pho_chu_tich", "")


def test_letters_of_a_succession_are_read(lite_register: Register) -> None:
    """The successor is told by letter what it takes over."""
    office = opened(lite_register, merged())
    office.pass_time("2024-04-01 00:00")
    told: list[Notice] = office.notices(kind="handed_over", addressee="tai_chinh")
    assert {one.subject for one in told} >= {Q1, Q1 + "#explanation"}
    assert {one.state for one in told} == {"delivered"}


def test_only_its_own_jurisdiction(lite_register: Register) -> None:
    """A post of the same name elsewhere keeps its work."""
    charter = merged()
    office = opened(lite_register, charter)
    office.pass_time("2024-03-31 12:00")
    with lite_register.write(office.now) as uow:
        row = uow.session.scalars(select(Assignment).where(Assignment.key == H1)).one()
        values = {c.name: getattr(row, c.name) for c in Assignment.__table__.columns if c.name != "id"}
        uow.session.add(Assignment(**(values | {"key": "noi_khac/1", "jurisdiction": "noi_khac", "state": "draft"})))
        uow.commit()
    office.pass_time(BEGIN)
    (other,) = fetch(lite_register, select(Assignment).where(Assignment.key == "noi_khac/1"))
    assert other.head == "tu_phap"
    assert office.row(H1).head == "tai_chinh"
