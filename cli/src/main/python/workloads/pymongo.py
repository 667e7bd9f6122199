"""Documents to BSON and back, object ids, and what a client does with no server."""

import datetime

import bson
from bson import json_util
from pymongo import MongoClient, errors


def run():
    document = {
        "_id": bson.ObjectId("65a000000000000000000001"),
        "when": datetime.datetime(2026, 11, 24),
        "list": [1, 2.5, None, {"x": b"bytes"}],
        "big": bson.Int64(2**40),
        "price": bson.Decimal128("3.50"),
        "re": bson.Regex("a.*", "i"),
    }
    data = bson.encode(document)
    with MongoClient("127.0.0.1:1", serverSelectionTimeoutMS=100) as client:
        try:
            client.admin.command("ping")
        except errors.ServerSelectionTimeoutError as error:
            failure = type(error).__name__
    return data, bson.decode(data), json_util.dumps(document), bson.has_c(), len(bson.decode_all(data * 100)), failure
