"""Valid documents with anything in the place of anything."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        [
            *(10**18, -1, 0, 1 << 63, "\0", "\ud800", "../../x", "{{c1::", "a::b"),
            *("{{", "}}", "---", "~t9e9", "~#dt", "^0", "~:", "[", "<img src=x>"),
            *("2024-02-30", "0001-01-01T00:00:00", "9999-12-31T23:59:59", "1e999"),
        ]
    ),
    st.lists(st.integers(-5, 5), max_size=3),
    st.just([]),
    st.just({}),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)
"""What a document does not expect."""


def broken(data: st.DataObject, source: T) -> T:
    """A copy of a document with one to three places overwritten or gone."""
    document = deepcopy(source)
    for _ in range(data.draw(st.integers(1, 3))):
        places = _places(document)
        if not places:
            break
        container, key = data.draw(st.sampled_from(places))
        if isinstance(container, dict) and data.draw(st.booleans()):
            container.pop(key)
        else:
            container[key] = deepcopy(data.draw(JUNK))
    return document


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every container of a document with a key of it."""
    found: list[tuple[Any, Any]] = []
    keys: list[Any] = list(value) if isinstance(value, dict) else []
    keys += range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        found += [(value, key), *_places(value[key])]
    return found
