"""The search, after all that. Each group was seen to fail; its docstring says how."""

from __future__ import annotations

import signal
import stat
from pathlib import Path

import pytest

from companion.__main__ import casebook
from companion.casebook.casebook import OWN
from companion.settings import Settings

from .search import found, pieces, shared_places
from .story import Lived

pytestmark = [pytest.mark.browser, pytest.mark.process]


def test_everything_went_wrong_that_was_to_and_was_told(lived: Lived) -> None:
    """Or else there would be little to leave a trace."""
    told = lived.told
    assert "Disken er fuld" in told["full"] and "Der kan ikke gemmes" in told["readonly"]
    assert "allerede besvaret" in told["stale"] and (told["draft"], told["malformed"]) == (400, 200)
    assert (told["abort"], told["kill"], told["stop"]) == (-signal.SIGABRT, -signal.SIGKILL, 128 + signal.SIGTERM)
    assert (told["jsonl"], told["misplaced"], told["prepared"], told["interview"], told["doctor"]) == (2, 2, 0, 0, 0)
    assert {code for name, code in told.items() if name.startswith("wrong")} == {2}
    assert told["corrupt"] == 4 and len(told["left"]) == 2 and told["next"] == 0


def test_the_words_were_written_and_are_there_for_whoever_may_read_them(lived: Lived) -> None:
    """In the briefs that were taken along, and with the key."""
    given = set.union(*found(lived.marks, [lived.house.given]).values())
    assert given >= {"key_question", "dilemma", "text.0", "next_time", "given_problem", "given_hopes"}
    settings = Settings(data_dir=lived.house.data, key_file=lived.house.home / "config" / "key")
    with casebook(settings) as book:
        cases = [summary.id for summary in book.cases(OWN)]
        kept = repr([(book.look(OWN, case), book.draft(OWN, case)) for case in cases])
    expected = ("next", "left", "goal", "goal_asked_by", "typed", "typed_half", "given_problem", "person", "given_wish")
    assert [name for name in expected if lived.marks(name) not in kept.lower()] == []


def test_no_word_lies_in_the_data_folder_or_the_home(lived: Lived) -> None:
    """Cases, drafts, index, locks, own temporary folder, key, and whatever else came there; a core would lie here too.
    Fails with Casebook.keep_draft storing the draft's JSON unsealed."""
    assert found(lived.marks, [lived.house.home]) == {}


def test_what_was_deleted_is_gone_as_ciphertext_too(lived: Lived) -> None:
    """Another process had the database open. Fails without secure_delete."""
    kept = b"".join(file.read_bytes() for file in lived.house.data.rglob("*") if file.is_file())
    assert lived.erased and not [piece for value in lived.erased for piece in pieces(value) if piece in kept]


def test_the_temporary_folder_was_the_runs_own_and_went_with_it(lived: Lived) -> None:
    """The shell's own was not touched. Fails without `own_temp`, and without the handler of SIGTERM."""
    assert len(lived.told["temp"]) == 2 and list((lived.house.data / "tmp").glob("*")) == []
    assert list(lived.house.temp.iterdir()) == [] and list(lived.house.home.glob("killed/tmp/*")) == []


def test_no_word_lies_where_all_programs_write(lived: Lived, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Fails with a line in GuidedVoice.word that writes the answer to /var/tmp."""
    assert found(lived.marks, shared_places(lived.told["begun"], tmp_path_factory.getbasetemp())) == {}


def test_nothing_that_was_said_aloud_holds_a_word(lived: Lived) -> None:
    """Both streams of the app and of every command, but for the answers in the leader's own words. Fails without
    `_tell_no_messages`, and for most of its lines when they alone are taken out."""
    files = list(lived.house.streams.iterdir())
    assert len(files) > 10 and found(lived.marks, files) == {}
    faults = (lived.house.streams / "first-err").read_text()
    for told in (
        "ValueError at fails:",
        "RuntimeError at _falls:",
        "ERROR in some.library at",
        "ValueError at validate_inputs:",
    ):
        assert f"companion: {told}" in faults


def test_the_browser_keeps_no_word(lived: Lived) -> None:
    """The whole profile, history and session included, and what the page itself can read. Fails when a text area lacks
    autocomplete=off: Chromium then writes what stands in it to its session file, as it is typed."""
    assert found(lived.marks, [lived.house.profile]) == {}


def test_nothing_was_sent_to_whoever_collects(collector, lived: Lived) -> None:
    """Fails without `clean`: LangSmith is sent every turn."""
    assert collector[1] == []


def test_all_of_it_is_for_its_owner_alone(lived: Lived) -> None:
    """The shell's umask was 000. Fails without the umask of `confine` and without `tighten`, which the second start does."""
    made = [path for place in (lived.house.data, lived.house.home / "config") for path in (place, *place.rglob("*"))]
    wide = [str(path) for path in made if stat.S_IMODE(path.lstat().st_mode) & 0o077]
    assert len(made) > 10 and wide == []


def test_no_core_was_written(lived: Lived) -> None:
    """The app and a command were killed with the words in memory, in a shell that allows cores of any size."""
    places = [lived.house.home, Path.cwd()]
    assert [
        file for place in places for file in place.iterdir() if file.name.startswith("core") and file.is_file()
    ] == []
