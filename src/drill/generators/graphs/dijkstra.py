"""Follow Dijkstra's algorithm: who is settled when, and at what distance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drill.content.questions import OrderQuestion
from drill.generators.drafting import Wrong, choice_question, numeric_question, table
from drill.generators.framework import Generator, Instance, Parameters, by_difficulty
from drill.generators.graphs import dijkstra_model as model
from drill.generators.graphs.dijkstra_model import Edge, Rules, Run
from drill.generators.wording import fenced

if TYPE_CHECKING:
    from drill.chance import Chance

SOURCE: Final = "S"
HINT: Final = "Settle the nearest vertex that is not settled, then look at its edges."
ATTEMPTS: Final = 40


def _draw(chance: Chance, names: str) -> list[Edge]:
    """Edges over the vertices, all of which can be reached from the source."""
    order = [SOURCE, *chance.shuffled(list(names))]
    pairs = [
        (order[chance.whole(max(0, place - 2), place - 1)], order[place])
        for place in range(1, len(order))
    ]
    while len(pairs) < len(names) + 4:
        one, other = sorted(chance.shuffled(range(len(order)))[:2])
        pair = (order[one], order[other])
        if chance.whole(1, 6) == 1 and one:
            pair = pair[::-1]
        if pair not in pairs and pair[::-1] not in pairs:
            pairs.append(pair)
    return [Edge(*pair, chance.whole(1, 12)) for pair in sorted(pairs)]


def _graph(chance: Chance, names: str = "ABCDE") -> tuple[list[Edge], Run] | None:
    """A graph with different distances, some of which are lowered on the way."""
    for _ in range(ATTEMPTS):
        edges = _draw(chance, names)
        run = model.run(edges, SOURCE)
        if not run.is_tied and run.lowered > len(names):
            return edges, run
    return None


def _drawn(edges: list[Edge]) -> str:
    """The edges, one line for each vertex they leave."""
    starts = sorted(
        {edge.start for edge in edges}, key=lambda each: (each != "S", each)
    )
    lines = [
        f"{start} → "
        + ", ".join(
            f"{edge.end} {edge.weight}" for edge in edges if edge.start == start
        )
        for start in starts
    ]
    return fenced(lines)


def _why(run: Run) -> str:
    """The known distances after each step; `·` is unknown, `*` settled."""
    names = run.settled
    rows: list[list[object]] = [["settles", *names]]
    for place, known in enumerate(run.tables):
        cells = [
            f"{known[name]}{'*' if at <= place else ''}" if name in known else "·"
            for at, name in enumerate(names)
        ]
        rows.append([names[place], *cells])
    return f"{table(rows)}\n\nSettled distances have a star; `·` is not reached yet."


SETTING: Final = "A directed graph has these edges with their weights:"


def _ask_distance(chance: Chance) -> Instance | None:
    found = _graph(chance)
    if not found:
        return None
    edges, run = found
    hasty = [
        model.run(edges, SOURCE, rules).distance
        for rules in (Rules(key="hops"), Rules(relaxes=False))
    ]
    far = [
        each
        for each in run.settled
        if any(other[each] != run.distance[each] for other in hasty)
    ]
    if not far:
        return None
    target = chance.pick(far)
    answer = run.distance[target]
    text = (
        f"{SETTING}\n\n{_drawn(edges)}\n\nHow long is the shortest path S to {target}?"
    )
    hops, first = (each[target] for each in hasty)
    prim = model.run(edges, SOURCE, Rules(key="edge")).distance[target]
    wrong = [
        (hops, "takes the path of fewest edges"),
        (first, "keeps the first distance found and never lowers it"),
        (prim, "goes along a spanning tree of light edges, as Prim does"),
        (len(run.path(target)) - 1, "counts edges instead of their weights"),
    ]
    walked = model.greedy_walk(edges, SOURCE, target)
    if walked is not None:
        wrong.append((walked, "always takes the lightest edge onwards"))
    question = numeric_question(text, answer, wrong, places=0)
    why = f"{_why(run)} The path is {' → '.join(run.path(target))}."
    return Instance(question, why, (HINT,))


def _ask_order(chance: Chance) -> Instance | None:
    found = _graph(chance)
    if not found:
        return None
    edges, run = found
    if run.settled == sorted(run.settled, key=lambda each: (each != "S", each)):
        return None
    text = (
        f"{SETTING}\n\n{_drawn(edges)}\n\nIn which order does Dijkstra's algorithm from"
        " S settle the other vertices?"
    )
    question = OrderQuestion(text, tuple(run.settled[1:]))
    return Instance(question, _why(run), (HINT,))


def _ask_table(chance: Chance) -> Instance | None:
    found = _graph(chance)
    if not found:
        return None
    edges, run = found
    count = chance.whole(2, 3)
    names = sorted(run.settled[1:])

    def shown(run: Run, done: int = count) -> str:
        known = run.tables[min(done, len(run.tables)) - 1]
        return " ".join(f"{name} {known.get(name, '∞')}" for name in names)

    wrong = [
        Wrong(shown(run, count - 1), "is one vertex behind"),
        Wrong(shown(run, count + 1), "is one vertex ahead"),
        Wrong(shown(run, len(names) + 1), "has the final distances"),
        Wrong(
            shown(model.run(edges, SOURCE, Rules(relaxes=False))),
            "keeps a known distance though a shorter one turns up",
        ),
        Wrong(
            shown(model.run(edges, SOURCE, Rules(key="hops"))),
            "settles by the number of edges, as breadth-first search does",
        ),
        Wrong(
            shown(model.run(edges, SOURCE, Rules(key="edge"))),
            "settles along the lightest edge, as Prim does",
        ),
    ]
    text = (
        f"{SETTING}\n\n{_drawn(edges)}\n\nWhich distances does Dijkstra's algorithm"
        f" know when it has settled S and {count - 1} more, and looked at their edges?"
    )
    question = choice_question(text, shown(run), wrong, chance)
    return Instance(question, _why(run), (HINT,)) if question else None


def _ask_entries(chance: Chance) -> Instance | None:
    found = _graph(chance)
    if not found:
        return None
    edges, run = found
    text = (
        f"{SETTING}\n\n{_drawn(edges)}\n\nDijkstra's algorithm from S pushes an entry"
        " into its queue for S, and one whenever it finds or lowers a distance; stale"
        " entries stay and are skipped when popped. How many entries are popped in all?"
    )
    wrong = (
        (len(run.settled), "counts vertices: lowered ones have several entries"),
        (run.lowered, "forgets the entry for S"),
        (len(edges) + 1, "pushes for each edge, even when nothing gets shorter"),
        (run.lowered + 1 - len(run.settled), "counts the stale entries alone"),
    )
    question = numeric_question(text, run.lowered + 1, wrong, places=0)
    stale = run.lowered + 1 - len(run.settled)
    why = (
        f"{_why(run)} Each number that appears or falls is an entry: {run.lowered} and"
        f" the one for S; {stale} of them {'is' if stale == 1 else 'are'} stale."
    )
    return Instance(question, why, (HINT,))


def _negative(chance: Chance) -> tuple[list[Edge], Run, str] | None:
    """A graph whose one negative edge comes too late for a settled vertex."""
    for _ in range(ATTEMPTS):
        edges = _draw(chance, "ABCD")
        order = model.run(edges, SOURCE).settled
        late, early = chance.pick(order[3:]), chance.pick(order[1:3])
        kept = [each for each in edges if {each.start, each.end} != {late, early}]
        edges = sorted([*kept, Edge(late, early, -chance.whole(5, 11))])
        cycle = any(
            model.shortest(edges, name).get(name, 0) < 0 for name in (late, early)
        )
        run = model.run(edges, SOURCE)
        if cycle or len(run.distance) <= len("ABCD"):
            continue
        true = model.shortest(edges, SOURCE)
        off = [each for each in order if run.distance[each] != true[each]]
        if off and not run.is_tied:
            return edges, run, chance.pick(off)
    return None


def _ask_negative(chance: Chance) -> Instance | None:
    found = _negative(chance)
    if not found:
        return None
    edges, run, asked = found
    true = model.shortest(edges, SOURCE)[asked]
    lightest = [edge.weight for edge in edges if edge.end == asked]
    hops = model.run(edges, SOURCE, Rules(key="hops")).distance[asked]
    wrong = (
        (true, "is the true distance: a settled vertex is not opened again"),
        (hops, "takes the path of fewest edges"),
        (min(lightest), "is the lightest edge into the vertex"),
        (run.distance[asked] - true, "is how far off it is"),
    )
    text = (
        f"{SETTING}\n\n{_drawn(edges)}\n\nDijkstra's algorithm is run from S all the"
        f" same; settled vertices never change. Which distance does it report for"
        f" {asked}?"
    )
    question = numeric_question(text, run.distance[asked], wrong, places=0)
    why = (
        f"{_why(run)} The true distance of {asked} is {true}, by the negative edge,"
        " which comes too late: Bellman-Ford would find it."
    )
    return Instance(question, why, (HINT, "The negative edge leaves a late vertex."))


make = by_difficulty(
    {
        1: (_ask_distance, _ask_order),
        2: (_ask_order, _ask_table),
        3: (_ask_entries, _ask_table, _ask_negative),
    }
)


GENERATOR = Generator(
    name="graphs.dijkstra",
    version=1,
    title="Follow Dijkstra's algorithm",
    source=(
        "Cormen et al., Introduction to Algorithms, 4th edition, section 22.3",
        "Dijkstra, A note on two problems in connexion with graphs, 1959",
    ),
    parameters=Parameters,
    make=make,
)
