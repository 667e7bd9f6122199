"""All kinds of values, and an error with its place."""

import tomli

TEXT = """
title = "x"
date = 1979-05-27T07:32:00-08:00
numbers = [1, 0xff, 1e3, inf]
[a.b]
text = '''
raw'''
[[row]]
n = 1
[[row]]
n = 2
"""


def run():
    try:
        tomli.loads("a = [1,\nb")
    except tomli.TOMLDecodeError as error:
        failure = str(error)
    return tomli.loads(TEXT), tomli.loads(TEXT * 1)["row"], failure
