"""What the memory holds for the sentences of a source, word for word."""

from __future__ import annotations

from collections.abc import Iterable

from tm.languages import Language, other
from tm.pairs import SegmentPair
from tm.text.fold import fold
from webapp.actions import index
from webapp.work import Work


def recalled(
    work: Work, pairs: Iterable[SegmentPair], lang: Language
) -> dict[str, tuple[str, ...]]:
    """Return the memory's renderings in `lang` by the source sentence, reviewed ones first.

    Case and width make no difference, figures do. Sentences the memory does not know are left out.
    """
    if not work.memory.revision():  # never written to; counting the units would read them all
        return {}
    there, seeker = other(lang), index.searcher(work)
    found: dict[str, tuple[str, ...]] = {}
    sentences = {pair.zh if there == "zh" else pair.en for pair in pairs}
    for source in filter(None, sentences):
        ids = [near.unit for near in seeker.near(seeker.tokens(source).codes, there, 100)]
        units = work.memory.fetch(ids).values()
        same = [each for each in units if fold(each.text(there)).text == fold(source).text]
        same.sort(key=lambda each: (each.status != "reviewed", each.id))
        if same:
            found[source] = tuple(dict.fromkeys(each.text(lang) for each in same))
    return found
