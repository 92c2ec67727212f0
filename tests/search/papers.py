"""PDF files with Vietnamese text, made on the spot."""


def pdf(*pages: str) -> bytes:
    """A PDF with one line of text a page. Its font is a name and a table of characters only."""
    characters = sorted({char for page in pages for char in page})
    codes = {char: f"{at:04X}" for at, char in enumerate(characters, start=1)}
    table = "\n".join(
        f"<{code}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items()
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def"
        " 1 begincodespacerange <0000> <FFFF> endcodespacerange"
        f" {len(codes)} beginbfchar\n{table}\nendbfchar endcmap end end"
    )
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Helvetica /Encoding /Identity-H"
        " /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Helvetica /DW 600 /CIDSystemInfo"
        " << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(cmap),
    ]
    for at, page in enumerate(pages):
        shown = "".join(codes[char] for char in page)
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 3000 400] /Resources"
            f" << /Font << /F 3 0 R >> >> /Contents {7 + 2 * at} 0 R >>",
            _stream(f"BT /F 12 Tf 40 300 Td <{shown}> Tj ET"),
        ]
    return _file(objects)


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out + end.encode("ascii")
