"""What is half typed, sealed with its case."""

from __future__ import annotations

from companion.casebook.store import Store, speaking
from companion.casebook.summary import Draft


class Drafts:
    """One a case."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, case: str, draft: Draft) -> None:
        """In place of the one before; an empty text forgets it."""
        seal = self._store.seal_of(case)
        with self._store.cursor() as cursor:
            if draft.text and seal:
                cursor.execute(
                    "INSERT OR REPLACE INTO drafts SELECT id, ? FROM cases WHERE id = ?",
                    (seal.seal(draft.model_dump()), case),
                )
            else:
                cursor.execute("DELETE FROM drafts WHERE id = ?", (case,))

    def of(self, case: str) -> Draft | None:
        """What was being typed when the case was last left."""
        seal = self._store.seal_of(case)
        with self._store.cursor() as cursor:
            row = cursor.execute("SELECT sealed FROM drafts WHERE id = ?", (case,)).fetchone()
        with speaking():
            return Draft.model_validate(seal.unseal(row[0])) if row and seal else None
