"""What a flow run is given: its office, its instant, its name, its page."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from prefect import runtime
from slugify import slugify
from sqlalchemy.engine import make_url

from config.errors import PolicyErrors
from config.loader import load_policy
from config.settings import SettingsError, read_settings
from workflows import clock
from workflows.charter import NoSuchJurisdiction
from workflows.office import Office, open_office


class SecretInParameter(ValueError):
    """A password was given where everybody can read it."""


def open_for(jurisdiction: str, database: str | None) -> Office:
    """Open the office of a jurisdiction, as the settings of the environment say.

    Args:
        jurisdiction: key of the jurisdiction.
        database: URL of the register; None for the one of the settings.

    Raises:
        SecretInParameter: when the URL carries a password: parameters are shown on the page of the run.
    """
    if database is not None and make_url(database).password:
        raise SecretInParameter(
            "Địa chỉ cơ sở dữ liệu có mật khẩu không được để trong tham số, vì ai xem trang này cũng đọc được; "
            "hãy đặt biến môi trường NAMRO_DATABASE_URL cho tiến trình chạy luồng."
        )
    return open_office(database=database, jurisdiction=jurisdiction)


def instant_of_run(as_of: datetime | None = None) -> datetime:
    """Return the instant that a run judges at: the one it was given, else the one it was scheduled for.

    Never after the clock, so that nothing is judged before its time; whole seconds, as the register keeps them.

    Raises:
        ValueError: for an instant without a zone.
    """
    meant = as_of if as_of is not None else runtime.flow_run.scheduled_start_time
    if meant.tzinfo is None:
        raise ValueError("Thời điểm phải có múi giờ, ví dụ 2024-03-12T00:00:00+07:00.")
    return min(meant, clock.now()).replace(microsecond=0)


def name_of(jurisdiction: str) -> str:
    """Return the Vietnamese name of a jurisdiction, or its key where the policy cannot be read: a name never fails."""
    try:
        return _names(read_settings().policy_dir).get(jurisdiction, jurisdiction)
    except (PolicyErrors, SettingsError, NoSuchJurisdiction, OSError):
        return jurisdiction


@lru_cache(maxsize=4)
def _names(policy_dir: Path) -> dict[str, str]:
    """Read the names once per process: every run asks for one."""
    return {key: one.organization.label for key, one in load_policy(policy_dir).jurisdictions.items()}


def artifact_key(what: str, jurisdiction: str) -> str:
    """Return the key of a page of a jurisdiction: Prefect takes lowercase ASCII letters, digits and dashes."""
    return slugify(f"{what}-{jurisdiction}")
