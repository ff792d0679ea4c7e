// Fenwick tree: fill in the methods. Add types and functions as you like.

/// A list of numbers with sums of its beginnings, and a search for such a sum.
pub struct FenwickTree {}

impl FenwickTree {
    pub fn new(values: Vec<i64>) -> Self {
        todo!()
    }

    /// Add `amount` to the value at `index`, counted from 0.
    pub fn add(&mut self, index: usize, amount: i64) {
        todo!()
    }

    /// The sum of the first `count` values.
    pub fn prefix(&self, count: usize) -> i64 {
        todo!()
    }

    /// The index of the value that holds unit number `rank`, counted from 0.
    pub fn find(&self, rank: i64) -> Option<usize> {
        todo!()
    }
}
