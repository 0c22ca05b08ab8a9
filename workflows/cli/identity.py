"""Commands on who is who: make a key, enter it into the register, begin one-time codes."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflows.cli.common import office_options, wrong

if TYPE_CHECKING:
    from workflows.office import Office


@click.group(options_metavar="[TÙY-CHỌN]", subcommand_metavar="LỆNH [THAM-SỐ]")
def identity() -> None:
    """Chứng minh người giữ chức danh: tạo khóa, đăng ký khóa công khai, đăng ký mã xác nhận một lần."""


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

    _must_be_there(office, post)
    with office.register.write(now()) as uow:
        try:
            enter(uow, office.charter.key, post, public_key, valid_from=uow.recorded_at)
        except BadPublicKey as fault:
            wrong(str(fault))
        uow.commit()
    click.echo(f"Đã đăng ký khóa của {office.charter.label(post)}.")


@identity.command(options_metavar="[TÙY-CHỌN]")
@click.argument("post", metavar="CHỨC-DANH")
@office_options
@click.option(
    "--secret-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="TỆP",
    help="Ghi địa chỉ bí mật vào tệp này thay vì in ra; cho người không dùng điện thoại.",
)
def code(post: str, office: "Office", secret_file: Path | None) -> None:
    """Đăng ký mã xác nhận một lần cho người giữ CHỨC-DANH; in mã QR để ứng dụng trên điện thoại quét.

    Chỉ hiện một lần. Mã cũ của chức danh này hết hiệu lực từ bây giờ.
    """
    import segno

    from workflows.clock import now
    from workflows.codes import enroll as enter

    _must_be_there(office, post)
    if secret_file is not None:
        _reserve(secret_file)
    label = office.charter.label(post)
    with office.register.write(now()) as uow:
        address = enter(uow, office.charter.key, post, label, valid_from=uow.recorded_at)
        if secret_file is not None:
            secret_file.write_text(address + "\n", encoding="utf-8")
        uow.commit()
    if secret_file is not None:
        click.echo(f"Đã đăng ký mã xác nhận của {label}. Xem mã đang hiện: namro identity show-code {secret_file}")
        return
    segno.make(address, error="m").terminal(compact=True)
    click.echo(
        f"Đã đăng ký mã xác nhận của {label}. Để chính người ấy quét mã trên bằng ứng dụng xác thực, ngay bây giờ;"
    )
    click.echo("mã này không hiện lại. Ai giữ được hình này thì trả lời được thay người ấy.")


def _must_be_there(office: "Office", post: str) -> None:
    """End unless the post is one of the organisation; warn where it has ended."""
    from workflows.clock import now
    from workflows.working_time import day_of

    found = office.charter.jurisdiction.organization.post(post)
    if found is None:
        wrong(f"Không có chức danh «{post}» trong tổ chức bộ máy.")
    if found.valid_until is not None and found.valid_until <= day_of(now()):
        heirs = ", ".join(office.charter.label(one) for one in found.successors) or "chưa khai nơi kế thừa"
        # A replayed year has its own office-holders: said, not refused.
        click.echo(
            f"Lưu ý: {found.label} đã kết thúc ngày {found.valid_until:%d/%m/%Y} (nơi kế thừa: {heirs}); mã hoặc khóa "
            "này chỉ dùng được cho sổ của một năm phát lại.",
            err=True,
        )


def _reserve(secret_file: Path) -> None:
    """Make the file for a secret, readable by its owner only, or end with the reason."""
    try:
        secret_file.parent.mkdir(parents=True, exist_ok=True)
        secret_file.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        if secret_file.is_file() and not secret_file.stat().st_size:
            secret_file.chmod(0o600)
            return  # left by an enrolment that did not come about
        wrong(f"{secret_file}: đã có tệp ở đường dẫn này; không ghi đè bí mật.")
    except OSError as fault:
        wrong(f"{secret_file}: không ghi được tệp bí mật ở đây: {fault.strerror}.")


@identity.command("show-code", options_metavar="[TÙY-CHỌN]")
@click.argument("secret_file", metavar="TỆP", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def show_code(secret_file: Path) -> None:
    """In mã xác nhận đang có hiệu lực, từ TỆP bí mật của mình; cho người không dùng điện thoại."""
    from workflows.clock import now
    from workflows.codes import shown

    try:
        click.echo(shown(secret_file.read_text(encoding="utf-8").strip(), now=now()))
    except (ValueError, UnicodeDecodeError):
        wrong(f"{secret_file}:1: không phải tệp bí mật mà «namro identity code --secret-file» đã ghi.")
