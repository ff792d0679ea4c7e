// Fenwick tree: fill in the methods. Add classes and functions as you like.
#include <optional>
#include <stdexcept>
#include <vector>

/// A list of numbers with sums of its beginnings, and a search for such a sum.
class FenwickTree {
public:
    explicit FenwickTree(std::vector<long> values) {
        throw std::logic_error("not written yet");
    }

    /// Add `amount` to the value at `index`, counted from 0.
    void add(long index, long amount) {
        throw std::logic_error("not written yet");
    }

    /// The sum of the first `count` values.
    long prefix(long count) const {
        throw std::logic_error("not written yet");
    }

    /// The index of the value that holds unit number `rank`, counted from 0.
    std::optional<long> find(long rank) const {
        throw std::logic_error("not written yet");
    }
};
