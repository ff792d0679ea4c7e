// Dijkstra's algorithm with a heap that may hold entries out of date.
#include <array>
#include <functional>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

using Edge = std::array<long, 3>;  // tail, head, length
using Nodes = std::vector<std::optional<long>>;

/// Distances and previous nodes of all nodes; nothing where there is no way.
std::pair<Nodes, Nodes> shortest_paths(long count, std::vector<Edge> edges, long start) {
    const auto nodes = static_cast<std::size_t>(count);
    std::vector<std::vector<std::pair<long, long>>> edges_from(nodes);
    for (const auto& [tail, head, length] : edges) edges_from[tail].emplace_back(head, length);
    Nodes distances(nodes), previous(nodes);
    std::vector<bool> is_final(nodes);
    using Entry = std::pair<long, long>;  // distance and node
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> heap;
    distances[start] = 0;
    heap.emplace(0, start);
    while (!heap.empty()) {
        const auto [distance, node] = heap.top();
        heap.pop();
        if (is_final[node]) continue;
        is_final[node] = true;
        for (const auto& [head, length] : edges_from[node]) {
            const long way = distance + length;
            if (distances[head] && *distances[head] <= way) continue;
            distances[head] = way;
            previous[head] = node;
            heap.emplace(way, head);
        }
    }
    return {distances, previous};
}
