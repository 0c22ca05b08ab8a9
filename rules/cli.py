"""The commands `namro rules` and `namro steps`; what they need beyond the program comes with the extra ``rules``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from workflows.cli.common import REFUSED, WRONG_INPUT, command, json_option, policy_option, print_json, refuse, wrong

if TYPE_CHECKING:
    from rules.results import FeatureOutcome, Results

_INSTALL = (
    "Lệnh này cần bộ thư viện «rules» (thiếu {missing}). Trong bản mã nguồn, hãy chạy «make setup»; nơi cài từ tệp "
    "wheel, hãy chạy «pip install 'namro-….whl[rules]'» với chính tệp ấy."
)


def _need(*modules: str) -> None:
    """End with what to install unless the modules are there."""
    import importlib

    for module in modules:
        try:
            importlib.import_module(module)
        except ImportError:
            wrong(_INSTALL.format(missing=module.replace("_", "-")))


@command()
@click.argument("paths", nargs=-1, metavar="[TỆP[:DÒNG] …]")
@policy_option
@click.option("--workers", type=click.IntRange(min=1), metavar="SỐ", help="Số tiến trình; mặc định theo máy.")
@click.option("--watch", is_flag=True, help="Chạy lại mỗi khi kịch bản hoặc chính sách thay đổi; Ctrl-C để dừng.")
@click.option(
    "--what-if",
    "changed",
    metavar="THƯ-MỤC",
    type=click.Path(path_type=Path, file_okay=False),
    help="Thư mục chính sách đã sửa: kịch bản nào chỉ đúng với một bên, và điều gì sẽ thêm, bớt hoặc dời.",
)
@click.option(
    "--page",
    metavar="TỆP",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Ghi một trang HTML in được: quy tắc, khoản, kết quả lần chạy này.",
)
@json_option
def rules(
    paths: tuple[str, ...],
    policy: Path | None,
    workers: int | None,
    watch: bool,
    changed: Path | None,
    page: Path | None,
    as_json: bool,
) -> None:
    """Chạy các kịch bản với chính sách đang áp dụng: tất cả, một thư mục, một tệp, hoặc kịch bản ở một dòng.

    Mỗi kịch bản không đúng được nói rõ dòng nào, máy làm gì, vì sao, và xem mục nào của chính sách. Mã kết thúc: 0 mọi
    kịch bản đều đúng; 1 có kịch bản không đúng; 2 tệp viết sai, chính sách sai hoặc không có tệp.
    """
    _need("pytest", "pytest_bdd", "gherkin")
    if watch and (other := next((name for name, on in _alone(changed, page, as_json=as_json) if on), "")):
        wrong(f"--watch không đi cùng {other}; hãy bỏ một trong hai.")
    if watch:
        _need("watchfiles")
        _watch(paths, policy, workers)
        return
    if changed is not None:
        _what_if(paths, policy, changed, workers, as_json=as_json)
    if page is not None:
        _need("jinja2")
        if page.suffix.lower() not in (".html", ".htm"):
            wrong(f"{page}: trang là tệp HTML; hãy đặt tên kết thúc bằng .html, ví dụ --page quy-tac.html.")
        if not page.parent.is_dir():
            wrong(f"{page}: không có thư mục {page.parent}; hãy tạo nó hoặc ghi ở chỗ khác.")
    results = _run(paths, policy, workers, (lambda _outcome: None) if as_json else _print)
    if page is not None:
        _write_page(page, results, policy)
    if as_json:
        print_json(results.as_json())
    else:
        _print_summary(results, policy)
    raise SystemExit(_code(results))


def _alone(changed: Path | None, page: Path | None, *, as_json: bool) -> tuple[tuple[str, bool], ...]:
    """Return what does not go with watching, and whether it was asked for."""
    return ("--json", as_json), ("--what-if", changed is not None), ("--page", page is not None)


def _write_page(file: Path, results: Results, policy: Path | None) -> None:
    """Write the page of a run; what cannot be written there ends the command."""
    from config.loader import load_policy, packaged_root
    from rules.page import page
    from workflows.clock import now

    try:
        file.write_text(page(load_policy(policy or packaged_root()), results, now()), encoding="utf-8")
    except OSError:
        wrong(f"{file}: không ghi được trang ở đây; hãy xem thư mục có không và có quyền ghi không.")
    click.echo(f"Đã ghi trang {file}.", err=True)


def _run(
    paths: tuple[str, ...], policy: Path | None, workers: int | None, told: Callable[[FeatureOutcome], None]
) -> Results:
    """Run features, or end because there are none or the policy is wrong."""
    from config.errors import PolicyErrors
    from rules.choice import NoSuchFeature, choose
    from rules.run import processes, run

    try:
        return run(paths, policy, workers or processes(len(choose(paths))), told)
    except NoSuchFeature as missing:
        wrong(str(missing))
    except PolicyErrors as faults:
        wrong(*map(str, faults.errors))


def _what_if(
    paths: tuple[str, ...], policy: Path | None, changed: Path, workers: int | None, *, as_json: bool
) -> NoReturn:
    """Compare two policies, tell it, and end as a run under the changed one would."""
    from config.errors import PolicyErrors
    from config.loader import load_policy
    from rules.choice import NoSuchFeature, choose
    from rules.compared import compare
    from rules.run import processes
    from workflows.working_time import OutsideCalendar

    try:
        load_policy(changed)
    except PolicyErrors as faults:
        wrong(*(f"{(changed / one.path).as_posix()}:{one.line}: {one.message}" for one in faults.errors))
    try:
        found = compare(paths, policy, changed, workers or processes(len(choose(paths))))
    except (NoSuchFeature, OutsideCalendar) as fault:
        wrong(str(fault))
    except PolicyErrors as faults:
        wrong(*map(str, faults.errors))
    if as_json:
        print_json(found.as_json())
    else:
        for line in found.told():
            click.echo(line)
        for slip in found.changed.slips:
            click.echo(str(slip), err=True)
    raise SystemExit(_code(found.changed))


def _code(results: Results) -> int:
    return WRONG_INPUT if results.slips else REFUSED if results.wrong else 0


def _print(outcome: FeatureOutcome) -> None:
    """Tell what became of one file; what was written wrong goes where errors go."""
    from rules.printed import told

    for line in told(outcome):
        click.echo(line)
    for slip in dict.fromkeys(outcome.every_slip):
        click.echo(str(slip), err=True)


def _print_summary(results: Results, policy: Path | None) -> None:
    from rules.printed import summary

    click.echo(summary(results, policy))


def _watch(paths: tuple[str, ...], policy: Path | None, workers: int | None) -> None:
    from rules.watch import watched

    try:
        for results in watched(paths, policy, workers, told=_print, complain=lambda said: click.echo(said, err=True)):
            if results is not None:
                _print_summary(results, policy)
            click.echo("Đang chờ thay đổi; Ctrl-C để dừng.")
    except KeyboardInterrupt:
        click.echo("Đã dừng.")


@command()
@click.argument("words", nargs=-1, metavar="[TỪ …]")
@json_option
def steps(words: tuple[str, ...], as_json: bool) -> None:
    """Mọi câu dùng được trong kịch bản, mỗi câu một ví dụ; chỉ những câu có đủ các TỪ, không cần gõ dấu."""
    _need("pytest", "pytest_bdd", "gherkin")
    from rules.listed import listed, told

    found = listed(words)
    if as_json:
        print_json([one.as_json() for one in found])
        return
    if not found:
        refuse(f"Không có câu nào có đủ: {', '.join(words)}; hãy bớt từ, hoặc chạy «namro steps» để xem tất cả.")
    for line in told(found):
        click.echo(line)
