"""Round-ups and reprints: whose hands a stretch of a document came through, and pages that a source links to."""

from __future__ import annotations

from sayso.pipeline import extract
from sayso.text.readers import read_bytes

ROUND_UP = """\
---
title: What they say of the locks
date: 2025-03-14
---

“It’s a good day for everybody on the lower river,” said Mara Toll, who was there.

**Orsa Courier: **[**Locks open at
last**](https://courier.example/locks)
\\[Ada Wren, 3/12/25\\]
“The locks are open,” Jon Bek said on Wednesday. “It’s a good day for everybody on the lower river,” said Mara Toll.

**The Northern Post (Velm):** [**The toll stays**](https://post.example/toll)
Bek told the Northern Post that the toll would stay. “Nobody pays more,” he said.

\\###

“This came later,” Ada Rask said.
"""


def hands(text: str) -> list[list[tuple[str, str, str | None]]]:
    check = extract(read_bytes(text.encode(), "a.md"))
    return [[(link.carrier, link.kind, link.date) for link in chain.links[1:-1]] for chain in check.chains]


def test_quotations_in_a_round_up_came_through_its_outlets() -> None:
    found = hands(ROUND_UP)
    courier, post = ("Orsa Courier", "newspaper", "2025-03-12"), ("Northern Post", "newspaper", None)
    assert found[0] == [courier]  # printed again below, so taken from there
    assert found[1] == [courier]
    assert all(chain in ([post], [(*post[:2], "2025-03-12")]) for chain in found[3:5])
    assert found[-1] == []


def test_a_reprint_in_a_quoted_block_ends_with_it() -> None:
    text = (
        "> **Orsa Courier:** [**Locks open at last**](https://courier.example/locks)\n>\n> “The locks are open,” Jon Bek said.\n\n"
        "“Nobody pays more for the locks this year,” Ada Rask said.\n"
    )
    assert hands(text) == [[("Orsa Courier", "newspaper", None)], []]


def test_the_page_that_a_name_links_to_is_a_link_of_the_chain() -> None:
    text = "The day in words.\n\n-   [CNX’s Steve Mole](https://x.com/mole/status/1): “That is a very good number.”\n"
    check = extract(read_bytes(text.encode(), "a.md"))
    link = check.chains[0].links[1]
    assert (link.carrier, link.kind, link.locator) == ("post on X", "post", "https://x.com/mole/status/1")


def test_a_label_before_a_quotation_is_no_outlet() -> None:
    assert hands("**Governor Mara Toll:** “This is a good day for the river, and for everybody on it.”\n") == [[]]


def test_how_somebody_spoke_stands_in_the_first_link() -> None:
    text = (
        "“The locks are open,” Ada Rask said in a statement. “They stay open,” Jon Bek tweeted. “Ask me later,” Mara Toll told reporters. "
        "“I doubt it,” Edda Moran said."
    )
    check = extract(read_bytes(text.encode(), "a.md"))
    assert [chain.links[0].kind for chain in check.chains] == ["statement", "post", "briefing", "speaker"]
