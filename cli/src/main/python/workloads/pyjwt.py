"""Tokens that are signed and checked, and those that are refused."""

import datetime

import jwt


def run():
    key = "k" * 32
    token = jwt.encode({"sub": "me", "aud": "you", "n": [1, 2]}, key, algorithm="HS256", headers={"kid": "1"})
    failures = []
    for changed, options in ((token[:-2] + "xx", {}), (token, {"audience": "other"}), (jwt.encode({"exp": 1}, key), {"audience": None}), ("a.b", {})):
        try:
            jwt.decode(changed, key, ["HS256"], **{"audience": "you", **options})
        except jwt.InvalidTokenError as error:
            failures.append((type(error).__name__, str(error)))
    late = jwt.encode({"exp": datetime.datetime(2200, 1, 1, tzinfo=datetime.UTC)}, key)
    return token, jwt.decode(token, key, ["HS256"], audience="you"), jwt.get_unverified_header(token), jwt.decode(late, key, ["HS256"]), failures
