"""Where knowledge/ and prompts/ lie: inside the installed package, or at the top of a checkout."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from companion.errors import PartFailed, WrongUse

MOST_BYTES = 1_000_000
"""Of a file somebody hands in."""
_HERE = Path(__file__).resolve().parent


@cache
def folder(name: str) -> Path:
    """The folder `knowledge` or `prompts`. Raises PartFailed when neither place has it."""
    for place in (_HERE / name, _HERE.parent / name):
        if place.is_dir():
            return place
    raise PartFailed(
        f"Mappen {name} mangler i installationen. Installér Sparringsrum igen.",
        f"The folder {name} is missing from the installation. Install Sparringsrum again.",
    )


def load_yaml(*parts: str) -> Any:
    """The parsed YAML file at knowledge/<parts>."""
    path = folder("knowledge").joinpath(*parts)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def given_yaml(path: Path, wrong: Callable[[str, str], WrongUse]) -> tuple[Any, str]:
    """What a file that somebody hands in holds, and its text. `wrong` makes the error of what is wrong with it, in both
    languages; the file's own words are in no message: it may be another file than was meant."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise wrong("den er større end 1 MB", "it is larger than 1 MB")
        text = path.read_text(encoding="utf-8-sig")
        return yaml.safe_load(text), text
    except OSError:
        raise wrong("den kan ikke læses", "it cannot be read") from None
    except UnicodeDecodeError:
        raise wrong("den er ikke gemt som UTF-8", "it is not saved as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise wrong(f"YAML-fejl i linje {line}", f"YAML error in line {line}") from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise wrong("den indeholder tegn, YAML ikke tillader", "it holds characters YAML does not allow") from None
