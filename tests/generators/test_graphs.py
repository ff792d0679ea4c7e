"""Models of algorithms on graphs, against textbooks and independent reckoning."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from drill.generators.graphs import dijkstra_model as dijkstra
from drill.generators.graphs.dijkstra_model import Edge, Rules

TEXTBOOK = [
    Edge(start, end, weight)
    for start, end, weight in (
        ("s", "t", 10),
        ("s", "y", 5),
        ("t", "x", 1),
        ("t", "y", 2),
        ("y", "t", 3),
        ("y", "x", 9),
        ("y", "z", 2),
        ("x", "z", 4),
        ("z", "x", 6),
        ("z", "s", 7),
    )
]
"""Cormen et al., 3rd edition, figure 24.6."""


def test_a_run_of_a_textbook_is_reproduced() -> None:
    run = dijkstra.run(TEXTBOOK, "s")
    assert run.settled == ["s", "y", "z", "t", "x"]
    assert run.distance == {"s": 0, "y": 5, "z": 7, "t": 8, "x": 9}
    assert run.path("x") == ["s", "y", "t", "x"]
    # Parts (b) to (d) of the figure.
    assert run.tables[0] == {"s": 0, "t": 10, "y": 5}
    assert run.tables[1] == {"s": 0, "t": 8, "y": 5, "x": 14, "z": 7}
    assert run.tables[2] == {"s": 0, "t": 8, "y": 5, "x": 13, "z": 7}
    assert run.lowered == 2 + 3 + 1 + 1
    assert not run.is_tied


edges = st.lists(
    st.builds(
        Edge, st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.integers(1, 9)
    ),
    max_size=20,
    unique_by=lambda edge: edge[:2],
)


@given(edges)
def test_distances_are_those_of_bellman_and_ford(drawn: list[Edge]) -> None:
    assert dijkstra.run(drawn, "a").distance == dijkstra.shortest(drawn, "a")


@given(edges)
def test_a_path_is_as_long_as_its_distance(drawn: list[Edge]) -> None:
    run = dijkstra.run(drawn, "a")
    weights = {edge[:2]: edge.weight for edge in drawn}
    for vertex, distance in run.distance.items():
        path = run.path(vertex)
        assert sum(weights[pair] for pair in pairwise(path)) == (distance)


@given(edges)
def test_a_tie_is_told(drawn: list[Edge]) -> None:
    run = dijkstra.run(drawn, "a")
    assume(not run.is_tied)
    assert run.settled == sorted(run.distance, key=lambda each: run.distance[each])
    assert len(set(run.distance.values())) == len(run.distance)


def test_a_settled_vertex_is_not_mended_by_a_negative_edge() -> None:
    # The usual counterexample: Sedgewick and Wayne, section 4.4, questions and answers.
    bad = [Edge("s", "a", 2), Edge("s", "b", 5), Edge("b", "a", -4)]
    assert dijkstra.run(bad, "s").distance["a"] == 2
    assert dijkstra.shortest(bad, "s")["a"] == 1


def test_wrong_runs_are_wrong_as_they_say() -> None:
    assert dijkstra.run(TEXTBOOK, "s", Rules(key="hops")).distance["t"] == 10
    assert dijkstra.run(TEXTBOOK, "s", Rules(relaxes=False)).distance["x"] == 14
    assert dijkstra.run(TEXTBOOK, "s", Rules(key="edge")).settled[1] == "y"
    assert dijkstra.greedy_walk(TEXTBOOK, "s", "z") == 7
    assert dijkstra.greedy_walk(TEXTBOOK, "s", "q") is None
