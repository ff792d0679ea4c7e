// Binary search over a half-open range: what is below `low` is less than the target.
#include <utility>
#include <vector>

/// Values in ascending order, which do not change.
class SortedValues {
public:
    explicit SortedValues(std::vector<long> values) : values_(std::move(values)) {}

    /// The first index whose value is not less; the length if there is none.
    long lower_bound(long target) const {
        std::size_t low = 0, high = values_.size();
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            if (values_[middle] < target)
                low = middle + 1;
            else
                high = middle;
        }
        return static_cast<long>(low);
    }

    /// How many values are from `low` to `high`, both counted in.
    long count(long low, long high) const {
        return low > high ? 0 : lower_bound(high + 1) - lower_bound(low);
    }

private:
    std::vector<long> values_;
};
