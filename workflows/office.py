"""An office at work: its settings, its policy, its register, opened together."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url, select

from config.loader import load_policy
from config.policy import Policy
from config.settings import Settings, read_settings
from workflows.channels import Mail, Ways
from workflows.charter import Charter, NoSuchJurisdiction
from workflows.clock import now
from workflows.contacts import addresses, read_contacts
from workflows.register.tables import Directive
from workflows.register.unit_of_work import Register


class NoRegister(LookupError):
    """There is no register to read from."""


@dataclass(frozen=True)
class Office:
    """What every use case needs.

    Attributes:
        settings: how this installation is set.
        charter: the policy of its jurisdiction.
        register: its register.
    """

    settings: Settings
    charter: Charter
    register: Register

    def channel(self) -> Ways:
        """Return the ways to every post: e-mail where it has an address, else none; and where it is nudged besides.

        Raises:
            workflows.contacts.ContactsError: when the contacts became unreadable since the office was opened.
        """
        settings = self.settings
        # The addresses of alerts hold tokens: they are read when something is sent, and kept nowhere.
        contacts = read_contacts(settings.contacts_file) if settings.contacts_file else {}

        def alerts(post: str) -> tuple[str, ...]:
            return contacts[post].alerts if post in contacts else ()

        if settings.smtp_host is None or settings.smtp_sender is None:
            return Ways(lambda _post: None, alerts)
        password = settings.smtp_password.get_secret_value() if settings.smtp_password else ""
        mail = Mail(
            settings.smtp_host,
            settings.smtp_port,
            settings.smtp_sender,
            settings.smtp_starttls,
            settings.smtp_user or "",
            password,
        )
        return Ways(lambda post: mail if self.charter.address(post) else None, alerts)


def open_office(
    *,
    database: str | None = None,
    policy_dir: Path | None = None,
    jurisdiction: str | None = None,
    about: str = "",
    settings: Settings | None = None,
    must_exist: bool = False,
) -> Office:
    """Open the office that the settings describe; arguments stand before settings.

    Args:
        database: URL of its register.
        policy_dir: folder of its policy.
        jurisdiction: key of its jurisdiction.
        about: a key of the register that is spoken of: it begins with the jurisdiction, where none is named.
        settings: how it is set; None: as the environment says.
        must_exist: whether a register that is not there yet is a fault.

    Raises:
        config.settings.SettingsError: when the environment is wrong.
        config.errors.PolicyErrors: when the policy is.
        NoRegister: when ``must_exist`` and there is no register yet.
        NoSuchJurisdiction: when the jurisdiction is not in it, or it has several and none was named.
    """
    settings = settings or read_settings()
    policy = load_policy(policy_dir or settings.policy_dir)
    charter = Charter(policy, choose(policy, jurisdiction or settings.jurisdiction, about), _contacts(settings))
    return Office(settings, charter, _register(settings, database, must_exist=must_exist))


def open_offices(
    *,
    database: str | None = None,
    policy_dir: Path | None = None,
    jurisdiction: str | None = None,
    must_exist: bool = False,
) -> list[Office]:
    """Open the office of every jurisdiction meant, all on one register.

    The one named; else those that the register knows; in an empty register all of the policy.

    Raises:
        As `open_office`.
    """
    settings = read_settings()
    policy = load_policy(policy_dir or settings.policy_dir)
    named = jurisdiction or settings.jurisdiction
    charters = {key: Charter(policy, key, _contacts(settings)) for key in ([named] if named else policy.jurisdictions)}
    register = _register(settings, database, must_exist=must_exist)
    if named is None:
        with register.read(now()) as uow:
            begun = set(uow.session.scalars(select(Directive.jurisdiction).distinct()))
        charters = {key: one for key, one in charters.items() if key in begun} or charters
    return [Office(settings, charter, register) for charter in charters.values()]


def _contacts(settings: Settings) -> dict[str, str]:
    return addresses(read_contacts(settings.contacts_file)) if settings.contacts_file else {}


def _register(settings: Settings, database: str | None, *, must_exist: bool) -> Register:
    url = database or settings.database
    if must_exist and (file := sqlite_file(url)) is not None and not file.exists():
        raise NoRegister(f"Chưa có sổ nào ở {file}; hãy chạy «namro assign» trước, hoặc chỉ sổ khác bằng --database.")
    return open_register(settings, url)


def sqlite_file(url: str) -> Path | None:
    """Return the file of a SQLite URL; None for a server or for memory."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        return None
    return Path(parsed.database)


def open_register(settings: Settings, database: str) -> Register:
    """Open a register with the keys and anchors that the settings say."""
    return Register.open(
        database,
        key_file=settings.key_dir / "seal.key",
        anchors=settings.anchor_file or anchors_of(settings, database),
    )


def anchors_of(settings: Settings, database: str) -> Path:
    """Return where the anchors of a database stand when the settings do not say: beside the keys, one file each."""
    return anchors_in(settings.key_dir, database)


def anchors_in(key_dir: Path, database: str) -> Path:
    """Return where the anchors of a database stand beside the keys."""
    url = make_url(database)
    file = sqlite_file(database)
    where = str(file.resolve()) if file else url.database
    name = hashlib.sha256(f"{url.host}|{url.port}|{where}".encode()).hexdigest()[:12]
    return key_dir / f"anchors-{name}.jsonl"


def choose(policy: Policy, jurisdiction: str | None, about: str = "") -> str:
    """Return the jurisdiction meant: the one named, the one that a key begins with, or the only one there is.

    Raises:
        NoSuchJurisdiction: when there are several and none was named.
    """
    if jurisdiction is not None:
        return jurisdiction
    if (begins := about.partition("/")[0]) in policy.jurisdictions and "/" in about:
        return begins
    if len(policy.jurisdictions) == 1:
        return next(iter(policy.jurisdictions))
    known = ", ".join(sorted(policy.jurisdictions))
    raise NoSuchJurisdiction(f"Chính sách có nhiều địa phương ({known}); hãy chọn bằng --jurisdiction.")
