"""The model of a Reno sender, against traces that others have published."""

from __future__ import annotations

import pytest

from drill.generators.tcp.reno_model import Rules, Signal, trace


def windows(*arguments: object, **more: object) -> list[int]:
    rounds = trace(*arguments, **more)  # type: ignore[arg-type]
    return [each.cwnd for each in rounds]


def test_the_window_of_a_textbook_sender_is_reproduced() -> None:
    # Kurose and Ross, Computer Networking, 8th edition, problem P40: slow start to 32,
    # avoidance to 42, three duplicate ACKs after round 16, a timeout after round 22.
    losses = {16: Signal.DUPLICATE_ACKS, 22: Signal.TIMEOUT}
    rounds = trace(1, 32, 26, losses)
    assert [each.cwnd for each in rounds[:6]] == [1, 2, 4, 8, 16, 32]
    assert rounds[15].cwnd == 42
    assert rounds[16].ssthresh == rounds[16].cwnd == 21
    assert rounds[21].cwnd == 26
    assert rounds[22].cwnd == 1
    assert rounds[22].ssthresh == 13
    assert [each.cwnd for each in rounds[22:]] == [1, 2, 4, 8]


def test_tahoe_starts_anew_after_every_loss() -> None:
    losses = {6: Signal.DUPLICATE_ACKS}
    tahoe = Rules(after_duplicates="one")
    assert windows(1, 8, 8, losses, tahoe) == [1, 2, 4, 8, 9, 10, 1, 2]


@pytest.mark.parametrize("window", [1, 2, 3])
def test_the_threshold_never_falls_below_two_segments(window: int) -> None:
    assert trace(window, 9, 2, {1: Signal.TIMEOUT})[1].ssthresh == 2
