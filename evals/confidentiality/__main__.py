"""`python -m evals.confidentiality [--ner FOLDER] [--show PART] [--json]`: what the detector finds, part by part."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from companion.confidentiality.detect import find
from evals.confidentiality import marked, structured, treebank
from evals.confidentiality.marked import HERE, Marked
from evals.confidentiality.scoring import Reading, Spans, score

_NEWS = (("news", "da_news_dev", False), ("lowercased", "da_news_dev", True), ("twitter", "da_twitter_dev", False),
         ("arto", "da_arto_dev", False))  # fmt: skip
_FLOORS = {
    ("news", "person_recall"): 0.985, ("lowercased", "person_recall"): 0.93, ("twitter", "person_recall"): 0.97,
    ("stories", "person_recall"): 0.97, ("stories with a list", "person_recall"): 0.995,
}  # fmt: skip
_CEILINGS = {("news", "false_per_1000"): 6.0, ("lowercased", "false_per_1000"): 15.0}


def main() -> int:
    """Print the readings."""
    asked = argparse.ArgumentParser(prog="python -m evals.confidentiality")
    asked.add_argument("--ner", type=Path, help="a folder with DaN+ in TSV (da_news_dev.tok_ner.tsv …)")
    asked.add_argument("--show", default="", help="the part whose misses are printed; never one of the reported half")
    asked.add_argument("--json", action="store_true")
    args = asked.parse_args()
    readings = dict(_readings(args.ner))
    figures: dict[str, Any] = {name: reading.figures() for name, reading in readings.items()}
    numbers = structured.read()
    if args.json:
        print(json.dumps({"parts": figures, "structured": numbers}, ensure_ascii=False))
        return 0
    _table(figures, numbers)
    if args.show in readings and "reported" not in args.show:
        _details(readings[args.show])
    return 0


def _readings(ner: Path | None) -> Iterator[tuple[str, Reading]]:
    for name, file, lower in _NEWS if ner else ():
        yield name, score(treebank.read(ner / f"{file}.tok_ner.tsv", name, lower), _alone)  # type: ignore[operator]
    for half in ("tuned", "reported"):
        texts = list(marked.read(HERE / f"{half}.jsonl"))
        stories = [text for text in texts if text.part.startswith("stories")]
        for part in sorted({text.part for text in texts}):
            yield f"{part} ({half})", score([text for text in texts if text.part == part], _alone)
        yield f"stories ({half})", score(stories, _alone)
        yield f"stories with a list ({half})", score(stories, _listed)


def _alone(item: Marked) -> Spans:
    return [(entity.start, entity.end) for entity in find(item.text)]


def _listed(item: Marked) -> Spans:
    return [(entity.start, entity.end) for entity in find(item.text, item.people)]


def _table(figures: dict[str, Any], numbers: dict[str, Any]) -> None:
    print(f"{'part':34}{'texts':>6}{'tokens':>8}{'person':>8}{'all':>8}{'precision':>10}{'false/1000':>11}")
    for name, row in figures.items():
        shares = "".join(f"{'-' if row[key] is None else f'{row[key]:.3f}':>8}" for key in ("person_recall", "recall"))
        told = _told(name, row)
        print(f"{name:34}{row['texts']:>6}{row['tokens']:>8}{shares}{row['precision'] or 0:>10.3f}"
              f"{row['false_per_1000']:>11.2f}{told}")  # fmt: skip
    print()
    for kind, row in numbers["kinds"].items():
        print(f"{kind:12}{row['full']:>4} of {row['n']} hidden whole")
    print(f"look-alikes masked: {numbers['look_alikes']['masked']} of {numbers['look_alikes']['n']}")


def _told(name: str, row: dict[str, Any]) -> str:
    """What was promised, and whether it holds."""
    part = name.removesuffix(" (tuned)").removesuffix(" (reported)")
    told = [f"person ≥ {least}: {'met' if row[key] >= least else 'NOT MET'}"
            for (which, key), least in _FLOORS.items() if which == part]  # fmt: skip
    told += [f"false ≤ {most:g}: {'met' if row[key] <= most else 'NOT MET'}"
             for (which, key), most in _CEILINGS.items() if which == part]  # fmt: skip
    return "   " + ", ".join(told) if told else ""


def _details(reading: Reading) -> None:
    for kind, words, around in reading.missed:
        print(f"missed {kind:13}{words:30}{around}")
    for words, around in reading.hit:
        print(f"masked {'':13}{words:30}{around}")


if __name__ == "__main__":
    sys.exit(main())
