"""A year of Ba Bích in which nobody acts, line by line as the default ladder (GĐ-09) and the directive say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.postgres import PostgresServer
from tests.usecases.office import DIRECTIVE, all_lines, by_hand, charter, live, open_register, report, story
from workflows.register.tables import JournalLine
from workflows.register.unit_of_work import Register
from workflows.register.verify import verify

# The 10th of March 2024 is a Sunday: Monday the 11th counts.
Q1 = """
12/01/2024 00:00 open assigned deadline=12/03/2024T00:00 provenance=document
04/03/2024 08:00 warn assigned working_days=5 addressee=tu_phap
06/03/2024 08:00 warn assigned working_days=3 addressee=tu_phap
08/03/2024 08:00 warn assigned working_days=1 addressee=tu_phap
12/03/2024 00:00 cut_off assigned deadline=12/03/2024T00:00
#explanation 12/03/2024 00:00 open assigned deadline=14/03/2024T17:00 provenance=default
#rung-reminder 12/03/2024 08:00 deliver delivered addressee=tu_phap evidence=replay: mô phỏng: đến ngay
#rung-reminder 12/03/2024 08:00 escalate issued mode=automatic addressee=tu_phap
#rung-urging 14/03/2024 08:00 escalate drafted mode=to_sign addressee=tu_phap holder=van_phong_thong_ke
#rung-urging#signature 14/03/2024 08:00 open assigned deadline=15/03/2024T17:00 provenance=default
#explanation 14/03/2024 17:00 cut_off assigned deadline=14/03/2024T17:00
#rung-urging#signature 15/03/2024 17:00 pass_on assigned silent=van_phong_thong_ke addressee=chu_tich due=18/03/2024T17:00
#rung-urging#signature 18/03/2024 17:00 cut_off assigned deadline=18/03/2024T17:00
"""
# The 10th of June 2024 is a Monday; the letter is drafted on a Thursday, the second signature is due on Monday.
H1 = """
12/01/2024 00:00 open assigned deadline=11/06/2024T00:00 provenance=document
03/06/2024 08:00 warn assigned working_days=5 addressee=tu_phap
05/06/2024 08:00 warn assigned working_days=3 addressee=tu_phap
07/06/2024 08:00 warn assigned working_days=1 addressee=tu_phap
11/06/2024 00:00 cut_off assigned deadline=11/06/2024T00:00
#explanation 11/06/2024 00:00 open assigned deadline=13/06/2024T17:00 provenance=default
#rung-reminder 11/06/2024 08:00 deliver delivered addressee=tu_phap evidence=replay: mô phỏng: đến ngay
#rung-reminder 11/06/2024 08:00 escalate issued mode=automatic addressee=tu_phap
#rung-urging 13/06/2024 08:00 escalate drafted mode=to_sign addressee=tu_phap holder=van_phong_thong_ke
#rung-urging#signature 13/06/2024 08:00 open assigned deadline=14/06/2024T17:00 provenance=default
#explanation 13/06/2024 17:00 cut_off assigned deadline=13/06/2024T17:00
#rung-urging#signature 14/06/2024 17:00 pass_on assigned silent=van_phong_thong_ke addressee=chu_tich due=17/06/2024T17:00
#rung-urging#signature 17/06/2024 17:00 cut_off assigned deadline=17/06/2024T17:00
"""
# Opens with its window, a Saturday. The 2nd and 3rd of September are days off: five working days before
# Tuesday the 10th is Friday the 30th of August.
Q3 = """
15/06/2024 00:00 open assigned deadline=11/09/2024T00:00 provenance=document
30/08/2024 08:00 warn assigned working_days=5 addressee=tu_phap
05/09/2024 08:00 warn assigned working_days=3 addressee=tu_phap
09/09/2024 08:00 warn assigned working_days=1 addressee=tu_phap
11/09/2024 00:00 cut_off assigned deadline=11/09/2024T00:00
#explanation 11/09/2024 00:00 open assigned deadline=13/09/2024T17:00 provenance=default
#rung-reminder 11/09/2024 08:00 deliver delivered addressee=tu_phap evidence=replay: mô phỏng: đến ngay
#rung-reminder 11/09/2024 08:00 escalate issued mode=automatic addressee=tu_phap
#rung-urging 13/09/2024 08:00 escalate drafted mode=to_sign addressee=tu_phap holder=van_phong_thong_ke
#rung-urging#signature 13/09/2024 08:00 open assigned deadline=16/09/2024T17:00 provenance=default
#explanation 13/09/2024 17:00 cut_off assigned deadline=13/09/2024T17:00
#rung-urging#signature 16/09/2024 17:00 pass_on assigned silent=van_phong_thong_ke addressee=chu_tich due=17/09/2024T17:00
#rung-urging#signature 17/09/2024 17:00 cut_off assigned deadline=17/09/2024T17:00
"""
# The year's window began in December 2023, before the directive: it opens with the directive.
YEAR = """
12/01/2024 00:00 open assigned deadline=11/12/2024T00:00 provenance=document
03/12/2024 08:00 warn assigned working_days=5 addressee=tu_phap
05/12/2024 08:00 warn assigned working_days=3 addressee=tu_phap
09/12/2024 08:00 warn assigned working_days=1 addressee=tu_phap
11/12/2024 00:00 cut_off assigned deadline=11/12/2024T00:00
#explanation 11/12/2024 00:00 open assigned deadline=13/12/2024T17:00 provenance=default
#rung-reminder 11/12/2024 08:00 deliver delivered addressee=tu_phap evidence=replay: mô phỏng: đến ngay
#rung-reminder 11/12/2024 08:00 escalate issued mode=automatic addressee=tu_phap
#rung-urging 13/12/2024 08:00 escalate drafted mode=to_sign addressee=tu_phap holder=van_phong_thong_ke
#rung-urging#signature 13/12/2024 08:00 open assigned deadline=16/12/2024T17:00 provenance=default
#explanation 13/12/2024 17:00 cut_off assigned deadline=13/12/2024T17:00
#rung-urging#signature 16/12/2024 17:00 pass_on assigned silent=van_phong_thong_ke addressee=chu_tich due=17/12/2024T17:00
#rung-urging#signature 17/12/2024 17:00 cut_off assigned deadline=17/12/2024T17:00
"""
# Three working days after the window closes, by default: climbs no further than the reminder.
CONSOLIDATED = {
    "2024-Q1": """
12/01/2024 00:00 open assigned deadline=20/03/2024T00:00 provenance=default
12/03/2024 08:00 warn assigned working_days=5 addressee=van_phong_thong_ke
14/03/2024 08:00 warn assigned working_days=3 addressee=van_phong_thong_ke
18/03/2024 08:00 warn assigned working_days=1 addressee=van_phong_thong_ke
20/03/2024 00:00 cut_off assigned deadline=20/03/2024T00:00
#explanation 20/03/2024 00:00 open assigned deadline=22/03/2024T17:00 provenance=default
#rung-reminder 20/03/2024 08:00 deliver delivered addressee=van_phong_thong_ke evidence=replay: mô phỏng: đến ngay
#rung-reminder 20/03/2024 08:00 escalate issued mode=automatic addressee=van_phong_thong_ke
#explanation 22/03/2024 17:00 cut_off assigned deadline=22/03/2024T17:00
""",
    "2024-H1": """
12/01/2024 00:00 open assigned deadline=20/06/2024T00:00 provenance=default
12/06/2024 08:00 warn assigned working_days=5 addressee=van_phong_thong_ke
14/06/2024 08:00 warn assigned working_days=3 addressee=van_phong_thong_ke
18/06/2024 08:00 warn assigned working_days=1 addressee=van_phong_thong_ke
20/06/2024 00:00 cut_off assigned deadline=20/06/2024T00:00
#explanation 20/06/2024 00:00 open assigned deadline=24/06/2024T17:00 provenance=default
#rung-reminder 20/06/2024 08:00 deliver delivered addressee=van_phong_thong_ke evidence=replay: mô phỏng: đến ngay
#rung-reminder 20/06/2024 08:00 escalate issued mode=automatic addressee=van_phong_thong_ke
#explanation 24/06/2024 17:00 cut_off assigned deadline=24/06/2024T17:00
""",
    # The window closes on a Saturday: Monday is the first working day after.
    "2024-Q3": """
15/06/2024 00:00 open assigned deadline=19/09/2024T00:00 provenance=default
11/09/2024 08:00 warn assigned working_days=5 addressee=van_phong_thong_ke
13/09/2024 08:00 warn assigned working_days=3 addressee=van_phong_thong_ke
17/09/2024 08:00 warn assigned working_days=1 addressee=van_phong_thong_ke
19/09/2024 00:00 cut_off assigned deadline=19/09/2024T00:00
#explanation 19/09/2024 00:00 open assigned deadline=23/09/2024T17:00 provenance=default
#rung-reminder 19/09/2024 08:00 deliver delivered addressee=van_phong_thong_ke evidence=replay: mô phỏng: đến ngay
#rung-reminder 19/09/2024 08:00 escalate issued mode=automatic addressee=van_phong_thong_ke
#explanation 23/09/2024 17:00 cut_off assigned deadline=23/09/2024T17:00
""",
    "2024": """
12/01/2024 00:00 open assigned deadline=19/12/2024T00:00 provenance=default
11/12/2024 08:00 warn assigned working_days=5 addressee=van_phong_thong_ke
13/12/2024 08:00 warn assigned working_days=3 addressee=van_phong_thong_ke
17/12/2024 08:00 warn assigned working_days=1 addressee=van_phong_thong_ke
19/12/2024 00:00 cut_off assigned deadline=19/12/2024T00:00
#explanation 19/12/2024 00:00 open assigned deadline=23/12/2024T17:00 provenance=default
#rung-reminder 19/12/2024 08:00 deliver delivered addressee=van_phong_thong_ke evidence=replay: mô phỏng: đến ngay
#rung-reminder 19/12/2024 08:00 escalate issued mode=automatic addressee=van_phong_thong_ke
#explanation 23/12/2024 17:00 cut_off assigned deadline=23/12/2024T17:00
""",
}
# "2024" is read as the end of the year: a date of ours, so nothing above the reminder. 1/1/2025 is a day off.
ONE_OFF = """
12/01/2024 00:00 open assigned deadline=01/01/2025T00:00 provenance=inferred
24/12/2024 08:00 warn assigned working_days=5 addressee=truong_cong_an
26/12/2024 08:00 warn assigned working_days=3 addressee=truong_cong_an
30/12/2024 08:00 warn assigned working_days=1 addressee=truong_cong_an
01/01/2025 00:00 cut_off assigned deadline=01/01/2025T00:00
#explanation 01/01/2025 00:00 open assigned deadline=06/01/2025T17:00 provenance=default
#rung-reminder 02/01/2025 08:00 deliver delivered addressee=truong_cong_an evidence=replay: mô phỏng: đến ngay
#rung-reminder 02/01/2025 08:00 escalate issued mode=automatic addressee=truong_cong_an
#explanation 06/01/2025 17:00 cut_off assigned deadline=06/01/2025T17:00
"""

REPORTS = 6 * 4  # six performers, four periods, dates of the document
CONSOLIDATIONS = 4
# 2.1.2, 2.1.3, 2.2.2, 3.1 of six each; 2.4.3 of two; 2.8: six, six, one, one, one and four.
ONE_OFFS = 6 + 6 + 6 + 6 + 2 + (6 + 6 + 1 + 1 + 1 + 4)
# 2: two of six; 2.4.1, 2.4.2, 2.6.1 of four; 2.6.2 of one; 2.9 of six.
TARGETS = 2 * 6 + 3 * 4 + 1 + 6
# 2.1.1 of six; 2.2.1 of two; 2.3 five of one; 2.5 of one; 2.6.1 of four; 2.6.3 of three; 2.7 of two; 3.2.1 of one.
STANDING = 6 + 2 + 5 + 1 + 4 + 3 + 2 + 1
DATED = REPORTS + CONSOLIDATIONS + ONE_OFFS
COUNTS = {
    "publish": 1,
    "open": DATED
    + TARGETS
    + STANDING
    + DATED
    + REPORTS,  # each missed one owes an explanation, each report a signature
    "warn": 3 * DATED,
    "cut_off": DATED + DATED + REPORTS,  # the work, its explanation, the letter that stays unsigned
    "escalate": DATED + REPORTS,  # a reminder each; an urging only where the date is the document's
    "deliver": DATED,  # reminders; no urging is ever signed
    "pass_on": REPORTS,  # from the monitor to the authority, where it stays
}


def plain(lines: list[JournalLine]) -> list[tuple[object, ...]]:
    """Everything of a line but when it was recorded."""
    return [
        (one.seq, one.batch, one.at, one.machine, one.subject, one.trigger, one.source, one.dest, one.by, one.cites,
         tuple(sorted((k, str(v)) for k, v in one.details.items())))
        for one in lines
    ]  # fmt: skip


@pytest.fixture(scope="module")
def silent_year(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """Replay the year in which nobody acts, once for the tests that read it."""
    home = tmp_path_factory.mktemp("silent")
    register = open_register(f"sqlite:///{home / 'namro.db'}", home)
    live(register, charter(), "2025-01-15")
    yield register
    register.engine.dispose()


def test_one_performer_over_the_whole_year(silent_year: Register) -> None:
    """With nobody acting each period opens, warns, is cut off, reminded of, and stops at an unsigned urging letter."""
    for period, expected in (("2024-Q1", Q1), ("2024-H1", H1), ("2024-Q3", Q3), ("2024", YEAR)):
        assert story(silent_year, report("tu_phap", period)) == by_hand(expected), period
    # Every performer of the same duty has the same story; a unit is addressed by its head.
    for performer, head in (("cong_an", "truong_cong_an"), ("quan_su", "chi_huy_truong_quan_su")):
        assert story(silent_year, report(performer)) == by_hand(Q1.replace("tu_phap", head))
    for performer in ("tai_chinh", "dia_chinh", "van_hoa_xa_hoi"):
        assert story(silent_year, report(performer)) == by_hand(Q1.replace("tu_phap", performer))


def test_the_consolidated_report(silent_year: Register) -> None:
    """The upward date is a default of ours, three working days after the window, and never climbs past a reminder."""
    for period, expected in CONSOLIDATED.items():
        key = f"{DIRECTIVE}/3.2.2/tong-hop/van_phong_thong_ke/{period}"
        assert story(silent_year, key) == by_hand(expected), period


def test_a_one_off_whose_date_is_inferred(silent_year: Register) -> None:
    """A task without a date in the text gets the end of the year, marked inferred, and stops at the reminder."""
    assert story(silent_year, f"{DIRECTIVE}/2.4.3/ket-noi-dan-cu/cong_an") == by_hand(ONE_OFF)


def test_the_directive_and_what_never_ends(silent_year: Register) -> None:
    """The directive is published and moves no further; standing duties and targets are opened and left alone."""
    assert story(silent_year, DIRECTIVE) == ["12/01/2024 00:00 publish assigned"]
    for key in ("2.5/dao-tao/van_phong_thong_ke", "2/thu-hang/tu_phap", "2.6.2/qua-han-mot-cua/van_phong_thong_ke"):
        (only,) = story(silent_year, f"{DIRECTIVE}/{key}")
        assert only.startswith("12/01/2024 00:00 open assigned provenance=none")


def test_how_often_each_trigger_was_used(silent_year: Register) -> None:
    """Every line of the year is accounted for: nothing opens, warns, cuts off or climbs beside what is settled."""
    lines = all_lines(silent_year)
    assert (DATED, TARGETS, STANDING) == (73, 31, 24)
    assert Counter(line.trigger for line in lines) == COUNTS
    assert len(lines) == 809


def test_what_each_line_rests_on(silent_year: Register) -> None:
    """Every line cites the clause, and what follows from a default of ours cites that default as well."""
    lines = {(line.subject, line.trigger): line for line in all_lines(silent_year)}
    clause = "mục 3.1, tiểu mục 1.2"
    assert clause in lines[report("tu_phap"), "open"].cites
    assert clause in lines[report("tu_phap"), "cut_off"].cites
    rung = lines[report("tu_phap") + "#rung-reminder", "escalate"]
    assert clause in rung.cites
    assert "GĐ-09" in rung.cites
    assert "GĐ-01" in lines[report("tu_phap") + "#explanation", "open"].cites
    assert "GĐ-27" in lines[report("tu_phap") + "#rung-urging#signature", "open"].cites
    assert all(line.cites for line in lines.values())
    assert {line.by for line in lines.values()} == {"system"}


def test_lines_of_one_instant_stand_by_subject_and_trigger(silent_year: Register) -> None:
    """A sweep writes each trigger in order of subjects, so that a replay is the same on every machine."""
    opened = [line.subject for line in all_lines(silent_year) if line.trigger == "open" and line.batch == 1]
    assert opened == sorted(opened)


def test_the_journal_of_the_year_is_whole(silent_year: Register) -> None:
    """What the replay wrote is sealed and anchored without a gap."""
    assert verify(silent_year) == []


def test_the_same_replay_twice_and_on_both_databases(
    silent_year: Register, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    """A replay of the same input gives the same journal, line for line, on either database."""
    url = postgres_server.create_database()
    register = open_register(url, tmp_path)
    try:
        live(register, charter(), "2025-01-15")
        first, second = all_lines(silent_year), all_lines(register)
        assert plain(first) == plain(second)
        assert verify(register) == []
    finally:
        register.engine.dispose()
        postgres_server.drop_database(url)
