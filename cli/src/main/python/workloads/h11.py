"""Both sides of a connection: requests, answers, pieces, and an error."""

import h11


def run():
    client, server = h11.Connection(h11.CLIENT), h11.Connection(h11.SERVER)
    request = h11.Request(method="POST", target="/a", headers=[("Host", "x"), ("Transfer-Encoding", "chunked")])
    server.receive_data(client.send(request) + client.send(h11.Data(data=b"body")) + client.send(h11.EndOfMessage()))
    seen = [server.next_event() for _ in range(4)]
    answer = server.send(h11.Response(status_code=200, headers=[("Content-Length", "2")])) + server.send(h11.Data(data=b"ok")) + server.send(h11.EndOfMessage())
    client.receive_data(answer)
    back = [client.next_event() for _ in range(3)]
    try:
        broken = h11.Connection(h11.SERVER)
        broken.receive_data(b"nonsense\r\n\r\n")
        broken.next_event()
    except h11.RemoteProtocolError as error:
        failure = str(error), error.error_status_hint
    return [repr(event) for event in seen], answer, [repr(event) for event in back], (client.our_state, server.our_state), failure
