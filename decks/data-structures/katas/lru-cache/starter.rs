// LRU cache: fill in the methods. Add types and functions as you like.

/// Holds at most `capacity` keys; the one not used for longest has to go.
pub struct LRUCache {}

impl LRUCache {
    pub fn new(capacity: usize) -> Self {
        todo!()
    }

    /// The value of `key`, which counts as a use; None if it is not there.
    pub fn get(&mut self, key: i64) -> Option<i64> {
        todo!()
    }

    /// Store `value`, which counts as a use; the key that had to go, or None.
    pub fn put(&mut self, key: i64, value: i64) -> Option<i64> {
        todo!()
    }
}
