"""Ciphers, hashes, keys from numbers, signatures, secrets that are shared, and an error."""

from Crypto.Cipher import AES, PKCS1_OAEP, ChaCha20_Poly1305
from Crypto.Hash import SHA3_256, SHA256
from Crypto.Protocol.KDF import scrypt
from Crypto.PublicKey import ECC, RSA
from Crypto.Signature import eddsa
from Crypto.Util.number import getPrime, isPrime


class Counting:
    """Numbers by chance that are the same each time."""

    def __init__(self):
        self.n = 0

    def __call__(self, size):
        self.n += 1
        return SHA256.new(b"%d" % self.n).digest()[:size] if size <= 32 else b"".join(self(32) for _ in range(size // 32 + 1))[:size]


def run():
    gcm = AES.new(bytes(16), AES.MODE_GCM, nonce=bytes(12))
    gcm.update(b"seen")
    chacha = ChaCha20_Poly1305.new(key=bytes(32), nonce=bytes(12))
    key = ECC.construct(curve="ed25519", seed=bytes(range(32)))
    rsa = RSA.generate(1024, randfunc=Counting())
    sealed = PKCS1_OAEP.new(rsa, randfunc=Counting()).encrypt(b"hello")
    try:
        gcm.verify(bytes(16))
    except (ValueError, TypeError) as error:
        failure = str(error)
    return (
        AES.new(bytes(16), AES.MODE_GCM, nonce=bytes(12)).encrypt_and_digest(b"secret"),
        chacha.encrypt_and_digest(b"secret"),
        eddsa.new(key, "rfc8032").sign(b"text").hex(),
        PKCS1_OAEP.new(rsa).decrypt(sealed),
        scrypt("password", "salt", 16, N=1024, r=8, p=1).hex(),
        SHA3_256.new(b"x" * 10000).hexdigest(),
        isPrime(getPrime(128, randfunc=Counting())),
        failure,
    )
