"""What is stored is packed and sealed: AES under a key of the case's own, and that key under the master key.

Deleting a case destroys its key, so that no copy of its ciphertext opens again. A seal is bound to what it is about: the
key of one case, put in the place of another's or given another owner, does not open.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from Crypto.Cipher import AES

_NONCE, _TAG = 16, 16


class Seal:
    """Packs and encrypts under one key (EAX: whatever was changed does not open). `about` is bound in and not stored."""

    def __init__(self, key: bytes, about: str = "") -> None:
        self._key, self._about = key, about.encode()

    def encrypt(self, plaintext: bytes) -> bytes:
        """Nonce, tag and ciphertext of `plaintext`, made small first."""
        cipher = self._cipher(secrets.token_bytes(_NONCE))
        ciphertext, tag = cipher.encrypt_and_digest(zlib.compress(plaintext, 6))
        return bytes(cipher.nonce + tag + ciphertext)

    def decrypt(self, sealed: bytes) -> bytes:
        """What was sealed. sqlite3.DatabaseError when the key is another or the bytes are damaged: a seal that does not
        open is damage to the database like any other."""
        nonce, tag, ciphertext = sealed[:_NONCE], sealed[_NONCE : _NONCE + _TAG], sealed[_NONCE + _TAG :]
        try:
            return zlib.decompress(self._cipher(nonce).decrypt_and_verify(ciphertext, tag))
        except (ValueError, zlib.error):
            raise sqlite3.DatabaseError("malformed: a seal does not open") from None

    def seal(self, value: Any) -> bytes:
        """A small JSON value, sealed."""
        return self.encrypt(json.dumps(value).encode())

    def unseal(self, sealed: bytes) -> Any:
        """What `seal` sealed."""
        return json.loads(self.decrypt(sealed))

    def _cipher(self, nonce: bytes) -> Any:
        cipher = AES.new(self._key, AES.MODE_EAX, nonce=nonce)
        cipher.update(self._about)
        return cipher


class CaseCipher:
    """LangGraph's cipher: it seals with whatever case the thread has in hand.

    A cipher rather than a serializer of our own: a strict graph wraps the cipher it is given in a serializer of its own
    making, and whatever a subclass added would be lost without a word.
    """

    def __init__(self) -> None:
        self._now = threading.local()

    @contextmanager
    def of(self, seal: Seal | None) -> Iterator[None]:
        """Inside, `seal` is in use; None is for a case that is not there, of which nothing can be read."""
        self._now.seal = seal
        try:
            yield
        finally:
            del self._now.seal

    def encrypt(self, plaintext: bytes) -> tuple[str, bytes]:
        return "aes", self._now.seal.encrypt(plaintext)

    def decrypt(self, ciphername: str, ciphertext: bytes) -> bytes:
        if self._now.seal is None:
            raise sqlite3.DatabaseError("malformed: a key is missing")
        return bytes(self._now.seal.decrypt(ciphertext))
