"""The command that reads the watched folder once."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflows.cli.common import command, office_options, refuse, wrong

if TYPE_CHECKING:
    from workflows.office import Office


@command()
@click.argument(
    "folder", metavar="[THƯ-MỤC]", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@office_options
def inbox(folder: Path | None, office: "Office") -> None:
    """Đọc hộp thư một lần: ghi các tệp trong THƯ-MỤC/<chức danh>/; mặc định là NAMRO_INBOX_DIR."""
    from workflows.clock import now
    from workflows.inbox import read_inbox

    home = folder or office.settings.inbox_dir
    if home is None or not home.is_dir():
        wrong("Chưa có thư mục hộp thư; hãy ghi THƯ-MỤC hoặc đặt NAMRO_INBOX_DIR là thư mục đã có.")
    taken = read_inbox(office.register, office.charter, home, now=now())
    for one in taken:
        if one.left:
            said = f"để nguyên: {one.left}"
        elif one.faults:
            said = f"{one.faults} lỗi, không ghi dòng nào; xem {one.answer}"
        else:
            said = f"ghi {one.recorded}, đã có {one.repeated}, từ chối {one.refused}; xem {one.answer}"
        click.echo(f"{one.post}/{one.name}: {said}")
    if any(one.faults or one.refused for one in taken):
        refuse("Có dòng không ghi được.")
