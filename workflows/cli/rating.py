"""The command that rates: the advice for a period, line by line; with --propose it is laid before who decides."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from workflows.cli.common import (
    as_of_option,
    command,
    instant_or_now,
    json_option,
    office_options,
    print_json,
    refuse,
    wrong,
)

if TYPE_CHECKING:
    from workflows.charter import Charter
    from workflows.office import Office
    from workflows.rate import Rated, Sheet


@command()
@office_options
@click.option("--period", required=True, metavar="KỲ", help="Tháng 2026-04, quý 2026-Q2 hoặc năm 2026.")
@as_of_option
@click.option(
    "--given",
    multiple=True,
    metavar="CHỨC-DANH:TIÊU-CHÍ=ĐIỂM",
    help="Điểm do người cho: general tính bằng điểm, organising và unity tính bằng phần trăm; lặp lại được.",
)
@click.option("--propose", is_flag=True, help="Ghi phiếu dự kiến vào sổ để người có thẩm quyền quyết định.")
@json_option
def rate(
    office: "Office", period: str, as_of: datetime | None, given: tuple[str, ...], propose: bool, as_json: bool
) -> None:
    """Tính điểm xếp loại của một kỳ theo quy định có hiệu lực trong kỳ; chỉ để tham khảo, người quyết định."""
    from workflows import ratings
    from workflows.clock import now
    from workflows.rate import NoScheme
    from workflows.rate import rate as compute
    from workflows.rate_products import BadPeriod, read_period

    instant, proposed = instant_or_now(as_of), None
    try:
        read = read_period(period)
        told = _given(given, office.charter)
        if propose:
            proposed = ratings.propose(
                office.register, office.charter, read, as_of=instant, recorded_at=now(), given=told
            )
            sheet = proposed.sheet
        else:
            with office.register.read(now()) as uow:
                sheet = compute(uow.session, office.charter, read, as_of=instant, given=told)
    except BadPeriod as fault:
        wrong(str(fault))
    except (NoScheme, ratings.TooEarly) as fault:
        refuse(str(fault))
    if as_json:
        print_json(_as_json(sheet, office.charter, instant))
        return
    for line in _lines(sheet, office.charter):
        click.echo(line)
    if proposed is not None:
        click.echo(
            f"Đã lập {len(proposed.new)} phiếu, tính lại {len(proposed.again)}, giữ nguyên {len(proposed.kept)} "
            f"phiếu đã quyết định."
        )


def _given(texts: tuple[str, ...], charter: "Charter") -> dict[str, dict[str, Fraction]]:
    """Read what a person has judged: ``truong_phong:general=28``."""
    from workflows.rate import CRITERIA

    found: dict[str, dict[str, Fraction]] = {}
    for text in texts:
        post, _, rest = text.partition(":")
        name, _, number = rest.partition("=")
        try:
            value = Fraction(number.replace(",", "."))
        except (ValueError, ZeroDivisionError):
            value = Fraction(-1)
        if not post or name not in ("general", "organising", "unity") or value < 0 or "/" in number:
            wrong(f"«{text}» không đọc được; hãy viết như truong_phong:general=28 ({', '.join(sorted(CRITERIA))}).")
        found.setdefault(post, {})[name] = value
    return found


def _as_json(sheet: "Sheet", charter: "Charter", as_of: datetime) -> dict[str, Any]:
    from workflows.rate import as_json

    return {
        "period": sheet.period.key,
        "as_of": as_of.isoformat(),
        "scheme": sheet.scheme.label,
        "cites": sheet.cites,
        "ratings": [as_json(one, charter) for one in sheet.rated],
        "notes": sheet.notes,
    }


def _lines(sheet: "Sheet", charter: "Charter") -> Iterator[str]:
    yield f"{charter.jurisdiction.organization.label}, kỳ {sheet.period.key}: điểm tham khảo theo {sheet.scheme.label}."
    yield f"Căn cứ: {sheet.cites}."
    for one in sheet.rated:
        yield from _person(one, charter)
    yield from sheet.notes
    if not sheet.rated:
        yield "Chưa đủ dữ liệu: không có việc nào đến hạn trong kỳ."


def _person(one: "Rated", charter: "Charter") -> Iterator[str]:
    from workflows.rate import CRITERIA
    from workflows.targets import LEVELS

    result = LEVELS[one.level] if one.level else one.why
    score = ""
    if one.low is not None and one.high is not None:
        score = (
            f"{_points(one.low)} điểm; " if one.low == one.high else f"{_points(one.low)}–{_points(one.high)} điểm; "
        )
    yield f"{charter.label(one.post)}: {score}{result}"
    for part in one.parts:
        share = (
            f"{_points(part.low * 100)}%" if part.known else f"{_points(part.low * 100)}–{_points(part.high * 100)}%"
        )
        yield f"  {CRITERIA[part.name]}: {share} ({part.said})"
    for note in one.notes:
        yield f"  ghi chú: {note}"


def _points(value: Fraction) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".").replace(".", ",")
