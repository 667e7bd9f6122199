"""Messages of types that are made at run time: written, read, merged, as text and JSON."""

from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory, struct_pb2, text_format
from google.protobuf import timestamp_pb2
from google.protobuf.internal import api_implementation


def message_class():
    file = descriptor_pb2.FileDescriptorProto(name="clutch_workload.proto", package="workload", syntax="proto3")
    message = file.message_type.add(name="Order")
    message.field.add(name="id", number=1, type=3, label=1)
    message.field.add(name="names", number=2, type=9, label=3)
    message.field.add(name="price", number=3, type=1, label=1)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("workload.Order"))


def run():
    order_class = message_class()
    order = order_class(id=7, names=["a", "b"], price=2.5)
    again = order_class.FromString(order.SerializeToString())
    again.MergeFrom(order_class(names=["c"], id=8))
    struct = struct_pb2.Struct()
    struct.update({"a": 1, "b": [True, None, "x"]})
    when = timestamp_pb2.Timestamp()
    when.FromJsonString("2026-11-24T00:00:00Z")
    try:
        order.id = "text"
    except TypeError as error:
        failure = type(error).__name__
    return (
        order.SerializeToString(deterministic=True),
        text_format.MessageToString(again),
        json_format.MessageToDict(struct),
        json_format.MessageToJson(when),
        api_implementation.Type(),
        failure,
    )
