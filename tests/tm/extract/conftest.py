"""Builders of documents: small, by hand, so that a test shows what is in the file."""

import io
import zipfile

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?><w:{{root}} xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{{body}}</w:{{root}}>'
STYLES = """
<w:style w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="O"><w:name w:val="Own"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:styleId="C"><w:name w:val="toc 1"/></w:style>
"""


def part(root: str, body: str) -> str:
    return HEAD.format(root=root, body=body)


def build_docx(body: str, *, footnotes: str = "", comments: str = "") -> bytes:
    """Return a package with this body; text outside of elements is not allowed in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        package.writestr("word/styles.xml", part("styles", STYLES))
        package.writestr("word/footnotes.xml", part("footnotes", footnotes))
        package.writestr("word/comments.xml", part("comments", comments))
    return file.getvalue()


def build_pdf(pages: list[list[str]]) -> bytes:
    """Return a PDF with a text layer; code points are glyph numbers, mapped back one to one."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        stream(
            b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF>"
            b" endcodespacerange 1 beginbfrange <0020> <FFFD> <0020> endbfrange endcmap"
        ),
    ]
    numbers = []
    for lines in pages:
        text = "".join(
            f"BT /F1 10 Tf 50 {780 - 14 * row} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
            for row, line in enumerate(lines)
        )
        objects.append(stream(text.encode()))
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
        objects.append(f"{page} /Resources << /Font << /F1 3 0 R >> >> >>".encode())
        numbers.append(len(objects))
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(numbers)} >>".encode()
    return assembled(objects)


def stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def assembled(objects: list[bytes]) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    xref = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(data))
    return data + xref + trailer


@pytest.fixture
def docx():
    return build_docx


@pytest.fixture
def pdf():
    return build_pdf
