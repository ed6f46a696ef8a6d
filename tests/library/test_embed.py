"""Words as vectors: near when they ask for the same, far when they do not, and the same everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256

import numpy as np
import pytest

from companion.library.cards import load_cards
from companion.library.embed import DIMENSION, Embedder
from companion.library.rank import whole
from companion.library.words import load_vocabulary, tokens

EMBEDDER = Embedder(whole(card) for card in load_cards())

PRINT = (
    "from companion.library.embed import Embedder; from hashlib import sha256; "
    "print(sha256(Embedder(['Vi mødes hver måned']).embed(['Hvor tit mødes vi?']).tobytes()).hexdigest())"
)


def _near(one: str, other: str) -> float:
    first, second = EMBEDDER.embed([one, other])
    return float(first @ second)


@pytest.mark.parametrize(
    ("said", "near", "far"),
    [
        ("ledergruppen", "ledergruppe", "telefonen"),
        ("FORTROLIGHED", "fortrolig", "forplejning"),
        ("tit", "ofte", "alene"),
        ("min chef", "my boss", "my phone"),
        ("netværksgruppen", "netværket", "medarbejderen"),
        ("Jeg sover ikke", "Jeg vågner om natten", "Jeg uddelegerer ikke"),
    ],
)
def test_what_asks_for_the_same_is_nearer(said: str, near: str, far: str) -> None:
    assert _near(said, near) > _near(said, far) + 0.1


def test_vectors_are_of_one_length_and_silence_is_zero() -> None:
    vectors = EMBEDDER.embed(["Hvad er problemet?", "", "?!"])
    assert vectors.shape == (3, DIMENSION) and vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 0, 0], atol=1e-6)


def test_the_same_text_gives_the_same_vector_in_another_process() -> None:
    here = sha256(Embedder(["Vi mødes hver måned"]).embed(["Hvor tit mødes vi?"]).tobytes()).hexdigest()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        there = subprocess.run([sys.executable, "-c", PRINT], env=env, capture_output=True, text=True, check=True)
        assert there.stdout.strip() == here


def test_no_card_carries_a_word_that_is_beyond_the_material() -> None:
    words = load_vocabulary()
    assert [(card.id, word) for card in load_cards() for word in tokens(whole(card)) if words.is_beyond(word)] == []
