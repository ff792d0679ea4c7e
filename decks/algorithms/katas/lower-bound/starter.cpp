// Lower bound: fill in the class. Add members as you like.
#include <stdexcept>
#include <vector>

/// Values in ascending order, which do not change.
class SortedValues {
public:
    explicit SortedValues(std::vector<long> values) {
        throw std::logic_error("not written yet");
    }

    /// The first index whose value is not less; the length if there is none.
    long lower_bound(long target) const {
        throw std::logic_error("not written yet");
    }

    /// How many values are from `low` to `high`, both counted in.
    long count(long low, long high) const {
        throw std::logic_error("not written yet");
    }
};
