"""What a sound directive still leaves open, so that whoever publishes it can ask for it in time."""

from collections.abc import Iterator

from config.directive import Directive


def open_points(directive: Directive) -> Iterator[str]:
    """Yield what is missing beside the directive, as ``file:line: sentence``; none of it stops anything.

    An enclosure that is not with our copy, a target that cannot be judged; cited plans are told by `namro plans`.
    """
    for enclosure in directive.enclosures:
        if not enclosure.on_file:
            yield f"{enclosure.where}: chưa có bản kèm theo «{enclosure.label}»; hãy xin cơ quan ban hành gửi đủ."
    for clause, duty in directive.duties():
        target = duty.target
        if target is not None and (target.missing or (target.type == "external" and target.value is None)):
            what = target.missing or "giá trị nằm ở văn bản được dẫn chiếu"
            yield (
                f"{target.where}: {clause.printed_label}, chỉ tiêu «{duty.key}» chưa đánh giá được: {what}; hãy hỏi "
                "người có thẩm quyền rồi bổ sung."
            )
