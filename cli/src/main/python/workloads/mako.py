"""Templates with functions, inheritance, filters and code; and an error with its line."""

from mako import exceptions
from mako.lookup import TemplateLookup
from mako.template import Template


def run():
    lookup = TemplateLookup()
    lookup.put_string("base.html", "<h1>${self.title()}</h1>${next.body()}<%def name='title()'>none</%def>")
    lookup.put_string("page.html", "<%inherit file='base.html'/><%def name='title()'>T</%def><%! n = 3 %>\n% for i in range(n):\n${i | h}-${loop.index}\n% endfor\n${wrap('<x>') | n}<%def name='wrap(s)'>[${s | h}]</%def>")
    try:
        Template("a\n% if x:\nb")
    except exceptions.SyntaxException as error:
        failure = error.lineno
    try:
        Template("${1/0}").render()
    except ZeroDivisionError:
        trace = "ZeroDivisionError" in exceptions.text_error_template().render()
    return lookup.get_template("page.html").render(), Template("${' x '|trim,u}").render(), trace, failure
