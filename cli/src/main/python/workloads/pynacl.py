"""Boxes, signatures, hashes and derived keys, from fixed seeds."""

from nacl import exceptions, hash, public, pwhash, secret, signing


def run():
    box = secret.SecretBox(bytes(range(32)))
    ours, theirs = public.PrivateKey(bytes(range(32))), public.PrivateKey(bytes(range(1, 33)))
    sealed = public.Box(ours, theirs.public_key).encrypt(b"hello", bytes(24))
    key = signing.SigningKey(bytes(32))
    try:
        box.decrypt(b"x" * 60)
    except exceptions.CryptoError as error:
        failure = str(error)
    return (
        box.encrypt(b"secret", bytes(24)).hex(),
        public.Box(theirs, ours.public_key).decrypt(sealed),
        key.sign(b"text").hex(),
        key.verify_key.verify(key.sign(b"text")),
        hash.blake2b(b"x", key=b"k"),
        pwhash.argon2id.kdf(16, b"password", bytes(16), opslimit=1, memlimit=8192).hex(),
        failure,
    )
