"""Likenesses and distances of texts, also of many at once."""

from rapidfuzz import distance, fuzz, process, utils


def run():
    names = ["New York Jets", "New York Giants", "Dallas Cowboys", "Atlanta Falcons"]
    return (
        round(fuzz.token_sort_ratio("fuzzy wuzzy was", "was fuzzy wuzzi"), 6),
        round(fuzz.WRatio("clutch", "a clutch plate"), 6),
        [(name, round(score, 4), n) for name, score, n in process.extract("new york jet", names, processor=utils.default_process)],
        distance.Levenshtein.distance("kitten", "sitting"),
        [tuple(op) for op in distance.Levenshtein.editops("kitten", "sitting")],
        round(distance.JaroWinkler.similarity("martha", "marhta"), 6),
        process.cdist(names, names, workers=2).round(3).tolist(),
        fuzz.ratio.__module__,
    )
