"""How objects cross between interpreters: the part that Python does better than Java.

``values`` takes apart what crosses by value, ``pickles`` does the rest. ``functions`` finds what has a name,
``shipping`` pickles other functions, ``recipes`` and ``rebuilding`` save that for those that are called.
``exceptions`` makes snapshots, and dumps the originals.
"""
