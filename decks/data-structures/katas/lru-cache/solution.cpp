// An LRU cache: a table finds the entry, a list of entries knows the order.
#include <cstddef>
#include <list>
#include <optional>
#include <unordered_map>

/// Holds at most `capacity` keys; the one not used for longest has to go.
class LRUCache {
public:
    explicit LRUCache(long capacity) : capacity_(static_cast<std::size_t>(capacity)) {}

    /// The value of `key`, which counts as a use; nothing if it is not there.
    std::optional<long> get(long key) {
        const auto found = entries_.find(key);
        if (found == entries_.end()) return std::nullopt;
        use(found->second);
        return found->second->value;
    }

    /// Store `value`, which counts as a use; the key that had to go, if one had to.
    std::optional<long> put(long key, long value) {
        if (const auto found = entries_.find(key); found != entries_.end()) {
            found->second->value = value;
            use(found->second);
            return std::nullopt;
        }
        std::optional<long> evicted;
        if (entries_.size() == capacity_) {
            evicted = order_.back().key;
            entries_.erase(*evicted);
            order_.pop_back();
        }
        order_.push_front({key, value});
        entries_[key] = order_.begin();
        return evicted;
    }

private:
    struct Entry {
        long key, value;
    };

    void use(std::list<Entry>::iterator entry) { order_.splice(order_.begin(), order_, entry); }

    std::size_t capacity_;
    std::list<Entry> order_;  // the one used last comes first
    std::unordered_map<long, std::list<Entry>::iterator> entries_;
};
