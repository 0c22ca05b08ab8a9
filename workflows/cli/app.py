"""The commands by name; each is loaded only when it is called."""

import importlib
from difflib import get_close_matches

import click

#: Command, the module and name it lives under, and its line in the help.
COMMANDS = {
    "new": ("workflows.cli.policy:new", "Tạo thư mục chính sách mẫu có chú thích cho một địa phương."),
    "check": ("workflows.cli.policy:check", "Kiểm tra toàn bộ chính sách; báo mọi lỗi một lượt."),
    "schema": ("workflows.cli.policy:schema", "In JSON Schema của các tệp chính sách."),
    "assign": ("workflows.cli.work:assign", "Giao nhiệm vụ: cổng rõ, chuỗi trách nhiệm, thời hạn."),
    "plans": ("workflows.cli.plans:plans", "Kế hoạch được dẫn chiếu: đã nhập hay chưa; nhập nhiệm vụ từ tệp."),
    "act": ("workflows.cli.work:act", "Ghi nhận việc đã làm từ tệp JSON Lines, CSV hoặc XLSX."),
    "sweep": ("workflows.cli.work:sweep", "Quét hạn: nhắc, chốt hạn, leo thang."),
    "decide": ("workflows.cli.work:decide", "Trả lời một đề xuất phê bình hoặc kiểm điểm."),
    "deliver": ("workflows.cli.work:deliver", "Gửi các thông báo đang chờ."),
    "inbox": ("workflows.cli.inbox:inbox", "Đọc hộp thư một lần: ghi các tệp văn thư đặt vào."),
    "watch": ("workflows.cli.watch:watch", "Tìm sự im lặng và việc bị kẹt; --mail báo thẳng người vận hành."),
    "replay": (
        "workflows.cli.replay:replay",
        "Chạy lại một khoảng thời gian trên đồng hồ mô phỏng; --what-if: theo chính sách đã sửa thì khác gì.",
    ),
    "show": ("workflows.cli.reading:show", "Xem một nhiệm vụ, văn bản, chức danh, đơn vị hoặc đề xuất."),
    "why": ("workflows.cli.reading:why", "Giải thích vì sao ngày này, vì sao người này."),
    "figures": ("workflows.cli.reading:figures", "Bảng số liệu bốn ô và các tỷ lệ."),
    "journal": ("workflows.cli.reading:journal", "Nhật ký; «journal verify» chứng minh nhật ký còn nguyên vẹn."),
    "rules": ("rules.cli:rules", "Chạy các kịch bản viết bằng tiếng Việt với chính sách."),
    "steps": ("rules.cli:steps", "Các câu dùng được trong kịch bản, mỗi câu một ví dụ."),
    "graph": ("workflows.cli.policy:graph", "Vẽ một máy trạng thái từ luật của nó."),
    "identity": ("workflows.cli.identity:identity", "Khóa và mã xác nhận của người giữ chức danh."),
}


class Commands(click.Group):
    """A group whose commands are imported when they are called, so that the help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Offer the nearest command for a slip of the hand."""
        if args and args[0] not in COMMANDS and (near := get_close_matches(args[0], COMMANDS, n=1)):
            ctx.fail(f"Không có lệnh «{args[0]}»; ý bạn là «{near[0]}»?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list without importing anything."""
        with formatter.section("Các lệnh"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=Commands,
    options_metavar="[TÙY-CHỌN]",
    subcommand_metavar="LỆNH [THAM-SỐ]",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="namro", message="Năm Rõ %(version)s")
def namro() -> None:
    """Năm Rõ: văn bản chỉ đạo thành chuỗi trách nhiệm rõ người, rõ việc, rõ thời gian, rõ kết quả, rõ trách nhiệm.

    Mã kết thúc: 0 đã làm; 1 luật từ chối hoặc kiểm tra không đạt; 2 đầu vào sai.
    """
