// Merge sort that counts inversions: fill in `sort_and_count`.
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using Record = std::pair<long, std::string>;

/// The records sorted by key, and the number of inversions.
std::pair<std::vector<Record>, long> sort_and_count(std::vector<Record> records) {
    throw std::logic_error("not written yet");
}
