"""Templates with inheritance, macros, filters and escaping, and an error with its line."""

from jinja2 import DictLoader, Environment, TemplateSyntaxError


def run():
    env = Environment(
        loader=DictLoader(
            {
                "base": "<h1>{% block title %}none{% endblock %}</h1>{% block body %}{% endblock %}",
                "page": "{% extends 'base' %}{% block title %}{{ title|upper }}{% endblock %}"
                "{% block body %}{% for n in range(5) if n % 2 %}{{ loop.index }}:{{ n }} {% endfor %}{{ m(3) }}{% endblock %}"
                "{% macro m(n) %}<b>{{ n * 2 }}</b>{% endmacro %}",
            }
        ),
        autoescape=True,
    )
    try:
        env.from_string("a\n{% if %}")
    except TemplateSyntaxError as error:
        failure = error.lineno, error.message
    return env.get_template("page").render(title="a & b"), failure
