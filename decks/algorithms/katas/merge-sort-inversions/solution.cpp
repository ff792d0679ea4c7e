// A stable merge sort that counts inversions while it merges.
#include <iterator>
#include <string>
#include <utility>
#include <vector>

using Record = std::pair<long, std::string>;
using Sorted = std::pair<std::vector<Record>, long>;

namespace {

/// Two sorted lists in one, and the pairs that had to change their order.
Sorted merge(std::vector<Record> left, std::vector<Record> right) {
    std::vector<Record> merged;
    merged.reserve(left.size() + right.size());
    long across = 0;
    std::size_t waiting = 0;  // the first record of `left` that is not in `merged` yet
    for (Record& record : right) {
        while (waiting < left.size() && left[waiting].first <= record.first)
            merged.push_back(std::move(left[waiting++]));
        merged.push_back(std::move(record));
        across += static_cast<long>(left.size() - waiting);
    }
    while (waiting < left.size()) merged.push_back(std::move(left[waiting++]));
    return {std::move(merged), across};
}

}  // namespace

/// The records sorted by key, and the number of inversions.
Sorted sort_and_count(std::vector<Record> records) {
    if (records.size() < 2) return {std::move(records), 0};
    const auto middle = records.begin() + static_cast<std::ptrdiff_t>(records.size() / 2);
    auto [left, left_count] = sort_and_count({std::make_move_iterator(records.begin()), std::make_move_iterator(middle)});
    auto [right, right_count] = sort_and_count({std::make_move_iterator(middle), std::make_move_iterator(records.end())});
    auto [merged, across] = merge(std::move(left), std::move(right));
    return {std::move(merged), left_count + right_count + across};
}
