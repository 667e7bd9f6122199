"""Escaping, with the compiled function."""

from markupsafe import Markup, _speedups, escape


class Page:
    def __html__(self):
        return "<i>page</i>"


def run():
    template = Markup("<b>{}</b> %s")
    return (
        escape("<a href='x'>&\"</a>"),
        escape(Page()),
        template.format("<x>"),
        Markup("<i>%s</i>") % ("a & b",),
        Markup("<p>a &amp; <b>b</b></p>").striptags(),
        escape("é<" * 1000) == Markup("é&lt;" * 1000),
        _speedups.__name__,
    )
