"""reStructuredText to HTML, LaTeX and a tree, and its warnings."""

import docutils.core
import docutils.nodes
import docutils.utils

TEXT = """
Head
====

A *text* with ``code``, a link_, and a note [1]_.

.. _link: http://x.y

.. [1] noted

==  ==
a   b
==  ==
1   2
==  ==

.. code:: python

   x = 1

- one
- two :unknown:`role`
"""


def run():
    settings = {"report_level": 5, "datestamp": None, "generator": None, "stylesheet_path": None, "embed_stylesheet": False, "_disable_config": True}
    page = docutils.core.publish_parts(TEXT, writer="html5", settings_overrides=settings)["body"]
    latex = docutils.core.publish_parts(TEXT, writer="latex", settings_overrides=settings)["body"]
    tree = docutils.core.publish_doctree(TEXT, settings_overrides=settings)
    kinds = [type(node).__name__ for node in tree.findall(docutils.nodes.Element)]
    return page, latex, kinds, [node.astext() for node in tree.findall(docutils.nodes.system_message)]
