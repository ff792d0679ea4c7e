"""What hypothesis draws for tests of scheduling."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from drill.ids import CardId, Rating, StudyDay
from drill.srs.bounds import PARAMETER_BOUNDS
from drill.srs.outcomes import Context
from drill.srs.preset import DEFAULT_PARAMETERS, Preset
from drill.srs.schedule import Learning, Memory, New, Relearning, Reviewing, Schedule

START = StudyDay(20_000)
CARD = CardId("distributed-systems/raft/log-matching#front")
AT = datetime(2024, 10, 4, 9, tzinfo=UTC)

ratings = st.sampled_from(Rating)
memories = st.builds(Memory, st.floats(0.001, 36_500), st.floats(1, 10))
parameters = st.one_of(
    st.just(DEFAULT_PARAMETERS),
    st.tuples(*(st.floats(low, high) for low, high in PARAMETER_BOUNDS)),
)
days = st.integers(START - 400, START + 400).map(StudyDay)
instants = st.integers(-(10**8), 10**8).map(lambda s: AT + timedelta(seconds=s))
steps_s = st.lists(
    st.one_of(st.integers(1, 7_200), st.integers(1, 3 * 86_400)), max_size=4
).map(tuple)
holidays = st.lists(
    st.tuples(days, st.integers(-1, 20)).map(
        lambda span: (span[0], StudyDay(span[0] + span[1]))
    ),
    max_size=3,
).map(tuple)

presets = st.builds(
    Preset,
    desired_retention=st.floats(0.7, 0.97),
    maximum_interval_days=st.one_of(st.integers(1, 36_500), st.integers(1, 5)),
    parameters=parameters,
    learning_steps_s=steps_s,
    relearning_steps_s=steps_s,
    learn_ahead_s=st.integers(0, 7_200),
    leech_lapses=st.integers(0, 10),
    leech_suspends=st.booleans(),
    fuzz=st.booleans(),
)

_due_at = st.one_of(
    st.none(), st.integers(0, 86_400).map(lambda s: AT + timedelta(0, s))
)
states = st.one_of(
    st.just(New()),
    st.builds(Learning, memories, st.integers(0, 5), days, _due_at, days),
    st.builds(Reviewing, memories, st.integers(1, 36_500), days, days),
    st.builds(
        Relearning,
        memories,
        st.integers(0, 5),
        days,
        _due_at,
        days,
        st.integers(1, 36_500),
    ),
)
schedules = st.builds(Schedule, states, st.integers(0, 40), st.integers(0, 20))
contexts = st.builds(
    Context, presets, days, instants, st.integers(0, 90_000), st.just(CARD), holidays
)
