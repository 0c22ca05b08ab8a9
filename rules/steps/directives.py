"""Steps about directives: which one is in force, what a changed copy of it says, and what the gate answers."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from rules import names
from rules.sentences import Slip, act, expect, given, then
from rules.world import World
from state_machines.directive import DIRECTIVE
from workflows.register.tables import Assignment, Directive

CLEARS = {"bốn": 4, "năm": 5}
PARTS = {"người thực hiện": "performers", "nội dung": "what", "kết quả": "result", "thời hạn": "deadline"}


def _file(world: World) -> str:
    directive = world.policy.original.jurisdictions[world.jurisdiction].directives[world.directive_key]
    return directive.file


def _change(world: World, change: Any) -> None:
    world.policy.change(_file(world), change)


def _change_duty(world: World, words: str, change: Any) -> None:
    directive = world.policy.original.jurisdictions[world.jurisdiction].directives[world.directive_key]
    clause, duty = names.find_duty(directive, words)

    def within(content: Any) -> None:
        found = next(one for one in content["clauses"] if one["path"] == clause.path)
        change(next(one for one in found["duties"] if one["key"] == duty.key))

    _change(world, within)


@given("thông báo kết luận của {who:place} đang áp dụng")
def _(world: World, who: str) -> None:
    _in_force(world, who, "thông báo kết luận")


@given("văn bản chỉ đạo của {who:place} đang áp dụng")
def _(world: World, who: str) -> None:
    _in_force(world, who, names.ANY_DIRECTIVE)


def _in_force(world: World, place: str, words: str) -> None:
    found = names.find_directive(world.policy.original, place, words)
    if world.jurisdiction and found != (world.jurisdiction, world.directive_key):
        raise Slip("Kịch bản này đã nói về một văn bản khác; mỗi kịch bản chỉ nói về một văn bản.")
    world.jurisdiction, world.directive_key = found


@given("văn bản áp dụng tiêu chuẩn {clears} rõ")
def _(world: World, clears: str) -> None:
    def change(content: Any) -> None:
        content["clarity_gate"] = CLEARS[clears]

    _change(world, change)


@given("văn bản bỏ trống {part} của nhiệm vụ {said}")
def _(world: World, part: str, said: str) -> None:
    def change(duty: Any) -> None:
        if part == "người thực hiện":
            duty["performers"] = []
        elif part == "nội dung":
            del duty["what"]
        else:
            del duty[PARTS[part]]

    _change_duty(world, said, change)


@given("văn bản đặt thời hạn của nhiệm vụ {said} là ngày {day}")
def _(world: World, said: str, day: date) -> None:
    def change(duty: Any) -> None:
        duty["deadline"]["on"] = day
        duty["deadline"]["provenance"] = "document"

    _change_duty(world, said, change)


@given("văn bản ghi {who} chịu trách nhiệm trước chính mình về nhiệm vụ {said}")
def _(world: World, who: str, said: str) -> None:
    organization = world.policy.original.jurisdictions[world.jurisdiction].organization

    def change(duty: Any) -> None:
        duty["answerable_to"] = names.find_post(organization, who)

    _change_duty(world, said, change)


@given("văn bản có hiệu lực từ ngày {day}")
def _(world: World, day: date) -> None:
    def change(content: Any) -> None:
        content["effective_from"]["on"] = day

    _change(world, change)


@given("văn bản ấn định hạn báo cáo của các ngành là {n} ngày làm việc sau khi khép kỳ số liệu")
def _(world: World, n: int) -> None:
    directive = world.policy.original.jurisdictions[world.jurisdiction].directives[world.directive_key]
    clause, duty = names.find_report(directive, consolidated=False)

    def change(content: Any) -> None:
        found = next(one for one in content["clauses"] if one["path"] == clause.path)
        report = next(one for one in found["duties"] if one["key"] == duty.key)
        for period in report["periods"]:
            del period["deadline"]
        report["working_days_after_window"] = {"value": n, "provenance": "document", "cites": [{"clause": clause.path}]}

    _change(world, change)


@given("chức danh {who} khuyết từ ngày {day}, do {acting:who} phụ trách")
def _(world: World, who: str, day: date, acting: str) -> None:
    organization = world.policy.original.jurisdictions[world.jurisdiction].organization
    empty, stands_in = names.find_post(organization, who), names.find_post(organization, acting)

    def change(content: Any) -> None:
        post = next(one for one in content["posts"] if one["key"] == empty)
        post["vacancies"] = [{"from": day, "until": None, "acting": stands_in, "cites": ["gd_21"]}]

    world.policy.change(organization.file, change)


@act("giao nhiệm vụ ngày {day}")
def _(world: World, day: date) -> None:
    if not world.directive_key:
        raise Slip("Chưa nói văn bản nào; hãy bắt đầu bằng «thông báo kết luận của xã … đang áp dụng».")
    if world.began:
        world.remember()
    world.assign(day)


@then("việc giao bị từ chối vì nhiệm vụ {said} chưa rõ {clear}", answers_refusal=True)
def _(world: World, said: str, clear: str) -> None:
    original = world.policy.original.jurisdictions[world.jurisdiction].directives[world.directive_key]
    _, duty = names.find_duty(original, said)
    found = [one for one in world.unclear if f"«{duty.key}» chưa rõ {clear}:" in one.message]
    expect(bool(found), f"Lời từ chối là: {world.answer or 'không có, việc giao được chấp nhận'}")
    world.refusals = []


@then("lời từ chối chỉ đúng tệp và dòng của nhiệm vụ {said}", answers_refusal=True)
def _(world: World, said: str) -> None:
    original = world.policy.original.jurisdictions[world.jurisdiction].directives[world.directive_key]
    clause, duty = names.find_duty(original, said)
    written = (world.policy.root / _file(world)).read_text(encoding="utf-8")
    lines = [line.strip().replace('"', "") for line in written.splitlines()]
    line = lines.index(f"- key: {duty.key}", lines.index(f"- path: {clause.path}")) + 1
    place = f"{_file(world)}:{line}: "
    expect(place in world.answer, f"Lời từ chối không chỉ {place} mà là: {world.answer}")


@then("không nhiệm vụ nào được giao", answers_refusal=True)
def _(world: World) -> None:
    count = world.read(select(func.count()).select_from(Assignment))[0] if world.began else 0
    expect(count == 0, f"Đã giao {count} nhiệm vụ.")


@then("việc giao thêm {n} nhiệm vụ")
def _(world: World, n: int) -> None:
    opened = [line for line in world.journal("open") if line.seq > world.mark]
    expect(len(opened) == n, f"Việc giao đã mở thêm {len(opened)} nhiệm vụ.")


@then("văn bản ở trạng thái {said}")
def _(world: World, said: str) -> None:
    row = world.read(select(Directive).where(Directive.key == world.directive.full_key))[0]
    wanted = names.find_state(DIRECTIVE, said)
    expect(row.state == wanted, f"Văn bản đang ở trạng thái «{DIRECTIVE.states[row.state]}».")
