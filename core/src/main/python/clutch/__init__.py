"""Clutch: many isolated Python interpreters in one process.

The standard API, ``concurrent.interpreters`` (PEP 734), is how to use them. This package is for what
the standard does not have.
"""
