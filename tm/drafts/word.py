"""A Word document: its paragraphs are translated sentence by sentence where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, Any

from tm.drafts.slots import Draft, Filling, Slot
from tm.errors import Unreadable
from tm.extract.word import open_for_writing
from tm.languages import Language
from tm.text.detect import language_of
from tm.text.sentences import sentences

EXACT = 100


class Word:
    """Paragraphs and table cells. What is not exact is marked yellow; what is not found stays."""

    def __init__(self, document: Any, source: Language) -> None:
        self.source: Language = source
        self._document = document
        self._places: list[tuple[Any, int]] = []
        self._texts: dict[int, list[tuple[str, int | None]]] = {}
        self.slots: Sequence[Slot] = list(self._cut())

    def fill(self, position: int, filling: Filling) -> None:
        """Replace one sentence; its paragraph is written anew with `write`."""
        if filling.text is not None:
            number, at = self._places[position]
            self._texts[number][at] = (filling.text, filling.score)

    def write(self, file: IO[bytes]) -> None:
        """Write the document with every touched paragraph rebuilt in its own style."""
        for number, paragraph in enumerate(_paragraphs(self._document)):
            texts = self._texts.get(number, [])
            if any(score is not None for _, score in texts):
                _rebuild(paragraph, texts, self.source)
        self._document.save(file)

    def _cut(self) -> Iterator[Slot]:
        for number, paragraph in enumerate(_paragraphs(self._document)):
            text = paragraph.text
            if language_of(text) != self.source:
                continue
            cut = [span.cut(text) for span in sentences(text, self.source)]
            self._texts[number] = [(sentence, None) for sentence in cut]
            for at, sentence in enumerate(cut):
                if sentence.strip():
                    self._places.append((number, at))
                    yield Slot(sentence.strip())


def open_word(data: bytes, name: str) -> Draft:
    """Open a .docx file; raise Unreadable or TooLarge."""
    document = open_for_writing(data, name=name)
    language = language_of("\n".join(paragraph.text for paragraph in _paragraphs(document)))
    if language is None:
        raise Unreadable(name, None, "Chinese or English text", "none")
    return Word(document, language)


def _paragraphs(document: Any) -> Iterator[Any]:
    """Yield the paragraphs of the body and of its tables, in order."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            yield from (p for row in block.rows for cell in row.cells for p in cell.paragraphs)


def _rebuild(paragraph: Any, texts: Sequence[tuple[str, int | None]], source: Language) -> None:
    """Put the sentences into one run each, in the character style the paragraph begins with."""
    from docx.enum.text import WD_COLOR_INDEX

    first, *rest = paragraph.runs or [paragraph.add_run()]
    style, bold, italic = first.style, first.bold, first.italic
    for run in (first, *rest):
        run._element.getparent().remove(run._element)
    for at, (text, score) in enumerate(texts, 1):
        run = paragraph.add_run(text if at == len(texts) else _spaced(text, score, source))
        run.style, run.bold, run.italic = style, bold, italic
        if score is not None and score < EXACT:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _spaced(text: str, score: int | None, source: Language) -> str:
    """English sentences put where Chinese ones stood need a space after them."""
    return f"{text} " if score is not None and source == "zh" and not text.endswith(" ") else text
