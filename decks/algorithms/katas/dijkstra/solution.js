// Dijkstra's algorithm with a heap that may hold entries out of date.

/** `[distances, previous]` of all nodes; null where there is no way. */
function shortestPaths(count, edges, start) {
  const edgesFrom = Array.from({ length: count }, () => []);
  for (const [tail, head, length] of edges) edgesFrom[tail].push([head, length]);
  const distances = new Array(count).fill(null);
  const previous = new Array(count).fill(null);
  const isFinal = new Array(count).fill(false);
  const heap = new Heap();
  distances[start] = 0;
  heap.push([0, start]);
  while (heap.size > 0) {
    const [distance, node] = heap.pop();
    if (isFinal[node]) continue;
    isFinal[node] = true;
    for (const [head, length] of edgesFrom[node]) {
      const way = distance + length;
      if (distances[head] !== null && distances[head] <= way) continue;
      distances[head] = way;
      previous[head] = node;
      heap.push([way, head]);
    }
  }
  return [distances, previous];
}

/** A binary heap of pairs, the one with the least first number on top. */
class Heap {
  #entries = [];

  get size() {
    return this.#entries.length;
  }

  push(entry) {
    const entries = this.#entries;
    let at = entries.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (entries[above][0] <= entry[0]) break;
      entries[at] = entries[above];
      at = above;
    }
    entries[at] = entry;
  }

  pop() {
    const entries = this.#entries;
    const top = entries[0];
    const last = entries.pop();
    if (entries.length === 0) return top;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= entries.length) break;
      if (below + 1 < entries.length && entries[below + 1][0] < entries[below][0]) below += 1;
      if (entries[below][0] >= last[0]) break;
      entries[at] = entries[below];
      at = below;
    }
    entries[at] = last;
    return top;
  }
}
