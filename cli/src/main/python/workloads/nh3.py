"""HTML that is made harmless."""

import nh3


def run():
    page = '<p onclick="x()">a <script>alert(1)</script><a href="javascript:x">b</a><b>c</b> <img src=x onerror=y></p>'
    return (
        nh3.clean(page),
        nh3.clean(page, tags={"b"}),
        nh3.clean('<a href="/x" class="k">t</a>', attributes={"a": {"href", "class"}}, link_rel=None),
        nh3.clean("<a href='http://x'>t</a>", attribute_filter=lambda tag, name, value: value.upper() if name == "href" else value),
        nh3.clean_text("<b>&"),
        nh3.is_html("plain"),
        nh3.is_html("<b>"),
    )
