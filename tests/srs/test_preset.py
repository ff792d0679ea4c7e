from __future__ import annotations

import json
from dataclasses import fields, replace
from math import nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.errors import ScheduleError
from drill.srs.preset import DEFAULT_PARAMETERS, Preset, check_preset, preset_from
from tests.srs.strategies import presets

YEAR_S = 365 * 86_400


def test_the_default_parameters_are_those_of_the_package() -> None:
    from fsrs.scheduler import DEFAULT_PARAMETERS as THEIRS

    assert THEIRS == DEFAULT_PARAMETERS


def test_the_default_preset_is_allowed() -> None:
    check_preset(Preset())


def test_an_id_is_the_same_on_every_machine() -> None:
    """Ids stand in journals: this one must never change."""
    assert Preset().id() == "c215a6191381950d"


@given(presets)
def test_a_preset_survives_the_journal(preset: Preset) -> None:
    check_preset(preset)
    stored = json.loads(json.dumps(preset.contents()))
    assert preset_from(stored) == preset
    assert preset_from(stored).id() == preset.id()


@given(presets, presets)
def test_ids_are_equal_when_contents_are(one: Preset, other: Preset) -> None:
    assert (one.id() == other.id()) == (one.contents() == other.contents())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("desired_retention", 0.69),
        ("desired_retention", 0.98),
        ("desired_retention", nan),
        ("desired_retention", "0.9"),
        ("desired_retention", True),
        ("maximum_interval_days", 0),
        ("maximum_interval_days", 36_501),
        ("maximum_interval_days", 30.5),
        ("parameters", DEFAULT_PARAMETERS[:19]),  # of FSRS-5
        ("parameters", (*DEFAULT_PARAMETERS[:20], nan)),
        ("parameters", (*DEFAULT_PARAMETERS[:20], "0.1542")),
        ("parameters", 21),
        ("parameters", None),
        ("learning_steps_s", (0,)),
        ("learning_steps_s", (60, -1)),
        ("learning_steps_s", (YEAR_S + 1,)),
        ("learning_steps_s", (60.5,)),
        ("relearning_steps_s", (0,)),
        ("relearning_steps_s", "600"),
        ("learn_ahead_s", -1),
        ("learn_ahead_s", 10**9),
        ("leech_lapses", -1),
        ("leech_lapses", 8.0),
        ("leech_suspends", 1),
        ("leech_suspends", "yes"),
        ("fuzz", None),
    ],
)
def test_a_value_out_of_bounds_is_refused_and_not_taken_from_a_journal(
    name: str, value: Any
) -> None:
    changes: dict[str, Any] = {name: value}
    with pytest.raises(ScheduleError, match=name):
        check_preset(replace(Preset(), **changes))
    assert preset_from({name: value, "leech_lapses": 4} | changes) == replace(
        Preset(), leech_lapses=8 if name == "leech_lapses" else 4
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("desired_retention", 0.7),
        ("desired_retention", 0.97),
        ("maximum_interval_days", 1),
        ("learning_steps_s", ()),
        ("learning_steps_s", (1, YEAR_S)),
        ("parameters", (1, *DEFAULT_PARAMETERS[1:])),  # JSON has no 1.0
        ("leech_lapses", 0),
        ("fuzz", False),
    ],
)
def test_values_at_the_bounds_are_allowed(name: str, value: Any) -> None:
    changes: dict[str, Any] = {name: value}
    check_preset(replace(Preset(), **changes))
    assert preset_from(changes) == replace(Preset(), **changes)


def test_entries_of_a_newer_drill_are_left_out() -> None:
    assert preset_from({"mood": "sunny", "fuzz": False}) == Preset(fuzz=False)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from([field.name for field in fields(Preset)]), json_values
    )
)
def test_any_json_object_gives_a_preset_that_is_allowed(
    contents: dict[str, Any],
) -> None:
    check_preset(preset_from(contents))
