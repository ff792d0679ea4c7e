// Dijkstra with a heap: fill in `shortest_paths`.

/// Tail, head and length.
pub type Edge = (usize, usize, u64);

/// Distances and previous nodes of all nodes; None where there is no way.
pub fn shortest_paths(
    count: usize,
    edges: Vec<Edge>,
    start: usize,
) -> (Vec<Option<u64>>, Vec<Option<usize>>) {
    todo!()
}
