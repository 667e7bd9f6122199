"""Numbers, dates, money, plurals and names in languages, and catalogs of messages."""

import datetime
import io

from babel import Locale, UnknownLocaleError, dates, lists, numbers, units
from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po


def run():
    when = datetime.datetime(2026, 11, 24, 15, 30)
    catalog = Catalog("de", project="own")
    catalog.add("tea", "Tee")
    catalog.add(("%d cup", "%d cups"), ("%d Tasse", "%d Tassen"))
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalog, omit_header=True)
    write_mo(mo, catalog)
    try:
        Locale.parse("xx_YY")
    except UnknownLocaleError as error:
        failure = str(error)
    codes = ("de", "en_US", "ar_EG", "ja", "hi")
    return (
        [numbers.format_decimal(1234567.891, locale=code) for code in codes],
        [numbers.format_currency(-9.5, "EUR", locale=code) for code in codes],
        [dates.format_datetime(when, "full", locale=code) for code in codes],
        [dates.format_timedelta(datetime.timedelta(days=40), locale=code) for code in codes],
        [lists.format_list(["a", "b", "c"], locale=code) for code in codes],
        units.format_unit(12, "length-meter", locale="fr"),
        Locale("pl").plural_form(22),
        Locale("de").territories["JP"],
        po.getvalue(),
        len(read_po(io.BytesIO(po.getvalue()))),
        list(extract("python", io.BytesIO(b"_('x')\nngettext('a', 'b', 2)"))),
        failure,
    )
