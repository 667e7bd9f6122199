"""Parsing, joining and quoting of URLs."""

from yarl import URL


def run():
    url = URL("http://user:pass@example.com:8080/path/to%20x?a=1&b=ä#frag")
    return (
        (url.host, url.port, url.path, url.raw_query_string, url.fragment, url.user),
        str(url / "more" % {"c": "ü&"}),
        str(url.with_query(a=[1, 2]).with_host("bücher.example")),
        str(URL("http://a/b/c/d").join(URL("../x"))),
        sorted([URL("b"), URL("a")]),
        [str(URL("/p").with_path("/" + "é" * n)) for n in range(4)],
    )
