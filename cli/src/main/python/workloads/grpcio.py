"""A server and its client on the loopback: single calls, streams, metadata, and an error with its status."""

from concurrent import futures

import grpc


class Service(grpc.GenericRpcHandler):
    def service(self, details):
        handlers = {
            "/t.T/Up": grpc.unary_unary_rpc_method_handler(lambda request, context: request.upper()),
            "/t.T/Count": grpc.unary_stream_rpc_method_handler(lambda request, context: (b"%d" % n for n in range(int(request)))),
            "/t.T/Fail": grpc.unary_unary_rpc_method_handler(self.fail),
        }
        return handlers.get(details.method)

    def fail(self, request, context):
        context.abort(grpc.StatusCode.NOT_FOUND, "none here")


def run():
    server = grpc.server(futures.ThreadPoolExecutor(2))
    server.add_generic_rpc_handlers((Service(),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            words = [channel.unary_unary("/t.T/Up")(b"word%d" % n) for n in range(20)]
            counts = list(channel.unary_stream("/t.T/Count")(b"10"))
            try:
                channel.unary_unary("/t.T/Fail")(b"")
            except grpc.RpcError as error:
                failure = error.code().name, error.details()
    finally:
        server.stop(None).wait()
    return words, counts, failure
