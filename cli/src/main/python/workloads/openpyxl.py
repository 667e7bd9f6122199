"""A workbook in memory: formulas, styles, charts, merged cells; written and read again."""

import datetime
import io

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.formula import Tokenizer
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter


def run():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["name", "count", "when"])
    for n in range(10):
        sheet.append([f"n{n}", n * 1.5, datetime.date(2026, 1, n + 1)])
    sheet["B12"] = "=SUM(B2:B11)"
    sheet["A1"].font, sheet["A1"].fill = Font(bold=True, color="FF0000"), PatternFill("solid", fgColor="EEEEEE")
    sheet.merge_cells("D1:E2")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=11), titles_from_data=True)
    sheet.add_chart(chart, "F5")
    file = io.BytesIO()
    book.save(file)
    again = openpyxl.load_workbook(file)["Sheet"]
    rows = list(openpyxl.load_workbook(file, read_only=True)["Sheet"].iter_rows(values_only=True))
    return rows[:3], again["B12"].value, again["A1"].font.color.rgb, str(again.merged_cells.ranges), again.dimensions, len(again._charts), [t.value for t in Tokenizer("=IF(A1>2,\"x\",SUM(B:B))").items], get_column_letter(800)
