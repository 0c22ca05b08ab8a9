"""Settings: defaults, the environment, and variables that nothing reads."""

from pathlib import Path

import pytest

from config.loader import packaged_root
from config.settings import SettingsError, read_settings, variables


def test_defaults_need_nothing() -> None:
    """Without a variable everything stands under var/ and no mail is sent."""
    settings = read_settings()
    assert settings.database == "sqlite:///var/namro.db"
    assert settings.policy_dir == packaged_root()
    assert (settings.key_dir, settings.anchor_file) == (Path("var/keys"), None)
    assert (settings.smtp_host, settings.contacts_file, settings.jurisdiction) == (None, None, None)


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each setting has its variable; an empty variable is no setting."""
    monkeypatch.setenv("NAMRO_DATABASE_URL", "postgresql+psycopg://namro@db/namro")
    monkeypatch.setenv("NAMRO_POLICY_DIR", "/etc/namro/policy")
    monkeypatch.setenv("NAMRO_SMTP_PORT", "2525")
    monkeypatch.setenv("NAMRO_SMTP_STARTTLS", "true")
    monkeypatch.setenv("NAMRO_JURISDICTION", "")
    settings = read_settings()
    assert settings.database == "postgresql+psycopg://namro@db/namro"
    assert settings.policy_dir == Path("/etc/namro/policy")
    assert (settings.smtp_port, settings.smtp_starttls, settings.jurisdiction) == (2525, True, None)


def test_the_password_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the settings' text nor a complaint about them shows the password."""
    monkeypatch.setenv("NAMRO_SMTP_PASSWORD", "mat-khau-that")
    settings = read_settings()
    assert "mat-khau-that" not in repr(settings) + str(settings)
    assert settings.smtp_password is not None
    assert settings.smtp_password.get_secret_value() == "mat-khau-that"
    monkeypatch.setenv("NAMRO_SMTP_PORT", "mat-khau-that")
    with pytest.raises(SettingsError) as refusal:
        read_settings()
    assert "mat-khau-that" not in str(refusal.value)


def test_unknown_variables_are_refused_with_the_nearest_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in a variable's name would silently not count: every one is named, in order."""
    monkeypatch.setenv("NAMRO_POLICY_DRI", "x")
    monkeypatch.setenv("NAMRO_DATABASE", "x")
    monkeypatch.setenv("NAMRO_Q", "x")
    with pytest.raises(SettingsError) as refusal:
        read_settings()
    assert str(refusal.value).splitlines() == [
        "NAMRO_DATABASE: không có biến môi trường này (ý bạn là 'NAMRO_DATABASE_URL'?); hãy sửa tên hoặc bỏ đi",
        "NAMRO_POLICY_DRI: không có biến môi trường này (ý bạn là 'NAMRO_POLICY_DIR'?); hãy sửa tên hoặc bỏ đi",
        "NAMRO_Q: không có biến môi trường này; hãy sửa tên hoặc bỏ đi",
    ]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("NAMRO_SMTP_PORT", "x", "NAMRO_SMTP_PORT: phải là số nguyên; hãy sửa biến môi trường này"),
        ("NAMRO_SMTP_PORT", "0", "NAMRO_SMTP_PORT: quá nhỏ; hãy sửa biến môi trường này"),
        ("NAMRO_SMTP_PORT", "65536", "NAMRO_SMTP_PORT: quá lớn; hãy sửa biến môi trường này"),
        (
            "NAMRO_SMTP_STARTTLS",
            "có",
            "NAMRO_SMTP_STARTTLS: phải là true hoặc false; hãy sửa biến môi trường này",
        ),
    ],
)
def test_wrong_values_are_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str) -> None:
    """A value of the wrong kind is refused under the name of its variable."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refusal:
        read_settings()
    assert str(refusal.value) == message


def test_variables_of_the_tests_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The two variables that only tests read do not disturb the program, and are no settings."""
    monkeypatch.setenv("NAMRO_REQUIRE_POSTGRES", "1")
    monkeypatch.setenv("NAMRO_TEST_PG_URL", "x")
    read_settings()
    assert not variables() & {"NAMRO_REQUIRE_POSTGRES", "NAMRO_TEST_PG_URL"}
