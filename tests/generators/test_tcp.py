"""The model of a Reno sender, against traces that others have published."""

from __future__ import annotations

import re

import pytest

from drill.content.questions import ChoiceQuestion
from drill.generators.catalogue import get
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


def test_the_window_tells_which_signal_it_was() -> None:
    # RFC 5681, section 3.1: a timeout leaves one segment; section 3.2: fast recovery
    # leaves ssthresh, half of what was in flight.
    generator = get("tcp.reno_window")
    for seed in range(60):
        instance = generator.instance({"ask": ["signal"], "losses": 1}, seed)
        assert isinstance(instance.question, ChoiceQuestion)
        [said] = [each.text for each in instance.question.choices if each.right]
        place = int(re.findall(r"\d+", said)[0])
        shown = re.search(r"^cwnd +(.*)$", instance.question.text, re.MULTILINE)
        assert shown is not None
        windows = [int(each) for each in shown[1].split()]
        before, after = windows[place - 1], windows[place]
        assert after == (1 if "timeout" in said else before // 2)


def test_the_phase_is_slow_start_exactly_below_the_threshold() -> None:
    # RFC 5681, section 3.1: slow start below ssthresh, congestion avoidance above it.
    generator = get("tcp.reno_window")
    phases = set()
    for seed in range(60):
        instance = generator.instance({"ask": ["phase"]}, seed)
        assert isinstance(instance.question, ChoiceQuestion)
        [said] = [each.text for each in instance.question.choices if each.right]
        window, threshold = (
            int(re.findall(rf"^{name} .* (\d+)$", instance.why, re.MULTILINE)[0])
            for name in ("cwnd", "ssthresh")
        )
        assert window != threshold
        assert said.startswith("slow start") is (window < threshold)
        phases.add(said.partition(",")[0])
    assert len(phases) == 2
