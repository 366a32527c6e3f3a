"""A check of an invented document with every verdict, caution and oddity that a report must show."""

from __future__ import annotations

from typing import get_args

from sayso.model import (
    Attribution,
    Block,
    Caution,
    Chain,
    Check,
    CriticalChange,
    Document,
    Edit,
    Finding,
    Footing,
    Link,
    Match,
    Origin,
    Quotation,
    Searched,
    Span,
    Speaker,
    Verification,
)  # fmt: skip
from sayso.model.types import Verdict

HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)>"


def sample(hostile: str = "") -> Check:
    """One paragraph a verdict; `hostile` stands in every field that holds text."""
    verdicts = get_args(Verdict)
    parts, spans, blocks = [], [], []
    at = 0
    for verdict in verdicts:
        words = f"They said “The toll will rise {hostile}for {verdict} reasons.” قالوا نعم. "
        start = at + words.index("“") + 1
        spans.append(Span(start, at + words.index("”")))
        blocks.append(Block(span=Span(at, at + len(words)), kind="paragraph"))
        parts.append(words + "\n\n")
        at += len(words) + 2
    text = "".join(parts)
    origin = Origin(
        uri=f"draft{hostile}.md",
        media_type="text/markdown",
        sha256="0" * 64,
        title=f"Who pays?{hostile}",
        author=hostile or None,
    )
    attributions, quotations, chains, verifications = [], [], [], []
    for number, (verdict, span) in enumerate(zip(verdicts, spans, strict=True), 1):
        name = f"a{number}"
        attributions.append(
            Attribution(
                id=name,
                kind="direct",
                content=(span,),
                speaker=Speaker(name=f"Ada Rask{hostile}", as_written=f"she{hostile}"),
            )
        )
        quotations.append(Quotation(id=f"q{number}", span=span, role="statement", attribution=name))
        chains.append(
            Chain(
                attribution=name,
                links=(Link(carrier=f"Courier{hostile}", as_written=None, kind="newspaper", date="2025-03-04"),),
            )
        )
        will = text.index("will", span.start)
        edits = (
            (Edit(kind="replace", quoted="will", found=f"may{hostile}", quoted_span=Span(will, will + 4)),)
            if verdict == "altered"
            else ()
        )
        match = Match(
            document=f"sources/a{hostile}.md", span=Span(0, 4), raw=None, exact=f"The toll{hostile}", prefix=f"before {hostile}",
            suffix=f" after{hostile}", turn=f"MS. RASK{hostile}", date="2025-03-04", holder="primary", edits=edits, transforms=(f"case{hostile}",),
        )  # fmt: skip
        found = verdict not in ("not-found", "not-checkable")
        verifications.append(
            Verification(
                quotation=(span,), verdict=verdict, why=f"because{hostile}", searched=Searched(documents=8, method=f"words{hostile}", excluded=(f"x{hostile}",)),
                attribution=name, critical=(CriticalChange(kind="modal", quoted="will", found="may"),) if edits else (),
                cautions=(Caution(kind="context", source_words=f"not{hostile}"),), matches=(match,) if found else (), also=(match,) if found else (),
            )
        )  # fmt: skip
    return Check(
        document=Document(id=origin.uri, text=text, origin=origin, blocks=tuple(blocks)),
        quotations=tuple(quotations), attributions=tuple(attributions), chains=tuple(chains), verifications=tuple(verifications),
        footings=(Footing(sentence=blocks[0].span, kind="inference"),), findings=(Finding(kind="quotation", spans=(spans[0], spans[1]), message=f"Twice{hostile}."),),
        checked=True,
    )  # fmt: skip
