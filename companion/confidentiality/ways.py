"""Whom the gate may call, where that is, and what a call may be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

from companion.settings import Settings

Use = Literal["model", "embedding"]

OPTIONS = frozenset(
    {
        "temperature",
        "top_p",
        "max_tokens",
        "max_completion_tokens",
        "seed",
        "stop",
        "response_format",
        "reasoning_effort",
    }
)
"""None of them can send a call elsewhere or say who asks."""
_ONE_CALL: dict[str, Any] = {"num_retries": 0, "max_retries": 0, "caching": False}
"""No second try, and nothing from or into a cache."""


class Way(NamedTuple):
    """Whom to call and how long."""

    model: str
    base: str
    seconds: float

    @property
    def host(self) -> str:
        """As the setting has it; empty for the provider's own."""
        return urlsplit(self.base).netloc

    def asked(self) -> dict[str, Any]:
        """How litellm is told."""
        base = {"api_base": self.base} if self.base else {}
        return {"model": self.model, "timeout": self.seconds, **base, **_ONE_CALL}

    def settings(self) -> frozenset[str]:
        """The model's name as it may stand in a payload: as a whole, and without the provider in front."""
        parts = self.model.split("/")
        return frozenset("/".join(parts[at:]) for at in range(len(parts)))


def ways(settings: Settings) -> Mapping[Use, Way]:
    """As they are set; an embedding model without an address of its own is where the other is."""
    embedding_base = settings.embedding_api_base or settings.api_base
    return {
        "model": Way(settings.model, settings.api_base, settings.model_timeout),
        "embedding": Way(settings.embedding_model, embedding_base, settings.embedding_timeout),
    }
