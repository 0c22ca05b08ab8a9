"""Settings from the environment: every variable begins with ``NAMRO_``."""

import os
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from config.loader import packaged_root
from config.located import nearest

PREFIX = "NAMRO_"
TEST_VARIABLES = frozenset({"NAMRO_REQUIRE_BROWSER", "NAMRO_REQUIRE_POSTGRES", "NAMRO_TEST_PG_URL"})
"""Variables that only the tests read."""

_REASONS: dict[str, str] = {
    "int_parsing": "phải là số nguyên",
    "bool_parsing": "phải là true hoặc false",
    "greater_than_equal": "quá nhỏ",
    "less_than_equal": "quá lớn",
}


class SettingsError(ValueError):
    """The environment is wrong; the text names every variable at fault, in Vietnamese."""


class Settings(BaseSettings):
    """What an installation decides for itself.

    Attributes:
        database: URL of the register.
        policy_dir: the policy root.
        key_dir: where keys are kept.
        anchor_file: where anchors of the journal are written; None: beside the keys, one file per database.
        smtp_host: mail server; None: no mail is sent.
        smtp_port: its port.
        smtp_sender: the address that notices come from.
        smtp_starttls: whether the connection must be encrypted; on unless switched off.
        smtp_user: user at the mail server.
        smtp_password: password at the mail server; never printed.
        inbox_dir: folder in which clerks leave files of acts; None: no folder is watched.
        contacts_file: addresses of posts, kept outside the policy.
        jurisdiction: the jurisdiction that commands use unless told otherwise.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        populate_by_name=True,
    )

    database: Annotated[str, Field(min_length=1, validation_alias="NAMRO_DATABASE_URL")] = "sqlite:///var/namro.db"
    policy_dir: Path = Field(default_factory=packaged_root)
    key_dir: Path = Path("var/keys")
    anchor_file: Path | None = None
    smtp_host: str | None = None
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 25
    smtp_sender: str | None = None
    smtp_starttls: bool = True
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    inbox_dir: Path | None = None
    contacts_file: Path | None = None
    jurisdiction: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _strangers(cls, data: Any) -> Any:
        """Refuse variables that nothing reads: a slip there would silently not count."""
        known = variables()
        wrong = sorted(
            name
            for name in os.environ
            if name.upper().startswith(PREFIX) and name.upper() not in known | TEST_VARIABLES
        )
        if wrong:
            raise PydanticCustomError("unknown_variables", "{names}", {"names": ",".join(wrong)})
        return data


def variables() -> frozenset[str]:
    """The names of the variables that settings are read from."""
    return frozenset(
        str(field.validation_alias or PREFIX + name.upper()) for name, field in Settings.model_fields.items()
    )


def read_settings() -> Settings:
    """Read the settings from the environment.

    Returns:
        The settings, frozen.

    Raises:
        SettingsError: with a Vietnamese line for every variable at fault.
    """
    try:
        return Settings()
    except ValidationError as refusal:
        lines: list[str] = []
        for error in refusal.errors(include_url=False, include_input=False):
            if error["type"] == "unknown_variables":
                lines += [_unknown(name) for name in error["ctx"]["names"].split(",")]
                continue
            name = "".join(str(part) for part in error["loc"]).upper()
            name = name if name.startswith(PREFIX) else PREFIX + name
            lines.append(f"{name}: {_REASONS.get(error['type'], 'giá trị không hợp lệ')}; hãy sửa biến môi trường này")
        raise SettingsError("\n".join(lines)) from None


def _unknown(name: str) -> str:
    """Say that a variable is unknown, and which one was meant."""
    known = {variable.removeprefix(PREFIX) for variable in variables()}
    hint = nearest(name.upper().removeprefix(PREFIX), known).replace("'", f"'{PREFIX}", 1)
    return f"{name}: không có biến môi trường này{hint}; hãy sửa tên hoặc bỏ đi"
