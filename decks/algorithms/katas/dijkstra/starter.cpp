// Dijkstra with a heap: fill in `shortest_paths`.
#include <array>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

using Edge = std::array<long, 3>;  // tail, head, length
using Nodes = std::vector<std::optional<long>>;

/// Distances and previous nodes of all nodes; nothing where there is no way.
std::pair<Nodes, Nodes> shortest_paths(
    long count, std::vector<Edge> edges, long start) {
    throw std::logic_error("not written yet");
}
