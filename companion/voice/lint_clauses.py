"""What a sentence asks: its question clauses, each open or closed, and whether it is an open invitation.

A clause asks openly when it begins with a question word in main order ("Hvad gør du", "How did it"), closed when it
begins with a verb and its subject ("Er du", "Did they"). "Når du ser på det, …" and "Hvad du gør, …" only lead in.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from companion.voice.lint_invitations import asks_whether, invites
from companion.voice.lint_words import (
    QUOTE,
    Clause,
    Sentence,
    Words,
    framed,
    pattern,
    tags,
    without_fillers,
    words,
)

Asked = Literal["open", "closed", "invitation"]

_HARD = frozenset("–—;:-")
_REPORTING = frozenset({"ved", "siger", "know", "see", "ser", "fortæller", "tænker", "forstå", "sige", "think"})
_CONDITION = frozenset({"havde", "var", "fik", "kunne", "skulle", "had", "were", "should"})


def asked(sentence: Sentence) -> list[Asked]:
    """The question clauses of a sentence in order; empty when it asks nothing."""
    if invites(sentence.words):
        return _invitation(sentence)
    if sentence.end == "?":
        return _question(sentence)
    if sentence.end == ":":
        return []
    return _unmarked(sentence)


def _invitation(sentence: Sentence) -> list[Asked]:
    """An invitation, and whatever is asked beside it. "Tell me, what did you do" is one thing."""
    if asks_whether(sentence.line):
        return ["closed"]
    found: list[Asked] = ["invitation"]
    clauses = sentence.clauses
    for index, (mark, clause) in enumerate(clauses):
        joined = clause[0] in words("joiner")
        kind = _kind(without_fillers(clause))
        embedding = index == 1 and len(clauses[0][1]) <= 2 and not joined
        if index and kind and not embedding and (joined or mark in "–—:;-" or kind == "closed"):
            found.append(kind)
        found += _joined_inside(clause, index > 0 or not invites(clause))
    return found


def _unmarked(sentence: Sentence) -> list[Asked]:
    """A question without its mark: only where the order of its words leaves no doubt."""
    clauses = sentence.clauses
    if pattern("question", "exclaim").search(sentence.line):
        return []
    kinds = [_kind(without_fillers(clause)) for _, clause in clauses]
    if kinds[0] == "open" or (sentence.end != "." and "open" in kinds[1:2] and _leads_in(clauses[0][1])):
        return _question(sentence)
    if kinds[0] == "closed" and not sentence.end and len(clauses) == 1:
        return ["closed"]
    return []


def _question(sentence: Sentence) -> list[Asked]:
    clauses = sentence.clauses
    if pattern("question", "fragment").search(sentence.line):
        return ["open"]
    if len(clauses) > 1 and " ".join(clauses[-1][1]) in tags():
        return ["closed"]
    found = _clauses_that_ask(clauses)
    if not found:
        return [_last_resort(sentence)]
    if found == ["open"] and _offers_choice(clauses, sentence.line):
        return ["closed"]
    return found


def _clauses_that_ask(clauses: list[Clause]) -> list[Asked]:
    found: list[Asked] = []
    for index, (mark, clause) in enumerate(clauses):
        bare = without_fillers(clause)
        kind = _kind(bare, not index)
        joined = clause[0] in words("joiner") or mark in _HARD
        if not found:
            found += [kind] if kind else []
        elif kind == "open" and not joined and found == ["closed"] and _leads_in(clauses[0][1]):
            found = ["open"]
        elif kind == "open" or (joined and _elliptical(bare)):
            found += ["open"] if joined or not _indirect(clauses[index - 1][1]) else []
        elif kind == "closed" and (joined or found[0] == "open"):
            found += [] if _belongs(bare, clauses, index, joined) else ["closed"]
        found += _joined_inside(clause, bool(found))
    return found


def _belongs(bare: Words, clauses: list[Clause], index: int, joined: bool) -> bool:
    """A verb-first clause that is part of the question before it: "…, tror du?", "Hvad synes du, er …"."""
    opening = without_fillers(clauses[0][1])
    if pattern("question", "parenthesis").search(framed(bare)):
        return True
    if pattern("question", "opinion").search(framed(clauses[index - 1][1])):
        return True
    conditional = bool({"ville", "would"} & set(opening)) and bare[0] in _CONDITION
    return not joined and (conditional or len(opening) == 1)


def _indirect(clause: Words) -> bool:
    """The clause before ends in what opens an indirect question: "Hvad ved du om, hvem …"."""
    return clause[-1] in words("preposition") or clause[-1] in _REPORTING


def _kind(clause: Words, first: bool = False) -> Asked | None:
    """How a clause asks, when it does; a lead-in and a statement do not. `first`: it opens the sentence."""
    if not clause:
        return None
    if _asks_openly(clause, first):
        return "open"
    if len(clause) > 1 and clause[0] in words("finite") and _is_subject(clause[1:]):
        return "closed"
    return None


def _is_subject(rest: Words) -> bool:
    first = rest[0]
    if first in words("subject") or first in words("determiner") or first == QUOTE:
        return True
    if first in {"ikke", "så", "mon", "da", "nu", "egentlig", "også", "der", "not"} and len(rest) > 1:
        return _is_subject(rest[1:])
    return len(first) > 3 and first.endswith(("en", "et", "ne", "rne", "s")) and len(rest) > 1


def _asks_openly(clause: Words, opening: bool = False) -> bool:
    start = 0
    while start < min(3, len(clause) - 1) and clause[start] in words("preposition"):
        start += 1
    head, rest = clause[start], clause[start + 1 :]
    if head not in words("wh"):
        return False
    if not rest:
        return True
    if head not in words("bare"):
        return opening or head not in words("phrase") or not _runs_on(rest)
    return _main_order(head, rest, start > 0, opening)


def _runs_on(rest: Words) -> bool:
    """After "hvilke"/"which": the subject or "der" comes before any verb, so it is no question of its own."""
    for before, word in pairwise(rest[:7]):
        if before in words("finite") or before in words("preposition"):
            return False
        if word in words("subject") or word in {"der", "som"}:
            return len(before) < 4 or not before.endswith(("er", "ede", "te", "s", "ed"))
    return False


def _main_order(head: str, rest: Words, preposition: bool, opening: bool) -> bool:
    first = rest[0]
    if first in words("finite"):
        return True
    if first in words("subject") or first in {"der", "som"}:
        return False
    if head in {"when", "where", "what", "how", "why", "who"} and first in words("determiner"):
        return False
    if head == "when":
        return first in {"exactly", "precisely", "else", "in", "during", "last"} and any(
            word in words("auxiliary") for word in rest
        )
    if opening or head in {"what", "who"}:
        return True
    if head in {"hvor", "how"} or preposition:
        return not _runs_on(rest)
    return not (head in {"hvordan", "hvorfor", "hvad", "hvem"} and first in words("determiner"))


def _leads_in(clause: Words) -> bool:
    bare = without_fillers(clause)
    return bare[0] in words("subordinator") or bare[0] in words("preposition") or bare[0] in words("bare")


def _elliptical(clause: Words) -> bool:
    """ "… and why", "– og for hvem": a second question with its verb left out."""
    return 0 < len(clause) <= 3 and any(word in words("wh") for word in clause[:2])


def _joined_inside(clause: Words, asking: bool) -> list[Asked]:
    """Questions joined without a comma: "When did it happen and who was there", "Hvad gjorde du og hvorfor"."""
    found: list[Asked] = []
    for index in range(2, len(clause) - 1):
        if clause[index] not in {"og", "and", "eller", "or", "men", "but"} or clause[index - 1] in words("wh"):
            continue
        rest = clause[index + 1 :]
        whole = _asks_openly(rest) and not _embedded(clause[:index])
        if asking and (whole or (_elliptical(rest) and len(rest) <= 2)):
            found.append("open")
        elif asking and len(rest) > 1 and rest[0] in words("finite") and rest[1] in words("subject"):
            found.append("closed")
    return found


def _embedded(before: Words) -> bool:
    """A question word stands inside the words before, not first: what is joined to it is as indirect as it is."""
    return any(word in words("wh") for word in without_fillers(before)[1:])


def _last_resort(sentence: Sentence) -> Asked:
    """No clause asks by itself: a question word last ("Du gjorde hvad?") or after a lead-in without a comma."""
    parts = without_fillers(sentence.words)
    if parts[-1] in words("bare") and parts[-1] != "da":
        return "open"
    if parts[0] == "hvis" and parts[2:3] in (("er",), ("var",), ("bliver",)) and parts[3:4] in (("det",), ("den",)):
        return "open"
    for index in range(1, len(parts) - 1):
        if parts[index] in words("wh") and _asks_openly(parts[index:]) and _leads_in(parts[:index]):
            return "open"
    return "closed"


def _offers_choice(clauses: list[Clause], line: str) -> bool:
    """An open beginning that ends in given alternatives: "Hvad er vigtigst, ro eller resultat?"."""
    last = clauses[-1][1]
    if len(clauses) < 2 or not {"eller", "or"} & set(last) or len(last) > 14:
        return False
    when = last[:3] in (("før", "eller", "efter"), ("before", "or", "after"))
    if not when and last[0] != "at" and last[0] in words("subordinator") | words("wh") | {"eller", "or"}:
        return False
    if clauses[-1][0] in _HARD or pattern("question", "choice").search(line):
        return True
    open_ended = {"andet", "else", "anden", "other"} & set(last)
    return len(last) <= 9 and not open_ended and bool(pattern("question", "pick").search(line))
