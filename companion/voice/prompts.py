"""Prompts as files: what a model is told, prompts/<name>.md.

Front matter names the inputs and the type of the output; a system and a user part follow in each language. The system part
is the same for every case, so that a provider can keep it; the user part is a Jinja template. What a file says itself and
every value that is `Own` is the product's; every other value is the leader's, and goes through the gate as such. A file or
a value that is not as declared is fatal: PartFailed names the prompt and what is wrong, never a value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

import yaml
from jinja2 import StrictUndefined, Template, TemplateError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import Field, ValidationError

from companion.confidentiality.discretion import Message, Ours, Said
from companion.errors import PartFailed
from companion.resources import folder
from companion.vocabulary import LANGS, Both, Lang, Word

Output = Literal["Worded", "Sketch", "Told", "Reworded"]

_FILE = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_PART = re.compile(r"^## ((?:da|en) (?:system|user))$", re.MULTILINE)
_PARTS = [f"{lang} {role}" for lang in LANGS for role in ("system", "user")]
_JINJA = re.compile(r"\{[{%#]")
_MARKS = re.compile(r"([<>])\1+")
"""What the templates put around a value: no value may end its own."""
_COUNTS = range(1, 17)
"""Numbers a template gives passages and questions."""


class Own(str):
    """A text of the product's own, as a value."""

    __slots__ = ()

    def __str__(self) -> str:
        """Itself: the template's `str()` must not make it anybody's."""
        return self


class _Theirs(str):
    """A text of the leader's, as a value."""

    __slots__ = ()

    def __str__(self) -> str:
        return self


def ours(text: str) -> Own:
    """A text that should be the product's own, as a value that ends no mark."""
    return Own(_MARKS.sub(r"\1", text))


class _Front(Word):
    inputs: tuple[str, ...] = Field(min_length=1)
    output: Output


class _Body(NamedTuple):
    system: str
    user: Template
    fixed: frozenset[str]
    """The pieces of the user part that are the template's own, letter for letter."""


class Prompt(NamedTuple):
    """A prompt in both languages."""

    name: str
    inputs: tuple[str, ...]
    output: Output
    bodies: Mapping[Lang, _Body]

    def head(self, lang: Lang) -> str:
        """The whole text of the system message, which is the same for every case."""
        return self.bodies[lang].system

    def messages(self, lang: Lang, **values: Any) -> tuple[Message, ...]:
        """System and user message, each piece marked as whose it is. `values`: one for each input."""
        if wrong := sorted(values.keys() ^ set(self.inputs)):
            raise _unusable(self.name, wrong[0])
        body = self.bodies[lang]
        try:
            pieces = [*body.user.root_render_func(body.user.new_context(values))]
        except (TemplateError, TypeError, ValueError):
            raise _unusable(self.name, f"{lang} user") from None
        parts = tuple(_part(piece, body.fixed) for piece in pieces if piece)
        return Message("system", (Ours(body.system),)), Message("user", parts)


@cache
def prompt(name: str) -> Prompt:
    """The prompt of that name. Raises PartFailed when its file is missing or wrong."""
    return read(name, _text(f"{name}.md"))


def read(name: str, text: str) -> Prompt:
    """`text` as the prompt `name`. Raises PartFailed when it is wrong."""
    found = _FILE.match(text)
    if found is None:
        raise _unusable(name, "front matter")
    front = _front(name, found["front"])
    before, *rest = _PART.split(found["body"])
    if before.strip() or rest[::2] != _PARTS:
        raise _unusable(name, " / ".join(_PARTS))
    parts = dict(zip(_PARTS, (part.strip() for part in rest[1::2]), strict=True))
    bodies = {lang: _body(name, lang, parts, frozenset(front.inputs)) for lang in LANGS}
    return Prompt(name, front.inputs, front.output, bodies)


def _front(name: str, text: str) -> _Front:
    try:
        return _Front.model_validate(yaml.safe_load(text))
    except yaml.YAMLError:
        raise _unusable(name, "front matter") from None
    except ValidationError as problem:
        where = ".".join(str(part) for part in problem.errors()[0]["loc"])
        raise _unusable(name, where or "front matter") from None


def _body(name: str, lang: Lang, parts: Mapping[str, str], inputs: frozenset[str]) -> _Body:
    """One language of a prompt: the system part without a variable, the user part with all of its own and no other."""
    system, user = parts[f"{lang} system"], parts[f"{lang} user"]
    for role, text in (("system", system), ("user", user)):
        if not text or (role == "system" and _JINJA.search(text)):
            raise _unusable(name, f"{lang} {role}")
    try:
        tree = _templates().parse(user)
        template = _templates().from_string(user)
    except TemplateError:
        raise _unusable(name, f"{lang} user") from None
    wrong = [*(meta.find_undeclared_variables(tree) ^ inputs), *map(str, meta.find_referenced_templates(tree))]
    if wrong:
        raise _unusable(name, f"{lang} user: {min(wrong)}")
    return _Body(system, template, frozenset(piece.data for piece in tree.find_all(nodes.TemplateData)))


@cache
def _templates() -> ImmutableSandboxedEnvironment:
    """Templates that reach nothing but their values: no file, no other template, no function."""
    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, finalize=_valued, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )
    made.globals.clear()
    return made


def _valued(value: object) -> str:
    """A value as the piece of the message it becomes. A number is the template's own count."""
    if isinstance(value, Own):
        return value
    if type(value) is int:
        return Own(value)
    if isinstance(value, str):
        return _Theirs(_MARKS.sub(r"\1", value))
    raise TypeError("a value must be a text")


def _part(piece: str, fixed: frozenset[str]) -> Ours | Said:
    """What is not known to be ours is the leader's."""
    ours = isinstance(piece, Own) or (not isinstance(piece, _Theirs) and piece in fixed)
    text = str.__str__(piece)
    return Ours(text) if ours else Said(text)


def reasons(signals: Sequence[str], lang: Lang) -> list[Own]:
    """Why a step is not finished, by what was noticed in the leader's words; for the model only."""
    return _noted("reasons", signals, lang)


def findings(names: Sequence[str], lang: Lang) -> list[Own]:
    """What was wrong with what a model said, by what was found."""
    return _noted("findings", names, lang)


def own_texts() -> frozenset[str]:
    """Every fixed piece of every prompt, letter for letter."""
    prompts = [prompt(path.stem) for path in sorted(folder("prompts").glob("*.md")) if path.stem != "README"]
    bodies = [each.bodies[lang] for each in prompts for lang in LANGS]
    notes = [both for file in ("reasons", "findings") for both in _notes(file).values()]
    return frozenset(
        [
            *(text for body in bodies for text in (body.system, *body.fixed)),
            *(both.to(lang) for both in notes for lang in LANGS),
            *map(str, _COUNTS),
        ]
    )


def _noted(file: str, names: Sequence[str], lang: Lang) -> list[Own]:
    known = _notes(file)
    return [Own(known[name].to(lang)) for name in dict.fromkeys(names) if name in known]


@cache
def _notes(file: str) -> Mapping[str, Both]:
    """prompts/<file>.yaml: a text in both languages by name."""
    try:
        return {name: Both.model_validate(both) for name, both in yaml.safe_load(_text(f"{file}.yaml")).items()}
    except (yaml.YAMLError, ValidationError, AttributeError):
        raise _unusable(file, f"{file}.yaml") from None


def _text(file: str) -> str:
    try:
        return (folder("prompts") / file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise _unusable(file.partition(".")[0], file) from None


def _unusable(name: str, what: str) -> PartFailed:
    """`what`: a name of the file's or of an input, never what either holds."""
    return PartFailed(
        f"Prompten {name} kan ikke bruges ({what}). Installér Sparringsrum igen.",
        f"The prompt {name} cannot be used ({what}). Install Sparringsrum again.",
    )
