// A Fenwick tree: node `i`, counted from 1, sums the `i & -i` values that end there.
#include <bit>
#include <optional>
#include <vector>

/// A list of numbers with sums of its beginnings, and a search for such a sum.
class FenwickTree {
public:
    explicit FenwickTree(std::vector<long> values) : size_(static_cast<long>(values.size())), nodes_(values.size() + 1) {
        for (long node = 1; node <= size_; ++node) {
            nodes_[node] += values[node - 1];
            if (const long parent = node + (node & -node); parent <= size_) nodes_[parent] += nodes_[node];
        }
    }

    /// Add `amount` to the value at `index`, counted from 0.
    void add(long index, long amount) {
        for (long node = index + 1; node <= size_; node += node & -node) nodes_[node] += amount;
    }

    /// The sum of the first `count` values.
    long prefix(long count) const {
        long total = 0;
        for (long node = count; node > 0; node -= node & -node) total += nodes_[node];
        return total;
    }

    /// The index of the value that holds unit number `rank`, counted from 0.
    std::optional<long> find(long rank) const {
        long node = 0;
        for (auto step = static_cast<long>(std::bit_floor(static_cast<unsigned long>(size_))); step > 0; step /= 2) {
            if (node + step <= size_ && nodes_[node + step] <= rank) {
                node += step;
                rank -= nodes_[node];
            }
        }
        return node < size_ ? std::optional(node) : std::nullopt;
    }

private:
    long size_;
    std::vector<long> nodes_;  // node 0 is not used
};
