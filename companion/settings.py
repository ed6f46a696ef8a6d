"""What can be set from outside: environment variables that begin with COMPANION_."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_config_path, user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from companion.errors import WrongUse

NAME = "sparringsrum"
CASEBOOK_FILE = "casebook.db"


class Settings(BaseSettings):
    """The settings of one run. `COMPANION_KEY` is a secret and never printed."""

    model_config = SettingsConfigDict(env_prefix="COMPANION_", frozen=True, extra="ignore", hide_input_in_errors=True)

    data_dir: Path = Field(default_factory=lambda: user_data_path(NAME, appauthor=False))
    """Where cases and the index lie."""
    key: SecretStr | None = None
    """32 bytes as 64 hexadecimal digits or as base64; without it a key file is made beside the configuration."""
    new_key: SecretStr | None = None
    """The key that `companion data rotate` changes to when `key` is given; of the same form."""
    key_file: Path = Field(default_factory=lambda: user_config_path(NAME, appauthor=False) / "key")
    """Apart from the data, so that a copy of the one is not a copy of the other."""
    retention_days: int = Field(default=180, ge=1, le=3650)
    """A case is deleted when it has not been used for so long."""
    help_file: Path | None = None
    """An organisation's own people to turn to, a YAML file of the form of knowledge/helplines.yaml; they are shown first."""
    model: str = ""
    """The model that words questions, as litellm names it ("ollama/…", "openai/…"); empty: the guided voice alone."""
    api_base: str = ""
    """Where the model is reached; empty: the provider's own address."""
    embedding_model: str = ""
    """The model that finds what a question means, as litellm names it; empty: the machine's own search alone."""
    embedding_api_base: str = ""
    """Where that one is reached; empty: as the other."""
    model_timeout: float = Field(default=20.0, gt=0, le=600)
    """Seconds a model may take for an answer, all in all."""
    turn_timeout: float = Field(default=30.0, gt=0, le=600)
    """Seconds after which a leader gets a question, whatever the model does: a second try and all the checks are in it."""
    temperature: float | None = Field(default=None, ge=0, le=2)
    """How freely the model words things; unset: as its provider has it."""
    embedding_timeout: float = Field(default=5.0, gt=0, le=600)
    """Seconds the other may take for a question."""
    auth_header: str = ""
    """Shared mode: the header in which a trusted proxy names the owner."""
    trusted_proxy: str = "127.0.0.1"
    """Shared mode: the only peer whose header counts."""
    groups_header: str = ""
    """Shared mode: the header in which the same proxy names the owner's groups; empty: everybody signed in is a leader."""
    leader_groups: str = ""
    """Groups whose members are leaders, separated by commas; empty: everybody signed in who is not in HR's groups alone."""
    facilitator_groups: str = ""
    """Groups whose members get the tools for a meeting."""
    hr_groups: str = ""
    """Groups whose members get the tools for setting a network up, and never a case."""
    public_hosts: str = ""
    """Shared mode: host names the app answers to, separated by commas."""
    pilot: bool = False
    """The tool is being tried out: leaders are asked whether their use may be counted."""
    pilot_k: int = Field(default=8, ge=5)
    """The pilot report tells nothing of fewer people than so many."""

    @field_validator("help_file", mode="before")
    @classmethod
    def _a_file(cls, given: str | Path | None) -> Path | None:
        """Set to nothing is not set."""
        return Path(given).expanduser() if given and str(given).strip() else None

    @field_validator("api_base", "embedding_api_base")
    @classmethod
    def _an_address(cls, given: str) -> str:
        """An address with a host, and nothing in it that would be sent along."""
        parts = urlsplit(given.strip())
        if given.strip() and (parts.scheme not in ("http", "https") or not parts.hostname or parts.username):
            raise ValueError("not an address")
        return given.strip()

    @property
    def has_data(self) -> bool:
        """True when a casebook lies in the data folder."""
        return (self.data_dir / CASEBOOK_FILE).exists()


def load_settings() -> Settings:
    """The settings, or WrongUse that names the variable at fault but never its value."""
    try:
        return Settings()
    except ValidationError as error:
        names = ", ".join(sorted({f"COMPANION_{part['loc'][0]}".upper() for part in error.errors()}))
        raise WrongUse(
            f"Indstillingen {names} kan ikke bruges. Ret den eller fjern den, og start igen.",
            f"The setting {names} cannot be used. Correct or remove it, and start again.",
        ) from None
