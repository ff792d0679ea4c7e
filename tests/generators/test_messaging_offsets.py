"""Offsets of a consumer, against Kafka's documentation and a consumer step by step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.generators.messaging.offsets_model import (
    Consumer,
    Entry,
    again,
    committed,
    lost,
    readable,
    resume,
    stable_offset,
)

consumers = st.builds(
    Consumer,
    st.integers(1, 9),
    st.sampled_from(["before", "after", "every"]),
    st.integers(1, 9),
)


def crashed(consumer: Consumer, start: int, processed: int) -> tuple[int, list[int]]:
    """The committed offset and the records processed, from a consumer that runs."""
    offset, done, at = start, [], start
    while True:
        batch = range(at, at + consumer.batch)
        at = batch.stop
        if consumer.commits == "before":
            offset = at
        for record in batch:
            done.append(record)
            if len(done) == processed:
                return offset, done
            if consumer.commits == "every" and len(done) % consumer.every == 0:
                offset = record + 1
        if consumer.commits == "after":
            offset = at


@given(consumers, st.integers(0, 50), st.integers(1, 60))
def test_the_committed_offset_is_that_of_a_consumer_that_runs(
    consumer: Consumer, start: int, processed: int
) -> None:
    offset, done = crashed(consumer, start, processed)
    assert committed(consumer, start, processed) == offset
    assert again(offset, start, processed) == len([n for n in done if n >= offset])
    assert lost(offset, start, processed) == len(set(range(start, offset)) - set(done))


@given(st.integers(1, 9), st.integers(1, 60))
def test_committing_first_is_at_most_once_and_committing_last_at_least_once(
    batch: int, processed: int
) -> None:
    # Apache Kafka documentation, Message Delivery Semantics: what each order promises.
    first = committed(Consumer(batch, "before"), 100, processed)
    last = committed(Consumer(batch, "after"), 100, processed)
    assert again(first, 100, processed) == 0
    assert lost(last, 100, processed) == 0


def test_the_committed_offset_is_the_next_that_will_be_read() -> None:
    # Javadoc of KafkaConsumer: "the offset of the next message".
    assert committed(Consumer(10), 0, 11) == 10
    assert committed(Consumer(10, lag=1), 0, 11) == 9
    assert resume(10, 0, 50, "none") == 10


@pytest.mark.parametrize(
    ("reset", "expected"), [("earliest", 100), ("latest", 150), ("none", None)]
)
def test_without_an_offset_in_range_the_setting_decides(
    reset: str, expected: int | None
) -> None:
    # Apache Kafka documentation, consumer configuration, auto.offset.reset.
    for gone in (None, 99, 151):
        assert resume(gone, 100, 150, reset) == expected
    for kept in (100, 120, 150):
        assert resume(kept, 100, 150, reset) == kept


def test_nothing_is_given_out_from_the_first_open_transaction_on() -> None:
    # KIP-98: the last stable offset; consumers with read_committed read up to it, and
    # leave out aborted records and markers.
    log = [
        Entry("A"),
        Entry(),
        Entry("B"),
        Entry("A", "commit"),
        Entry("A"),
        Entry("B", "abort"),
        Entry(),
    ]
    assert stable_offset(log) == 4
    assert readable(log) == [0, 1]
    assert readable([*log, Entry("A", "commit")]) == [0, 1, 4, 6]
    assert readable([*log, Entry("A", "abort")]) == [0, 1, 6]
    assert stable_offset([Entry(), Entry("A"), Entry("A", "abort")]) == 3
