"""Sums of pieces and of wholes, by the compiled code."""

import google_crc32c


def run():
    checksum = google_crc32c.Checksum(b"first")
    checksum.update(b" and second")
    return (
        google_crc32c.value(b"123456789"),
        checksum.hexdigest(),
        google_crc32c.extend(google_crc32c.value(b"first"), b" and second"),
        google_crc32c.value(bytes(range(256)) * 4096),
        google_crc32c.implementation,
    )
