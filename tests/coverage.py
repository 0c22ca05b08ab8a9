"""What the five directives ask for, where it lives in the policy and the program, and what proves it.

``PYTHONPATH=. python -m tests.coverage`` writes docs/coverage.md anew; a test compares. What proves a mechanism or a
trap says so itself: a scenario by its tag (``@co_che_5``, ``@bay_3``), a test by its mark (``proves("bay_3")``).
"""

import ast
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gherkin.parser import Parser

from config.directive import Clause, Directive
from config.duty import Duty
from config.policy import Policy
from rules.policy_copy import packaged_policy

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "coverage.md"
#: Clauses named for one jurisdiction before the rest are only counted.
NAMED = 5

#: Whether a clause, or one of its duties (None for the clause alone), uses a mechanism.
Uses = Callable[[Directive, Clause, Duty | None], Any]


@dataclass(frozen=True)
class Mechanism:
    """One mechanism that the directives ask for.

    Attributes:
        number: its number, 1 to 27.
        what: what it is.
        lives: files that carry it; empty while it waits for its own issue.
        uses: whether a clause, or a duty of it, uses it.
        later: what is still to come; empty when all of it works.
    """

    number: int
    what: str
    lives: tuple[str, ...]
    uses: Uses
    later: str = ""

    @property
    def tag(self) -> str:
        """What proves it bears this tag or mark."""
        return f"co_che_{self.number}"


def _of_clause(test: Callable[[Clause], Any]) -> Uses:
    return lambda directive, clause, duty: duty is None and test(clause)


def _of_duty(test: Callable[[Duty], Any]) -> Uses:
    return lambda directive, clause, duty: duty is not None and test(duty)


def _on_other_line(directive: Directive, clause: Clause, duty: Duty | None) -> bool:
    return duty is not None and (duty.dual_liability or duty.line not in (None, directive.line))


def _followed_apart(directive: Directive, clause: Clause, duty: Duty | None) -> bool:
    scopes = [path for one in directive.monitors for path in one.clauses]
    return duty is not None and (
        duty.monitor is not None or any(clause.path == p or clause.path.startswith(p + ".") for p in scopes)
    )


def _clear(directive: Directive, clause: Clause, duty: Duty | None) -> bool:
    return duty is None and any(one.clause == clause.path for one in directive.clarity_gate_cites)


def _opening(directive: Directive, clause: Clause, duty: Duty | None) -> bool:
    return duty is None and bool(directive.parents) and clause is directive.clauses[0]


def _receiving(directive: Directive, clause: Clause, duty: Duty | None) -> bool:
    return duty is None and bool(directive.recipients) and clause is directive.clauses[-1]


def _mentions(*words: str) -> Uses:
    def test(directive: Directive, clause: Clause, duty: Duty | None) -> bool:
        said = plain(f"{clause.summary} {clause.note or ''}")
        return duty is None and any(plain(word) in said for word in words)

    return test


def plain(text: str) -> str:
    """Return a text as it is compared: small letters, NFC."""
    return unicodedata.normalize("NFC", text).lower()


MECHANISMS = (
    Mechanism(
        1,
        "Văn bản dẫn chiếu kế hoạch, quyết định khác; nhập danh mục nhiệm vụ của kế hoạch",
        ("workflows/plans.py", "config/directive.py"),
        _of_clause(lambda clause: clause.registers),
    ),
    Mechanism(2, "Chuỗi văn bản đi lên, trên cả hai tuyến", ("config/directive.py",), _opening),
    Mechanism(
        3,
        "Năm loại mắt xích: giao, chịu trách nhiệm trước, chỉ đạo, theo dõi, báo cáo về (qua đầu mối)",
        ("workflows/people.py", "workflows/chain.py"),
        _of_duty(lambda duty: duty.via or duty.reports_to or duty.answerable_to or duty.watch),
    ),
    Mechanism(4, "Bốn rõ, năm rõ khi giao", ("workflows/assign.py",), _clear),
    Mechanism(
        5,
        "Chế độ báo cáo: kỳ, hạn, khoảng lấy số liệu, số ước",
        ("workflows/periods.py", "workflows/deadlines.py", "workflows/reports.py"),
        _of_duty(lambda duty: duty.kind == "periodic_report"),
    ),
    Mechanism(
        6,
        "Báo cáo lồng ghép",
        ("workflows/reports.py",),
        _mentions("lồng ghép"),
        later="mục của báo cáo mẹ và việc kiểm tra tỷ lệ tự khai",
    ),
    Mechanism(
        7,
        "Báo cáo tổng hợp gửi cấp trên",
        ("config/duty.py",),
        _of_duty(lambda duty: duty.consolidates),
        later="gom số liệu, nêu tên nơi chưa gửi",
    ),
    Mechanism(
        8,
        "Hai nơi nhận trên hai tuyến, trách nhiệm trên hai tuyến",
        ("workflows/people.py", "workflows/escalate.py"),
        _on_other_line,
    ),
    Mechanism(
        9,
        "Tỷ lệ hoàn thành theo nguồn giao",
        ("workflows/figures.py",),
        _mentions("tỷ lệ", "100%", "100 %"),
        later="so với tỷ lệ tự khai",
    ),
    Mechanism(
        10,
        "Giải trình khi chậm hoặc không thể hoàn thành",
        ("workflows/steps/cutting_off.py", "state_machines/assignment.py"),
        _mentions("giải trình"),
        later="báo trước việc không thể hoàn thành, chấp nhận hay không chấp nhận",
    ),
    Mechanism(
        11,
        "Việc vượt thẩm quyền, kiến nghị hai chặng",
        ("state_machines/assignment.py",),
        _mentions("thẩm quyền"),
        later="đề xuất, chấp thuận và trả lời có hạn riêng",
    ),
    Mechanism(12, "Lỗi chủ quan, khách quan", (), _mentions("chủ quan", "khách quan"), later="toàn bộ"),
    Mechanism(13, "Các loại trách nhiệm của người giữ chức danh", (), _mentions("trách nhiệm"), later="sổ trách nhiệm"),
    Mechanism(14, "Điểm chỉ số bị trừ quy về người đứng đầu", (), _mentions("điểm"), later="toàn bộ"),
    Mechanism(
        15,
        "Khắc phục tồn tại, mỗi tồn tại một nhiệm vụ",
        ("config/directive.py",),
        _of_duty(lambda duty: duty.weakness),
        later="từ điểm chỉ số bị trừ",
    ),
    Mechanism(16, "Người theo dõi theo phạm vi; không ai tự theo dõi mình", ("config/directive.py",), _followed_apart),
    Mechanism(
        17,
        "Cơ quan chuyên môn theo dõi cấp xã",
        ("workflows/steps/cutting_off.py",),
        _of_duty(lambda duty: duty.watch),
    ),
    Mechanism(
        18,
        "Thang xử lý là dữ liệu: nhắc nhở, đôn đốc, phê bình, kiểm điểm; văn bản có thể đi thẳng một nấc",
        ("config/ladder.py", "workflows/steps/climbing.py"),
        _of_duty(lambda duty: duty.ladder),
    ),
    Mechanism(
        19, "Xếp loại hằng tháng, hằng năm", (), _mentions("xếp loại", "đánh giá"), later="tính điểm, quyết định"
    ),
    Mechanism(20, "Hồ sơ thủ tục hành chính: cảnh báo, nguyên nhân, xin lỗi", (), _mentions("hồ sơ"), later="toàn bộ"),
    Mechanism(
        21,
        "Chỉ tiêu các loại, bốn mức độ ràng buộc",
        ("workflows/targets.py", "workflows/steps/assessing.py"),
        _of_duty(lambda duty: duty.kind == "target"),
    ),
    Mechanism(
        22,
        "Định mức số lần mỗi tuần, mỗi tháng",
        ("workflows/periods.py", "state_machines/assignment.py"),
        _of_duty(lambda duty: duty.kind == "count"),
    ),
    Mechanism(23, "Công khai kết quả", (), _mentions("công khai"), later="bảng công khai"),
    Mechanism(
        24,
        "Giao lại cho cán bộ: có tên cán bộ mới bắt đầu, trách nhiệm vẫn ở người đứng đầu",
        ("state_machines/assignment.py",),
        _of_duty(lambda duty: duty.needs_officer),
    ),
    Mechanism(
        25, "Số gốc và sổ tồn tại", ("config/directive.py", "workflows/targets.py"), _of_clause(lambda c: c.baselines)
    ),
    Mechanism(26, "Nơi nhận có vai trò, xác nhận đã đọc", ("workflows/receipts.py",), _receiving),
    Mechanism(
        27,
        "Sổ nhiệm vụ thường trực",
        ("workflows/reports.py",),
        _of_duty(lambda duty: duty.kind == "standing"),
    ),
)

TRAPS = {
    1: "Chỉ có bốn ngày tuyệt đối; mọi ngày khác phải ghi rõ nguồn",
    2: "Hạn gửi đến trước ngày chốt số liệu: số ước hợp lệ",
    3: "Hạn, ngày chốt rơi vào ngày nghỉ",
    4: "Bốn rõ không đòi thời gian, năm rõ thì có",
    5: "Nhãn in trùng nhau; khóa là vị trí thứ tự",
    6: "Văn bản thiếu số, thiếu ngày, mất phần đầu",
    7: "Người chỉ đạo khác người ký, khác cơ quan ban hành",
    8: "Ký hiệu giống nhau là hai văn bản",
    9: "Chữ quét sai đổi nghĩa: giữ cả chữ in và chữ đọc lại",
    10: "Ba mức chịu đựng hồ sơ quá hạn của Cẩm Giang giữ riêng",
    11: "Nhiều người chịu trách nhiệm về cùng hồ sơ",
    12: "Hai người theo dõi, hoặc không có ai; không tự theo dõi mình",
    13: "Chỉ tiêu không có số gốc hay định nghĩa",
    14: "Điều kiện quy trách nhiệm khác nhau theo văn bản",
    15: "Không hồi tố thời hạn; khoảng số liệu được bắt đầu trước",
    16: "Kiến nghị hai chặng",
    17: "Đầu mối khác nơi nhận; đúng hạn tính ở đầu mối",
    18: "Người được nêu tên gắn với chức danh",
    19: "Xin lỗi và cảnh báo 24 giờ",
    20: "24 giờ là giờ đồng hồ hay giờ làm việc",
    21: "Cấp huyện kết thúc ngày 01/7/2025",
    22: "Chữ cũ «mức độ 3, 4» bên cạnh «toàn trình»",
    23: "Số lũy kế và số trong kỳ",
    24: "Nhiệm vụ định kỳ của người nghe báo cáo",
    25: "Báo cáo lồng ghép thiếu mục",
    26: "Mặt tích cực: biểu dương",
    27: "Thứ tự các nấc là dữ liệu",
    28: "Bộ chỉ số 766 khác PAR INDEX",
    29: "Không phát sinh là báo cáo, im lặng thì không",
    30: "Chữ «Phấn đấu» chỉ làm mềm các tỷ lệ",
    31: "Người thực hiện là chức danh hoặc đơn vị",
}
#: Traps that wait for issues of their own.
TRAPS_LATER = {11, 14, 16, 19, 20, 23, 25, 26}


@dataclass(frozen=True, order=True)
class Proof:
    """A test or a scenario that proves something.

    Attributes:
        path: its file, from the root.
        name: its name: of a scenario as written, of a test its requirement.
    """

    path: str
    name: str


def proofs() -> dict[str, list[Proof]]:
    """Return by tag what bears it, scenarios first."""
    found: dict[str, set[Proof]] = {}
    for tag, proof in (*_scenarios(), *_tests()):
        found.setdefault(tag, set()).add(proof)
    return {
        tag: sorted(some, key=lambda one: (not one.path.startswith("features"), one)) for tag, some in found.items()
    }


def _scenarios() -> Iterator[tuple[str, Proof]]:
    for path in sorted((ROOT / "features").rglob("*.feature")):
        feature = Parser().parse(path.read_text(encoding="utf-8"))["feature"]
        shown = path.relative_to(ROOT).as_posix()
        for child in feature["children"]:
            rule = child.get("rule") or {"tags": [], "children": [child]}
            for one in rule["children"]:
                if (scenario := one.get("scenario")) is None:
                    continue
                for tag in (*feature["tags"], *rule["tags"], *scenario["tags"]):
                    yield tag["name"].removeprefix("@"), Proof(shown, scenario["name"])


def _tests() -> Iterator[tuple[str, Proof]]:
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "mark.proves(" not in text:
            continue
        shown = path.relative_to(ROOT).as_posix()
        for node in ast.parse(text).body:
            if not isinstance(node, ast.FunctionDef):
                continue
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.proves":
                    said = (ast.get_docstring(node) or node.name).split("\n", maxsplit=1)[0]
                    for argument in mark.args:
                        yield ast.literal_eval(argument), Proof(shown, said)


def places(policy: Policy, mechanism: Mechanism) -> list[str]:
    """Return where the policy uses a mechanism: by jurisdiction the clauses, the first ones by name."""
    found = []
    for key, jurisdiction in policy.jurisdictions.items():
        for directive in jurisdiction.directives.values():
            paths = [
                clause.path
                for clause in directive.clauses
                if any(mechanism.uses(directive, clause, duty) for duty in (None, *clause.duties))
            ]
            if paths:
                more = f" và {len(paths) - NAMED} khoản nữa" if len(paths) > NAMED else ""
                found.append(f"`{key}` {', '.join(paths[:NAMED])}{more}")
    return found


def page(policy: Policy) -> str:
    """Return docs/coverage.md."""
    by_tag = proofs()
    lines = [
        "# Văn bản đòi hỏi gì, nằm ở đâu, điều gì chứng minh",
        "",
        "Trang này được tạo từ chính sách và từ các kiểm thử (`PYTHONPATH=. python -m tests.coverage`); đừng sửa tay.",
        "",
        "## Năm văn bản",
        "",
        "| Văn bản | Dòng trích | Khoản | Giao thành nhiệm vụ | Thường trực | Tiêu chí chất lượng | Chỉ là nội dung"
        " | Nhiệm vụ |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for jurisdiction in policy.jurisdictions.values():
        for directive in jurisdiction.directives.values():
            treated = [clause.treatment for clause in directive.clauses]
            rows = sum(len(clause.rows) for clause in directive.clauses)
            counts = [treated.count(t) for t in ("objects", "standing_duty", "quality_criterion", "text_only")]
            numbers = [rows, len(treated), *counts, sum(1 for _ in directive.duties())]
            lines.append(f"| {directive.label} (`{directive.full_key}`) | " + " | ".join(map(str, numbers)) + " |")
    lines += [
        "",
        "## Cơ chế",
        "",
        "| | Cơ chế | Trong chính sách (khoản theo vị trí) | Trong mã nguồn | Chứng minh |",
        "| --- | --- | --- | --- | --- |",
    ]
    for one in MECHANISMS:
        lives = "<br>".join(f"`{file}`" for file in one.lives)
        what = one.what + (f". *Còn chờ: {one.later}.*" if one.later else "")
        where = "<br>".join(places(policy, one))
        lines.append(f"| M{one.number} | {what} | {where} | {lives} | {_told(by_tag.get(one.tag, []))} |")
    lines += ["", "## Bẫy trong văn bản", "", "| | Bẫy | Chứng minh |", "| --- | --- | --- |"]
    for number, what in TRAPS.items():
        told = _told(by_tag.get(f"bay_{number}", []))
        lines.append(f"| {number} | {what} | {told or '*cùng phần việc riêng sau này*'} |")
    return "\n".join(lines) + "\n"


def _told(some: list[Proof]) -> str:
    shown = [f"{one.name} (`{one.path}`)" for one in some[:4]]
    if len(some) > len(shown):
        shown.append(f"và {len(some) - len(shown)} kiểm thử nữa")
    return re.sub(r"\|", "/", "<br>".join(shown))


if __name__ == "__main__":
    PAGE.write_text(page(packaged_policy()), encoding="utf-8")
