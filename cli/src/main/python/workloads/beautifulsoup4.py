"""Pages that are searched and changed, by both parsers."""

from bs4 import BeautifulSoup, SoupStrainer

PAGE = "<html><head><title>T &amp; t</title></head><body><p class='a b'>one<p id=x>two <b>bold</b><a href='/1'>l1</a><a href='/2'>l2</a><!-- note --><table><tr><td>1<td>2</table>"


def run():
    results = []
    for parser in ("html.parser", "lxml"):
        soup = BeautifulSoup(PAGE, parser)
        soup.b.replace_with("plain")
        soup.find("a", href="/2").decompose()
        soup.p.insert_after(soup.new_tag("hr", attrs={"k": "v"}))
        results.append((soup.title.string, [a["href"] for a in soup.select("p#x > a, a")], soup.find(class_="b").get_text(" ", strip=True), str(soup), soup.prettify()[:200]))
    links = BeautifulSoup(PAGE, "html.parser", parse_only=SoupStrainer("a"))
    return results, [str(a) for a in links], [td.text for td in BeautifulSoup(PAGE, "lxml").css.iselect("td:nth-child(2)")], BeautifulSoup("é".encode("latin-1"), "html.parser").original_encoding
