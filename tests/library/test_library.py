"""A library: what it indexes, what it leaves out, and that nothing is lost whatever happens."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import LibraryError, LibraryLocked
from sayso.library import Library, add_sources
from sayso.library import library as opening
from sayso.library import writing as module
from sayso.text.folding import tokenize
from sayso.text.readers import read_path
from tests.library.naive import WORDS, same_hits


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "sources"
    (root / "sub").mkdir(parents=True)
    (root / "a.txt").write_text("The locks will not be sold to anyone.", encoding="utf-8")
    (root / "sub" / "b.md").write_text(
        "---\ndate: 2025-03-04\n---\n\nMS. ODA: We wait.\n\nMR. BEK: We go.\n", encoding="utf-8"
    )
    return root


def ids(folder: Path) -> list[str]:
    with Library.open(folder) as library:
        return sorted(s.id for s in library.documents())


def test_only_what_changed_is_read_again(folder: Path) -> None:
    with Library.open(folder, create=True) as library:
        assert library.update().added == 2
        again = library.update()
        assert (again.added, again.unchanged) == (0, 2)
        (folder / "a.txt").write_text("The locks are open at night.", encoding="utf-8")
        (folder / "sub" / "b.md").unlink()
        third = library.update()
        assert (third.added, third.removed) == (1, 1)
        assert [s.id for s in library.documents()] == ["a.txt"]
        assert library.document("a.txt").text == "The locks are open at night."
        assert library.verify() == []


def test_a_document_comes_back_as_it_was_read(folder: Path) -> None:
    with Library.open(folder, create=True) as library:
        library.update()
        document = library.document("sub/b.md")
        assert [t.speaker for t in document.turns] == ["MS. ODA", "MR. BEK"]
        assert document.origin.published == "2025-03-04"
        with pytest.raises(LibraryError, match=r"no source 'none\.txt'"):
            library.document("none.txt")


def test_a_page_is_the_document_without_its_layout_and_the_layout_comes_when_asked_for(folder: Path) -> None:
    with Library.open(folder, create=True) as library:
        library.update()
        as_read = read_path(folder / "sub" / "b.md", "sub/b.md")
        assert as_read.blocks
        page = library.page(library.documents()[1].id)
        assert (page.text, page.turns, page.origin, page.raw) == (
            as_read.text,
            as_read.turns,
            as_read.origin,
            as_read.raw,
        )
        assert (page.blocks, page.sections) == ((), ())
        assert library.document("sub/b.md") == as_read
        assert library.page("sub/b.md") == as_read


def test_a_damaged_record_says_so(folder: Path) -> None:
    with Library.open(folder, create=True) as library:
        library.update()
    with sqlite3.connect(folder / ".sayso" / "library.db") as db:
        db.execute("UPDATE documents SET record = substr(record, 1, 20)")
    db.close()
    with Library.open(folder) as library, pytest.raises(LibraryError, match=r"record of a\.txt is damaged"):
        library.page("a.txt")


def test_what_is_never_a_source(folder: Path, tmp_path: Path) -> None:
    (folder / ".hidden.txt").write_text("x", encoding="utf-8")
    (tmp_path / "outside.txt").write_text("x", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "report.html").write_text(
        '<html><head><meta name="generator" content="sayso"><title>r</title></head><body><p>'
        + "The locks will not be sold to anyone, said the minister to the assembly. " * 5
        + "</p></body></html>",
        encoding="utf-8",
    )
    with Library.open(folder, create=True) as library:
        library.update()
        assert sorted(s.id for s in library.documents()) == ["a.txt", "sub/b.md"]
        assert [path for path, _ in library.excluded()] == [".hidden.txt", "link.txt", "report.html"]


def test_unreadable_files_are_named_and_the_rest_is_indexed(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.4 nothing")
    with Library.open(folder, create=True) as library:
        report = library.update()
        assert [(p, k) for p, k, _ in report.unreadable] == [("cut.pdf", "damaged"), ("empty.txt", "empty")]
        assert len(library.documents()) == 2


def test_originals_are_never_altered(folder: Path) -> None:
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}
    with Library.open(folder, create=True) as library:
        library.update()
        library.rebuild()
    assert before == {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in before}


def test_many_segments_are_merged_and_say_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_SEGMENTS", 3)
    rng = random.Random(7)
    with Library.open(folder, create=True) as library:
        for number in range(8):
            (folder / f"{number}.txt").write_text(" ".join(rng.choices(WORDS, k=60)), encoding="utf-8")
            library.update()
        assert len(list((folder / ".sayso").glob("*.seg"))) <= 4
        same_hits(library, tokenize("the old river gate said the new toll").keys)
        assert library.verify() == []


def test_sources_stand_in_the_same_order_whenever_a_library_is_built(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BATCH_TOKENS", 50)
    rng = random.Random(7)
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(" ".join(rng.choices(WORDS, k=20)), encoding="utf-8")
    with Library.open(folder, create=True) as library:
        library.update()
        order = [source.id for source in library.documents()]
        for _ in range(3):
            library.rebuild()
            assert [source.id for source in library.documents()] == order


def test_a_reader_goes_on_with_its_state_while_a_writer_merges(folder: Path) -> None:
    with Library.open(folder, create=True) as writer:
        writer.update()
        with Library.open(folder) as reader:
            assert len(reader.documents()) == 2
            (folder / "c.txt").write_text("More words about the river.", encoding="utf-8")
            writer.update()
            assert len(reader.documents()) == 2
            assert reader.index.window(0, 0, 3)[0] == [0, 4, 10]
        assert len(ids(folder)) == 3


_READER = """
import sys
from pathlib import Path
from sayso.library import Library

seen = set()
last = False
while not last:
    last = Path(sys.argv[1], "stop").exists()
    with Library.open(Path(sys.argv[1])) as library:
        documents = library.documents()
        assert library.index.document_count == len(documents)
        for one in documents:
            assert len(library.index.window(one.ordinal, 0, 4)[0]) == 4, one.id
        seen.add(len(documents))
print(sorted(seen))
"""


def test_eight_readers_see_only_whole_states_of_a_library_that_grows(tmp_path: Path) -> None:
    sizes = [3, 8, 15, 24, 35]
    with Library.open(tmp_path, create=True) as library:
        library.update()
        readers = [
            subprocess.Popen([sys.executable, "-c", _READER, str(tmp_path)], stdout=subprocess.PIPE) for _ in range(8)
        ]
        for size in sizes:
            for number in range(size):
                (tmp_path / f"{number}.txt").write_text(f"The river gate number {number} is old.", encoding="utf-8")
            library.update()
    (tmp_path / "stop").touch()
    told = [reader.communicate()[0].decode() for reader in readers]
    assert [reader.returncode for reader in readers] == [0] * 8
    for line in told:
        assert {int(number) for number in line.strip("[]\n").split(",")} <= {0, *sizes}


def test_a_damaged_segment_is_found_and_made_again(folder: Path) -> None:
    with Library.open(folder, create=True) as library:
        library.update()
    segment = next((folder / ".sayso").glob("*.seg"))
    data = bytearray(segment.read_bytes())
    data[-3] ^= 0xFF
    segment.write_bytes(data)
    with Library.open(folder) as library:
        assert any("damaged" in problem for problem in library.verify())
        library.rebuild()
        assert library.verify() == []
    segment = next((folder / ".sayso").glob("*.seg"))
    segment.write_bytes(segment.read_bytes()[: segment.stat().st_size // 2])
    with Library.open(folder) as library:
        assert library.update().added == 2
        assert len(library.documents()) == 2


def test_an_index_of_another_version_is_rebuilt(folder: Path) -> None:
    with Library.open(folder, create=True) as library:
        library.update()
    db = sqlite3.connect(folder / ".sayso" / "library.db")
    db.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    db.commit()
    db.close()
    with Library.open(folder) as library:
        assert not library.documents()
        assert library.update().added == 2


def test_a_damaged_database_is_made_again(folder: Path) -> None:
    with Library.open(folder, create=True) as library:
        library.update()
    for path in (folder / ".sayso").glob("library.db*"):
        path.write_bytes(b"not a database at all" * 100)
    with Library.open(folder) as library:
        assert library.update().added == 2


def test_a_locked_library_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WAIT_SECONDS", 0.05)
    with Library.open(folder, create=True) as library:
        library.update()
        other = sqlite3.connect(folder / ".sayso" / "writer.lock", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryLocked, match="another process"):
            library.update()
        other.close()
        assert len(library.documents()) == 2


def test_a_full_disk_loses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(folder, create=True) as library:
        library.update()
        (folder / "c.txt").write_text("More words.", encoding="utf-8")

        def full(*_: object) -> str:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(module, "write_documents", full)
            with pytest.raises(LibraryError, match="No space left"):
                library.update()
        assert len(library.documents()) == 2
        assert library.update().added == 1


def test_a_library_on_a_disk_that_allows_no_writing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(folder, create=True) as library:
        library.update()
    real = opening.Store

    def read_only(path: Path, *, writable: bool) -> object:
        if writable:
            raise LibraryError("the library's database cannot be opened (attempt to write a readonly database)")
        return real(path, writable=False)

    monkeypatch.setattr(opening, "Store", read_only)
    with Library.open(folder) as library:
        assert len(library.documents()) == 2
        with pytest.raises(LibraryError, match="cannot be written"):
            library.update()


def test_a_folder_that_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is not there"):
        Library.open(tmp_path / "none")
    with pytest.raises(LibraryError, match="has no index yet"):
        Library.open(tmp_path)


CHILD = """
import sys
from pathlib import Path
from sayso.library import Library
from sayso.library import writing as module
from sayso.library.segments import Segment
module._BATCH_TOKENS = 300
module._MOST_SEGMENTS = 4
with Library.open(Path(sys.argv[1]), create=True) as library:
    print("ready", flush=True)
    library.update()
"""


def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    """An add that is killed at any moment leaves a library that opens, tells no half-truth, and goes on."""
    folder = tmp_path / "sources"
    folder.mkdir()
    rng = random.Random(11)
    for number in range(120):
        (folder / f"{number:03}.txt").write_text(
            " ".join(rng.choices(WORDS, k=40)) + f" number{number} unique", encoding="utf-8"
        )
    counts = []
    for kill in range(50):
        if kill % 10 == 9:
            # Something to do for the later kills: files change, so that documents are replaced as well.
            for number in range(0, 120, 3):
                path = folder / f"{number:03}.txt"
                path.write_text(" ".join(rng.choices(WORDS, k=40 + kill)) + f" number{number} unique", encoding="utf-8")
        child = subprocess.Popen([sys.executable, "-c", CHILD, str(folder)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        # Every third waits until something is indexed, so that on a slow machine too some are killed in the midst of it.
        limit = time.monotonic() + 20
        while (
            kill % 3 == 0 and child.poll() is None and time.monotonic() < limit and not any(folder.glob(".sayso/*.seg"))
        ):
            time.sleep(0.002)
        time.sleep(rng.random() * 0.06)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        with Library.open(folder) as library:
            sources = library.documents()
            counts.append(len(sources))
            for source in sources[:: max(1, len(sources) // 5)]:
                assert len(library.index.window(source.ordinal, 0, 10_000)[0]) == source.tokens
                assert len(tokenize(library.document(source.id).text).keys) == source.tokens
    with Library.open(folder) as library:
        library.update()
        assert len(library.documents()) == 120
        assert library.verify() == []
        same_hits(library, tokenize("number7 unique river").keys)
    assert max(counts) > 0


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with Library.open(folder, create=True) as library:
        library.update()
        yield library


def test_add_copies_and_overwrites_nothing(library: Library, tmp_path: Path) -> None:
    other = tmp_path / "a.txt"
    other.write_text("Other words under the same name.", encoding="utf-8")
    report = add_sources(library, [str(other), str(tmp_path / "none.txt"), str(other)])
    assert report.brought == ("a-2.txt",)
    assert report.already == ("a-2.txt",)
    assert [str(e) for e in report.failed] == [f"{tmp_path / 'none.txt'}: is not there; check the name"]
    assert (library.folder / "a.txt").read_text(encoding="utf-8").startswith("The locks")
    assert library.update().added == 1


def test_add_brings_in_a_folder(library: Library, tmp_path: Path) -> None:
    more = tmp_path / "more"
    (more / "deep").mkdir(parents=True)
    (more / "deep" / "x.txt").write_text("Words.", encoding="utf-8")
    (more / ".git.txt").write_text("no", encoding="utf-8")
    (more / "picture.png").write_bytes(b"x")
    assert add_sources(library, [str(more)]).brought == ("more/deep/x.txt",)


def test_two_processes_give_what_one_gives(tmp_path: Path) -> None:
    rng = random.Random(3)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    for number in range(80):
        text = " ".join(rng.choices(WORDS, k=30))
        for name in ("one", "two"):
            (tmp_path / name / f"{number}.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "one", create=True) as one, Library.open(tmp_path / "two", create=True) as two:
        one.update()
        seen: list[tuple[int, int]] = []
        two.update(lambda done, total: seen.append((done, total)), workers=2)
        assert seen[-1] == (80, 80)
        assert [(s.id, s.sha256, s.tokens) for s in one.documents()] == [
            (s.id, s.sha256, s.tokens) for s in two.documents()
        ]
