"""A font that is built, written, read, subset and drawn."""

import io

from fontTools.fontBuilder import FontBuilder
from fontTools.misc.bezierTools import calcCubicArcLength, splitCubicAtT
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont


def glyph(size):
    pen = TTGlyphPen(None)
    curve = Cu2QuPen(pen, max_err=1.0, reverse_direction=False)
    curve.moveTo((0, 0))
    curve.curveTo((0, size), (size, size), (size, 0))
    curve.closePath()
    return pen.glyph()


def build():
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A", "B"])
    builder.setupCharacterMap({65: "A", 66: "B"})
    builder.setupGlyf({".notdef": glyph(100), "A": glyph(300), "B": glyph(500)})
    builder.setupHorizontalMetrics({name: (600, 0) for name in (".notdef", "A", "B")})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Clutch", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    return builder.font


def run():
    file = io.BytesIO()
    build().save(file)
    font = TTFont(io.BytesIO(file.getvalue()))
    pen = RecordingPen()
    font.getGlyphSet()["A"].draw(pen)
    subsetter = Subsetter(Options())
    subsetter.populate(text="B")
    subsetter.subset(font)
    return (
        len(file.getvalue()),
        pen.value,
        font.getGlyphOrder(),
        round(calcCubicArcLength((0, 0), (0, 100), (100, 100), (100, 0)), 6),
        splitCubicAtT((0, 0), (0, 100), (100, 100), (100, 0), 0.5),
    )
