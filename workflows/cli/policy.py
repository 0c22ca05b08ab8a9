"""Commands on the policy: new, check, schema, graph."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workflows.cli.common import command, json_option, policy_option, print_json, refuse, wrong

if TYPE_CHECKING:
    from config.policy import Policy
    from workflows.assign import Unclear


@command()
@click.argument("directory", metavar="THƯ-MỤC", type=click.Path(path_type=Path))
@click.option("--jurisdiction", "key", metavar="MÃ", help="Mã địa phương; mặc định là mẫu xa_mau.")
def new(directory: Path, key: str | None) -> None:
    """Tạo một thư mục chính sách mẫu, có chú thích, để bắt đầu từ đó."""
    from config.scaffold import JURISDICTION, write_jurisdiction

    if directory.exists() and any(directory.iterdir()):
        wrong(f"{directory}: thư mục đã có nội dung; hãy chọn một thư mục mới hoặc trống.")
    try:
        write_jurisdiction(directory, key or JURISDICTION)
    except ValueError as fault:
        wrong(f"{fault}.")
    click.echo(f"Đã tạo {directory}. Bước tiếp theo: sửa các tệp rồi chạy «namro check --policy {directory}».")


@command()
@policy_option
@json_option
def check(policy: Path | None, as_json: bool) -> None:
    """Đọc toàn bộ chính sách và báo mọi lỗi một lượt."""
    from config.errors import PolicyErrors
    from config.loader import load_policy, packaged_root
    from config.open_points import open_points

    found: dict[str, Any] = {"valid": True, "errors": [], "directives": [], "clauses": {}}
    try:
        loaded = load_policy(policy or packaged_root())
    except PolicyErrors as faults:
        found |= {
            "valid": False,
            "errors": [{"file": e.path, "line": e.line, "message": e.message} for e in faults.errors],
        }
        if as_json:
            print_json(found)
        wrong(*map(str, faults.errors))
    directives = [d for j in loaded.jurisdictions.values() for d in j.directives.values()]
    counts = {"total": 0, "treated": 0, "standing": 0, "criterion": 0, "text_only": 0}
    names = {"standing_duty": "standing", "quality_criterion": "criterion", "text_only": "text_only"}
    found["directives"] = []
    for directive in directives:
        treated = sum(clause.treatment is not None for clause in directive.clauses)
        found["directives"].append(
            {
                "key": directive.full_key,
                "label": directive.label,
                "clauses": len(directive.clauses),
                "treated": treated,
                "duties": sum(1 for _ in directive.duties()),
            }
        )
        for clause in directive.clauses:
            counts["total"] += 1
            counts["treated"] += clause.treatment is not None
            if clause.treatment in names:
                counts[names[clause.treatment]] += 1
    found["clauses"] = counts
    unclear = [str(one) for key in loaded.jurisdictions for one in _unclear(loaded, key)]
    found["unclear"] = unclear
    found["notes"] = [note for directive in directives for note in open_points(directive)]
    if as_json:
        print_json(found)
        if unclear:
            refuse(*unclear)
        return
    click.echo(f"Chính sách hợp lệ (phiên bản {loaded.version}).")
    for directive in directives:
        click.echo(f"  {directive.full_key}: {directive.label}, {len(directive.clauses)} khoản")
    click.echo(
        f"Khoản: {counts['total']}, đã xử lý {counts['treated']} (thường xuyên {counts['standing']}, tiêu chí chất "
        f"lượng {counts['criterion']}, chỉ là lời văn {counts['text_only']})."
    )
    for note in found["notes"]:
        click.echo(f"Lưu ý: {note}")
    if unclear:
        refuse(*unclear)


def _unclear(policy: "Policy", jurisdiction: str) -> "Iterator[Unclear]":
    """Yield what the clarity gate would refuse, so that a writer learns it before anybody assigns."""
    from workflows.assign import gate
    from workflows.charter import Charter

    charter = Charter(policy, jurisdiction)
    for directive in charter.directives:
        yield from gate(charter, directive)


@command()
def schema() -> None:
    """In JSON Schema của các tệp chính sách."""
    from config.json_schema import json_schema

    print_json(json_schema())


@command()
@click.argument("machine", metavar="[MÁY]", required=False)
@click.option("--matrix", is_flag=True, help="In bảng ai được làm gì thay cho hình vẽ.")
def graph(machine: str | None, matrix: bool) -> None:
    """Vẽ máy trạng thái MÁY (assignment, escalation, directive) dạng Mermaid.

    Không nêu MÁY thì in bảng mọi hành vi của mọi máy: từ đâu đến đâu, ai được làm, có phải chứng minh không.
    """
    from workflows import graph as drawing
    from workflows.register.moves import LAWS

    if machine is None:
        for law in LAWS.values():
            click.echo(f"## {law.label} ({law.name})\n\n{drawing.matrix(law)}\n")
        return
    if machine not in LAWS:
        wrong(f"Không có máy trạng thái «{machine}»; hiện có: {', '.join(LAWS)}.")
    click.echo(drawing.matrix(LAWS[machine]) if matrix else drawing.mermaid(LAWS[machine]))
