// LRU cache: fill in the methods. Add classes and functions as you like.
#include <optional>
#include <stdexcept>

/// Holds at most `capacity` keys; the one not used for longest has to go.
class LRUCache {
public:
    explicit LRUCache(long capacity) {
        throw std::logic_error("not written yet");
    }

    /// The value of `key`, which counts as a use; nothing if it is not there.
    std::optional<long> get(long key) {
        throw std::logic_error("not written yet");
    }

    /// Store `value`, which counts as a use; the key that had to go, if one had to.
    std::optional<long> put(long key, long value) {
        throw std::logic_error("not written yet");
    }
};
