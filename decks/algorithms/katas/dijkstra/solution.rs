// Dijkstra's algorithm with a heap that may hold entries out of date.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Tail, head and length.
pub type Edge = (usize, usize, u64);

/// Distances and previous nodes of all nodes; None where there is no way.
pub fn shortest_paths(
    count: usize,
    edges: Vec<Edge>,
    start: usize,
) -> (Vec<Option<u64>>, Vec<Option<usize>>) {
    let mut edges_from = vec![Vec::new(); count];
    for (tail, head, length) in edges {
        edges_from[tail].push((head, length));
    }
    let mut distances = vec![None; count];
    let mut previous = vec![None; count];
    let mut is_final = vec![false; count];
    let mut heap = BinaryHeap::from(vec![Reverse((0, start))]);
    distances[start] = Some(0);
    while let Some(Reverse((distance, node))) = heap.pop() {
        if std::mem::replace(&mut is_final[node], true) {
            continue;
        }
        for &(head, length) in &edges_from[node] {
            let way = distance + length;
            if distances[head].map_or(true, |known| way < known) {
                distances[head] = Some(way);
                previous[head] = Some(node);
                heap.push(Reverse((way, head)));
            }
        }
    }
    (distances, previous)
}
