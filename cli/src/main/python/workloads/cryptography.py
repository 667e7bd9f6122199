"""Hashes, authenticated encryption, signatures by seeded keys, and a certificate that is read again."""

import datetime

from cryptography import x509
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.x509.oid import NameOID


def certificate(key):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "clutch")])
    begin = datetime.datetime(2026, 1, 1)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 17, begin, begin + datetime.timedelta(days=9))
    return builder.sign(key, None)


def run():
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    mac = hmac.HMAC(b"key", hashes.SHA256())
    mac.update(b"message")
    fernet = Fernet(b"A" * 43 + b"=")
    try:
        fernet.decrypt(b"no token")
    except InvalidToken as error:
        failure = type(error).__name__
    pem = certificate(key).public_bytes(serialization.Encoding.PEM)
    return (
        mac.finalize().hex(),
        AESGCM(bytes(16)).encrypt(bytes(12), b"secret", b"seen").hex(),
        PBKDF2HMAC(hashes.SHA512(), 16, b"salt", 1000).derive(b"password").hex(),
        key.sign(b"text").hex(),
        fernet.decrypt(fernet.encrypt_at_time(b"hello", 0)),
        x509.load_pem_x509_certificate(pem).subject.rfc4514_string(),
        failure,
    )
