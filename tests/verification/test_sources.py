"""What is never a source for a document."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec

from sayso.verification.sources import Barred
from tests.verification.world import MemoryShelf, source

RNG = random.Random(5)
WORDS = [f"{a}{b}" for a in "bcdfghlmnprst" for b in ("arn", "oat", "ill", "oom", "uck", "eld")]


def prose(count: int) -> str:
    return " ".join(RNG.choice(WORDS) for _ in range(count))


def test_the_same_bytes_and_our_own_reports() -> None:
    page = source("draft.txt", prose(80))
    report = source("report.html", prose(90), generator="sayso 1.2")
    shelf = MemoryShelf([msgspec.structs.replace(page, id="copy.txt"), report, source("other.txt", prose(80))])
    barred = Barred(page, shelf)
    assert barred.excluded == ("copy.txt", "report.html")
    assert barred.searched == 1


def test_the_file_itself_even_when_it_changed_since() -> None:
    shelf = MemoryShelf([source("draft.txt", prose(80))])
    page = source(str(Path("library") / "draft.txt"), prose(60))
    assert Barred(page, shelf).excluded == ("draft.txt",)


def test_a_reprint_is_recognised_as_its_place_comes_up() -> None:
    text = prose(300)
    page = source("draft.txt", text)
    shelf = MemoryShelf([source("reprint.txt", f"From the wire. {text} {prose(40)}"), source("other.txt", prose(300))])
    barred = Barred(page, shelf)
    assert barred.excluded == ()
    assert barred.bars(0)
    assert not barred.bars(1)
    assert barred.excluded == ("reprint.txt",)


def test_a_long_transcript_quoted_at_length_stays_a_source() -> None:
    text = prose(300)
    shelf = MemoryShelf([source("transcript.txt", f"{prose(400)} {text} {prose(400)}")])
    assert not Barred(source("draft.txt", text), shelf).bars(0)
