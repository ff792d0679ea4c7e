// Dijkstra with a heap: fill in `shortestPaths`.

/** `[distances, previous]` of all nodes; null where there is no way. */
function shortestPaths(count, edges, start) {
  throw new Error("not written yet");
}
