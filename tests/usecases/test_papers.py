"""A paper waits for a person only from when that person was told of it."""

from collections.abc import Callable

from tests.usecases.office import Office, report, vn

OfficeAt = Callable[..., Office]

URGING = report("tu_phap") + "#rung-urging#signature"


def test_nobody_was_silent_about_what_has_not_been_told_to_them(office_at: OfficeAt) -> None:
    """Drafted on the 14th and told on the 18th: it passes on from the 19th at 17:00, not from the 15th."""
    office = office_at("2024-03-14 00:00")
    office.sweep(vn("2024-03-14 08:00"))
    office.now = vn("2024-03-18 09:00")
    assert "pass_on" not in office.sweep(office.now).moved
    office.send()
    assert "pass_on" not in office.sweep(vn("2024-03-19 16:59")).moved
    assert office.sweep(vn("2024-03-19 17:00")).moved["pass_on"] == 6
    lines = office.story(report("tu_phap"))
    assert (
        "#rung-urging#signature 19/03/2024 17:00 pass_on assigned silent=van_phong_thong_ke addressee=chu_tich "
        "due=20/03/2024T17:00"
    ) in lines


def test_who_was_told_at_once_has_the_usual_time(office_at: OfficeAt) -> None:
    """Drafted and told on the 14th at 08:00: it passes on on the 15th at 17:00."""
    office = office_at("2024-03-14 00:00")
    office.pass_time("2024-03-15 17:00")
    assert any("15/03/2024 17:00 pass_on" in line for line in office.story(report("tu_phap")))
