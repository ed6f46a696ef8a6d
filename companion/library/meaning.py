"""How near a question's meaning is to each card, as an embedding model sees it; only where COMPANION_EMBEDDING_MODEL names one.

The cards' own texts are embedded once and kept beside the index, named by the cards, the model and where it is: whatever
changes makes them anew. A question goes out through the gate, placeholders in place of names, and only with a discretion. Own
documents are never sent: they may be about anything and anyone, and nobody looks them through first.

Without an answer, with a late one or one held back, the machine's own search stands as it is.
"""

from __future__ import annotations

import threading
import time
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from companion.errors import HeldBack, ModelProblem, PartFailed
from companion.library.cards import Card
from companion.library.fingerprint import of_meanings
from companion.vocabulary import LANGS

if TYPE_CHECKING:
    from companion.confidentiality.discretion import Discretion
    from companion.confidentiality.gate import Gate

MEANING = 0.25
"""What being by far the nearest counts beside what was learned: as much as the nearness of letters, see rank.LETTERS. Of 0.1,
0.25, 0.5 and 1 the best on the tuning half of evals/retrieval, with the English model that evals/retrieval knows."""
STANDS_OUT, BY_FAR = 1.5, 4.0
"""How far above the mean of all cards, in standard deviations, a card must lie to count at all, and to count in full. Mean and
spread differ from model to model, so that a nearness by itself says nothing."""
_AT_ONCE = 32
_BATCH_SECONDS = 60.0
"""For so many texts of the cards; a small machine takes its time over them."""
_REST_SECONDS = 60.0
"""How long a model that did not answer is left alone."""
_LONGEST = 2_000
"""Characters of a text that are sent: embedding models commonly read some 500 tokens, and some refuse more."""
_PREFIX = "meanings-"

Table = NDArray[np.float32]


class Meanings:
    """Safe to ask from several threads and processes."""

    def __init__(self, place: Path, cards: Sequence[Card], gate: Gate | None) -> None:
        self._place, self._cards = place, tuple(cards)
        self._gate = gate if gate and gate.available_for("embedding") else None
        self._making = threading.Lock()
        self._table: Table | None = None
        self._rests_until = 0.0

    def prepare(self) -> None:
        """Embed the cards' texts if that has not been done, and load what the first question would wait for. Quiet when the
        model does not answer: after a rest it is tried again."""
        if self._gate is None:
            return
        self._gate.warm_up()
        if self._table is None and time.monotonic() >= self._rests_until and self._making.acquire(blocking=False):
            try:
                self._table = self._read()
                if self._table is None:
                    self._table = self._made(self._gate)
            except PartFailed:
                self._rests_until = time.monotonic() + _REST_SECONDS
            finally:
                self._making.release()

    def near(self, texts: Sequence[str], discretion: Discretion | None) -> dict[str, float]:
        """What speaks for each card, 0 to MEANING; empty without a model, a discretion, or an answer in time. Several texts
        are taken as one. While the cards' own are not embedded, others see to that and nobody waits."""
        said = [text[:_LONGEST] for text in texts if text.strip()]
        if self._gate is None or discretion is None or not said or time.monotonic() < self._rests_until:
            return {}
        table = self._table
        if table is None:
            threading.Thread(target=self.prepare, daemon=True).start()
            return {}
        try:
            asked = _unit(np.array(self._gate.embed(said, discretion), np.float32))
        except HeldBack:
            return {}
        except PartFailed:
            self._rests_until = time.monotonic() + _REST_SECONDS
            return {}
        if asked.shape[1] != table.shape[1]:
            self._forget()
            return {}
        nearness = (table @ _unit(asked.mean(axis=0, keepdims=True))[0]).reshape(len(self._cards), -1).max(axis=1)
        return dict(zip((card.id for card in self._cards), _standing_out(nearness).tolist(), strict=True))

    def _made(self, gate: Gate) -> Table:
        """Embedded now and kept. ModelProblem when the model does not answer; that it cannot be kept does not matter."""
        texts = [text for card in self._cards for text in _texts(card)]
        rows: list[list[float]] = []
        for start in range(0, len(texts), _AT_ONCE):
            rows += gate.embed_material(texts[start : start + _AT_ONCE], _BATCH_SECONDS)
        if len({len(row) for row in rows}) != 1:
            raise ModelProblem("unreadable")
        table = _unit(np.array(rows, np.float32))
        self._keep(table)
        return table

    def _keep(self, table: Table) -> None:
        at, draft = self._at, self._place / f".{_PREFIX}{uuid4().hex}"
        with suppress(OSError):
            try:
                with draft.open("wb") as file:
                    np.savez_compressed(file, rows=table.astype(np.float16))
                draft.replace(at)
            finally:
                draft.unlink(missing_ok=True)
            for other in self._place.glob(f"{_PREFIX}*"):
                if other != at:
                    other.unlink()

    def _read(self) -> Table | None:
        """What was kept; None when there is none, or it is damaged."""
        try:
            with np.load(self._at) as kept:
                table: Table = kept["rows"].astype(np.float32)
        except (OSError, ValueError, KeyError, EOFError, zlib.error, zipfile.BadZipFile):
            return None
        return table if table.ndim == 2 and len(table) == sum(1 for card in self._cards for _ in _texts(card)) else None

    def _forget(self) -> None:
        """The model has changed behind its name: what was made with it before is of no use."""
        with suppress(OSError):
            self._at.unlink(missing_ok=True)
        self._table = None

    @property
    def _at(self) -> Path:
        named = self._gate.named("embedding") if self._gate else ""
        return self._place / f"{_PREFIX}{of_meanings(self._cards, named)[:16]}.npz"


def _texts(card: Card) -> Iterator[str]:
    """What a card says and how it is asked for, in each language."""
    for lang in LANGS:
        yield f"{card.title.to(lang)}\n{card.body.to(lang)}"[:_LONGEST]
        asked = card.asked_as.da if lang == "da" else card.asked_as.en
        yield "\n".join(asked)[:_LONGEST]


def _standing_out(nearness: Table) -> Table:
    spread = float(nearness.std())
    far = (nearness - nearness.mean()) / spread if spread > 1e-9 else np.zeros_like(nearness)
    counts: Table = np.clip((far - STANDS_OUT) / (BY_FAR - STANDS_OUT), 0.0, 1.0).astype(np.float32)
    return MEANING * counts


def _unit(table: Table) -> Table:
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    unit: Table = (table / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
    return unit
