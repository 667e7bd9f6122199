"""A PDF that is made, searched, drawn, changed and saved."""

import hashlib

import pymupdf


def run():
    document = pymupdf.open()
    for n in range(3):
        page = document.new_page(width=200, height=200)
        page.insert_text((20, 50), f"Clutch page {n}", fontsize=14)
        page.draw_circle((100, 120), 40, color=(1, 0, 0), fill=(0, 0, 1))
    document.set_metadata({"title": "Joined"})
    again = pymupdf.open("pdf", document.tobytes(no_new_id=True))
    pixels = again[1].get_pixmap(dpi=72)
    again.delete_page(0)
    table = pymupdf.open()
    table.insert_pdf(again)
    return (
        [page.get_text().strip() for page in document],
        [tuple(round(v, 2) for v in box) for box in again[0].search_for("page")],
        hashlib.sha256(pixels.samples).hexdigest(),
        again.metadata["title"],
        len(table),
        len(again[0].get_drawings()),
    )
