"""Models of algorithms on graphs, against textbooks and independent reckoning."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drill.generators.graphs import dijkstra_model as dijkstra
from drill.generators.graphs import flow_model as flows
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
@settings(max_examples=40)
def test_distances_are_those_of_bellman_and_ford(drawn: list[Edge]) -> None:
    assert dijkstra.run(drawn, "a").distance == dijkstra.shortest(drawn, "a")


@given(edges)
@settings(max_examples=40)
def test_a_path_is_as_long_as_its_distance(drawn: list[Edge]) -> None:
    run = dijkstra.run(drawn, "a")
    weights = {edge[:2]: edge.weight for edge in drawn}
    for vertex, distance in run.distance.items():
        path = run.path(vertex)
        assert sum(weights[pair] for pair in pairwise(path)) == (distance)


@given(edges)
@settings(max_examples=40)
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


# --- flows -----------------------------------------------------------------------

NETWORK = {
    ("s", "1"): 16,
    ("s", "2"): 13,
    ("1", "3"): 12,
    ("2", "1"): 4,
    ("3", "2"): 9,
    ("2", "4"): 14,
    ("4", "3"): 7,
    ("3", "t"): 20,
    ("4", "t"): 4,
}
"""Cormen et al., 3rd edition, figures 26.1 and 26.6."""


def test_the_maximum_flow_of_a_textbook_is_reproduced() -> None:
    # Figure 26.6: 23, and the cut of {s, v1, v2, v4} has just that capacity.
    flow = flows.run(NETWORK, "s", "t")
    assert flow.value == 23
    assert flows.only_cut(NETWORK, flow, "s", "t") == frozenset("s124")
    assert flows.cut(NETWORK, frozenset("s124")) == 23


def test_a_greedy_flow_may_stay_below_the_largest() -> None:
    # The usual example: the first shortest path takes the edge that both others need.
    network = {
        ("s", "a"): 1,
        ("a", "d"): 1,
        ("d", "t"): 1,
        ("s", "b"): 1,
        ("b", "c"): 1,
        ("c", "d"): 1,
        ("a", "e"): 1,
        ("e", "f"): 1,
        ("f", "g"): 1,
        ("g", "t"): 1,
    }
    assert flows.run(network, "s", "t").value == 2
    assert flows.run(network, "s", "t", back=False).value == 1


networks = st.dictionaries(
    st.sampled_from(
        [(one, other) for one in "sabc" for other in "abct" if one != other]
    ),
    st.integers(1, 9),
    min_size=1,
    max_size=12,
).map(lambda drawn: {("s", "a"): 3, ("c", "t"): 3, **drawn})


@given(networks)
@settings(max_examples=50)
def test_the_largest_flow_is_the_least_cut(network: dict[tuple[str, str], int]) -> None:
    # Ford and Fulkerson 1956, against all cuts.
    others = [each for each in flows.vertices(network) if each not in "st"]
    sides = [
        frozenset({"s", *chosen})
        for count in range(len(others) + 1)
        for chosen in combinations(others, count)
    ]
    least = min(flows.cut(network, side) for side in sides)
    flow = flows.run(network, "s", "t")
    assert flow.value == least
    best = [side for side in sides if flows.cut(network, side) == least]
    found = flows.only_cut(network, flow, "s", "t")
    assert found == (best[0] if len(best) == 1 else frozenset())
