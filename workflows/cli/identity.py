"""Commands on keys: make one, enter it into the register."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflows.cli.common import office_options, wrong

if TYPE_CHECKING:
    from workflows.office import Office


@click.group(options_metavar="[TÙY-CHỌN]", subcommand_metavar="LỆNH [THAM-SỐ]")
def identity() -> None:
    """Khóa chứng minh người giữ chức danh: tạo khóa, đăng ký khóa công khai."""


@identity.command(options_metavar="[TÙY-CHỌN]")
@click.argument("path", metavar="TỆP", type=click.Path(path_type=Path, dir_okay=False))
def new(path: Path) -> None:
    """Tạo một khóa riêng, khóa lại bằng mật khẩu; in khóa công khai để đăng ký."""
    from workflows.identity import make_key

    passphrase = click.prompt("Mật khẩu khóa", hide_input=True, confirmation_prompt="Nhập lại mật khẩu", err=True)
    try:
        public = make_key(path, passphrase)
    except FileExistsError:
        wrong(f"{path}: tệp đã có; không ghi đè khóa.")
    click.echo(public)


@identity.command(options_metavar="[TÙY-CHỌN]")
@click.argument("post", metavar="CHỨC-DANH")
@click.argument("public_key", metavar="KHÓA-CÔNG-KHAI")
@office_options
def enroll(post: str, public_key: str, office: "Office") -> None:
    """Đăng ký khóa công khai của người giữ CHỨC-DANH từ bây giờ; khóa trước hết hiệu lực."""
    from workflows.clock import now
    from workflows.identity import BadPublicKey
    from workflows.identity import enroll as enter

    if office.charter.jurisdiction.organization.post(post) is None:
        wrong(f"Không có chức danh «{post}» trong tổ chức bộ máy.")
    with office.register.write(now()) as uow:
        try:
            enter(uow, office.charter.key, post, public_key, valid_from=uow.recorded_at)
        except BadPublicKey as fault:
            wrong(str(fault))
        uow.commit()
    click.echo(f"Đã đăng ký khóa của {office.charter.label(post)}.")
