// Lower bound: fill in the methods. Add functions as you like.

/// Values in ascending order, which do not change.
pub struct SortedValues {}

impl SortedValues {
    pub fn new(values: Vec<i64>) -> Self {
        todo!()
    }

    /// The first index whose value is not less; the length if there is none.
    pub fn lower_bound(&self, target: i64) -> usize {
        todo!()
    }

    /// How many values are from `low` to `high`, both counted in.
    pub fn count(&self, low: i64, high: i64) -> usize {
        todo!()
    }
}
