"""Hashing and checking of passwords, and derived keys."""

import bcrypt


def run():
    salt = b"$2b$04$cVWp4XaNU8a4v1uMRum2SO"
    hashed = bcrypt.hashpw(b"password", salt)
    try:
        bcrypt.hashpw(b"x", b"no salt")
    except ValueError as error:
        failure = str(error)
    return hashed, bcrypt.checkpw(b"password", hashed), bcrypt.checkpw(b"other", hashed), bcrypt.kdf(b"p", b"s", 16, 50).hex(), failure
