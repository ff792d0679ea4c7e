// An LRU cache: a table finds the entry, a ring of indices knows the order.

use std::collections::HashMap;

/// Where the ring begins and ends: it holds no key.
const ROOT: usize = 0;

struct Entry {
    key: i64,
    value: i64,
    older: usize,
    newer: usize,
}

/// Holds at most `capacity` keys; the one not used for longest has to go.
pub struct LRUCache {
    capacity: usize,
    entries: Vec<Entry>,
    places: HashMap<i64, usize>,
}

impl LRUCache {
    pub fn new(capacity: usize) -> Self {
        let root = Entry { key: 0, value: 0, older: ROOT, newer: ROOT };
        Self { capacity, entries: vec![root], places: HashMap::new() }
    }

    /// The value of `key`, which counts as a use; None if it is not there.
    pub fn get(&mut self, key: i64) -> Option<i64> {
        let place = *self.places.get(&key)?;
        self.unlink(place);
        self.link(place);
        Some(self.entries[place].value)
    }

    /// Store `value`, which counts as a use; the key that had to go, or None.
    pub fn put(&mut self, key: i64, value: i64) -> Option<i64> {
        if let Some(&place) = self.places.get(&key) {
            self.entries[place].value = value;
            self.unlink(place);
            self.link(place);
            return None;
        }
        let (place, evicted) = if self.places.len() == self.capacity {
            let oldest = self.entries[ROOT].newer;
            self.unlink(oldest);
            let gone = self.entries[oldest].key;
            self.places.remove(&gone);
            (oldest, Some(gone))
        } else {
            self.entries.push(Entry { key, value, older: ROOT, newer: ROOT });
            (self.entries.len() - 1, None)
        };
        self.entries[place].key = key;
        self.entries[place].value = value;
        self.places.insert(key, place);
        self.link(place);
        evicted
    }

    fn unlink(&mut self, place: usize) {
        let (older, newer) = (self.entries[place].older, self.entries[place].newer);
        self.entries[older].newer = newer;
        self.entries[newer].older = older;
    }

    /// Put an entry where the one used last stands.
    fn link(&mut self, place: usize) {
        let last = self.entries[ROOT].older;
        self.entries[place].older = last;
        self.entries[place].newer = ROOT;
        self.entries[last].newer = place;
        self.entries[ROOT].older = place;
    }
}
