"""Where knowledge/ and prompts/ lie: inside the installed package, or at the top of a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from companion.errors import PartFailed

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
