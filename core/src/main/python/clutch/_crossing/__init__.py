"""How objects cross between interpreters: the part that Python does better than Java.

``values`` takes apart what crosses by value, ``pickles`` does the rest, ``functions`` ships code,
``exceptions`` makes snapshots.
"""
