"""What a leader does on the command line while some of it goes wrong: every place that takes words gets a marked one."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from .story import Lived


def on_the_command_line(lived: Lived) -> None:
    """Words as arguments, on standard input, in files that are right and wrong; a turn that is killed, a broken database."""
    house, mark, told = lived.house, lived.marks, lived.told
    house.run("screen", f"Jeg {mark('screened')} ikke.")
    lines = [json.dumps({"text": mark("line")}), f'{{"text": {mark("bad_line")}', json.dumps({mark("bad_key"): 1})]
    told["jsonl"] = house.run("lint", "--jsonl", typed="\n".join(lines))
    told["misplaced"] = house.run("prepare", mark("misplaced"))
    answers, person = house.given / "case.yaml", mark("person").title()
    said = {name: f"Det {mark(f'given_{name}')} med {person}." for name in ("problem", "hopes", "wish", "key_question")}
    answers.write_text(json.dumps(said | {"people": {person: mark("given_role")}}))
    call = ("prepare", "--answers", str(answers), "--json")
    brief = str(house.given / "given.docx")
    told["prepared"] = house.run(*call, "--keep", "--out", brief, aloud="stdout")
    for name, text in {"key": f"{mark('wrong_key')}: x", "broken": f"problem: [{mark('broken')}\nhopes: 'x"}.items():
        answers.write_text(text)
        told[f"wrong {name}"] = house.run(*call)
    typed = f"Vi {mark('typed')} i går.\n\nHalvt om {mark('typed_half')}\n/pause\n"
    told["interview"] = house.run("prepare", "--keep", typed=typed, aloud="stdout stderr")
    told["doctor"] = house.run("doctor")
    _killed_and_corrupt(lived)


def _killed_and_corrupt(lived: Lived) -> None:
    """A sitting in a house of its own is killed in the middle of a turn; the next command empties what it left. Then there
    are holes in the database."""
    data, typed = lived.house.home / "killed", f"Det {lived.marks('killed')} altid.\n\n"
    place = {"COMPANION_DATA_DIR": data}
    (lived.house.other_traps / "die").write_text("x")
    lived.told["kill"] = lived.house.run("prepare", "--keep", typed=typed, aloud="stdout stderr", **place)
    lived.told["left"] = [path.name for path in data.glob("tmp/*")]
    lived.told["next"] = lived.house.run("data", "list", aloud="stdout", **place)
    _make_holes(data / "casebook.db")
    lived.told["corrupt"] = lived.house.run("prepare", "--keep", typed=typed, **place)


def _make_holes(database: Path) -> None:
    with closing(sqlite3.connect(database)) as opened:
        size = opened.execute("PRAGMA page_size").fetchone()[0]
    data = bytearray(database.read_bytes())
    for page in range(size, len(data), size):
        data[page : page + size // 2] = b"\xff" * (size // 2)
    database.write_bytes(data)
