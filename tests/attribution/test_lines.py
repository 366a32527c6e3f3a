"""Words of a text for the taggers: found all at once, as one expression would find them."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribution.lines import read_lines
from sayso.model import Span

PLAIN = re.compile(r"''|``|\w+|[^\w\s]")
TEXTS = st.text(
    st.one_of(
        st.sampled_from(list("aB1_ '`\"”“.,\n\u00a0é\u0301漢\U0001d4d0\u2028-")),
        st.characters(exclude_characters="*[]<\\"),
    ),
    max_size=60,
)


@settings(max_examples=400)
@given(TEXTS, st.lists(st.integers(0, 60), max_size=6))
def test_words_are_what_one_expression_finds(text: str, cuts: list[int]) -> None:
    # No paragraph begins amid marks, which pair from the first one on.
    inside = [cut for cut in cuts if cut < len(text) and text[cut - 1 : cut] not in ("'", "`")]
    edges = sorted({0, *inside, len(text)})
    paragraphs = [Span(a, b) for a, b in pairwise(edges)]
    for paragraph, line in zip(paragraphs, read_lines(text, paragraphs, []), strict=True):
        found = list(PLAIN.finditer(text, paragraph.start, paragraph.end))
        assert line.starts == [m.start() for m in found]
        assert line.ends == [m.end() for m in found]
        assert line.gaps == [1 + (n > 0 and m.start() > found[n - 1].end()) for n, m in enumerate(found)]
        assert len(line.words) == len(line.shapes) == len(line.places) == len(line.classes) == len(found)


def test_markup_is_no_word() -> None:
    text = "**Ada Rask**, *they* said<sup>1</sup>, [wants](https://example.org/a_b) 2 \\[sic\\] (see x)"
    line = read_lines(text, [Span(0, len(text))], [])[0]
    assert line.words == "ada rask , they said 1 , wants 2 [ sic ] ( see x )".split()
    noted = "She left in 1952,[9] he “stayed”.[10][^1] See [3]."
    assert (
        read_lines(noted, [Span(0, len(noted))], [])[0].words
        == 'she left in 1952 , he " stayed " . see [ 3 ] .'.split()
    )
    spaced = [w for w, gap in zip(line.words, line.gaps, strict=True) if gap == 2]
    assert spaced == "rask they said wants 2 [ ( x".split()
