"""Answers that are read in pieces, and commands that are packed."""

import hiredis


def run():
    reader = hiredis.Reader(encoding="utf-8")
    data = b"*3\r\n$3\r\none\r\n:42\r\n*2\r\n+OK\r\n$-1\r\n-ERR wrong\r\n%1\r\n+k\r\n#t\r\n"
    answers = []
    for start in range(0, len(data), 5):
        reader.feed(data[start : start + 5])
        while (answer := reader.gets()) is not False:
            answers.append(answer)
    try:
        broken = hiredis.Reader()
        broken.feed(b"?nonsense\r\n")
        broken.gets()
    except hiredis.ProtocolError as error:
        failure = type(error).__name__
    return [repr(answer) for answer in answers], hiredis.pack_command(("SET", "key", 5, b"\xff", 1.5)), failure
