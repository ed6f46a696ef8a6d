"""Installations of many kinds, as their settings have them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from companion.settings import Settings

TODAY = dt.date(2026, 11, 23)
OWN_HELP = """helplines:
  - id: crisis
    levels: [acute, strain]
    name: {da: Krisehjælpen, en: The crisis line}
    number: "12 34 56 78"
    when: {da: "Døgnet rundt.", en: "Round the clock."}
    source: "HR"
    checked_on: 2026-11-01
  - id: hr
    levels: [duty]
    name: {da: Personaleafdelingen, en: The personnel department}
    when: {da: "Når du er i tvivl.", en: "When in doubt."}
    source: "HR"
"""
LOCAL: dict[str, Any] = {"model": "ollama_chat/gemma3:12b", "api_base": "http://localhost:11434"}
REMOTE: dict[str, Any] = {"model": "mistral/mistral-small-latest", "api_base": "https://api.eu.mistral.ai/v1"}
EMBEDDING: dict[str, Any] = {"embedding_model": "ollama/bge-m3", "embedding_api_base": "http://127.0.0.1:11434"}
KEY = "ab" * 32
KINDS: dict[str, dict[str, Any]] = {
    "default": {},
    "local model": LOCAL,
    "remote model": REMOTE,
    "provider's own": {"model": "openai/gpt-4.1-mini"},
    "cloud name": {"model": "ollama_chat/big:cloud", "api_base": "http://localhost:11434"},
    "private address": {"model": "hosted_vllm/g", "api_base": "https://10.1.2.3:8000/v1"},
    "open line": {"model": "hosted_vllm/g", "api_base": "http://10.1.2.3:8000/v1"},
    "embedding": EMBEDDING,
    "remote embedding": {"embedding_model": "openai/e5"},
    "both": REMOTE | EMBEDDING,
    "shared": {"auth_header": "X-Forwarded-User"},
    "shared with model": {"auth_header": "X-Forwarded-User", **REMOTE},
    "given key": {"key": KEY},
    "own folder": {"data_dir": Path("/srv/hemmelig-mappe")},
    "short": {"retention_days": 30},
    "everything": {"auth_header": "X-U", "key": KEY, "retention_days": 7, **REMOTE, **EMBEDDING},
}


def settings(**given: Any) -> Settings:
    """With nothing from the environment but what `given` says."""
    return Settings(**given)
