"""What needs no server: producers with callbacks, consumers, admin, and their errors."""

import confluent_kafka
from confluent_kafka import Consumer, KafkaError, KafkaException, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic


def run():
    failed = []
    producer = Producer({"bootstrap.servers": "127.0.0.1:1", "message.timeout.ms": 300, "log_level": 0})
    for n in range(5):
        producer.produce("topic", b"value%d" % n, on_delivery=lambda error, message: failed.append((error.name(), message.value())))
    left = producer.flush(10)
    consumer = Consumer({"bootstrap.servers": "127.0.0.1:1", "group.id": "g", "log_level": 0})
    consumer.assign([TopicPartition("topic", 0, 5)])
    assigned = [(p.topic, p.partition) for p in consumer.assignment()]
    try:
        consumer.committed([TopicPartition("topic", 0)], timeout=0.2)
    except KafkaException as error:
        refused = error.args[0].retriable() in (True, False)
    consumer.close()
    try:
        Producer({"no.such.option": 1})
    except KafkaException as error:
        failure = error.args[0].code() == KafkaError._INVALID_ARG
    admin = AdminClient({"bootstrap.servers": "127.0.0.1:1", "log_level": 0})
    futures = admin.create_topics([NewTopic("t", 1, 1)], request_timeout=0.3)
    names = [type(future.exception()).__name__ for future in futures.values()]
    return sorted(failed, key=lambda pair: pair[1]), left, assigned, refused, failure, names, confluent_kafka.libversion()[0]
