"""What is signed and read again, with and without times, and what is refused."""

from itsdangerous import BadSignature, SignatureExpired, Signer, TimestampSigner, URLSafeSerializer


class Fixed(TimestampSigner):
    def get_timestamp(self):
        return 1_790_000_000


def run():
    signed = Signer("key", salt="s").sign("value")
    token = URLSafeSerializer("key").dumps({"id": 5, "names": ["a", "é"] * 20})
    timed = Fixed("key").sign("x")
    failures = []
    for action in (lambda: Signer("other", salt="s").unsign(signed), lambda: URLSafeSerializer("key").loads(token[:-1] + "x"), lambda: Fixed("key").unsign(timed, max_age=-1)):
        try:
            action()
        except (BadSignature, SignatureExpired) as error:
            failures.append(type(error).__name__)
    return signed, token, timed, URLSafeSerializer("key").loads(token) == {"id": 5, "names": ["a", "é"] * 20}, Signer(["old", "key"], salt="s").unsign(signed), failures
