"""The raw functions of Argon2."""

from _argon2_cffi_bindings import ffi, lib


def hashed(kind):
    out = ffi.new("uint8_t[]", 16)
    password, salt = b"password", b"somesalt"
    status = lib.argon2_hash(
        2, 64, 1, ffi.new("uint8_t[]", password), len(password), ffi.new("uint8_t[]", salt), len(salt), out, 16,
        ffi.NULL, 0, kind, lib.ARGON2_VERSION_NUMBER,
    )
    return status, bytes(ffi.buffer(out)).hex()


def run():
    return [hashed(kind) for kind in (lib.Argon2_d, lib.Argon2_i, lib.Argon2_id)], ffi.string(lib.argon2_error_message(-2))
