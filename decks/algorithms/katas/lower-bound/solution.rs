// Binary search over a half-open range: what is below `low` is less than the target.

/// Values in ascending order, which do not change.
pub struct SortedValues {
    values: Vec<i64>,
}

impl SortedValues {
    pub fn new(values: Vec<i64>) -> Self {
        Self { values }
    }

    /// The first index whose value is not less; the length if there is none.
    pub fn lower_bound(&self, target: i64) -> usize {
        let (mut low, mut high) = (0, self.values.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.values[middle] < target {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// How many values are from `low` to `high`, both counted in.
    pub fn count(&self, low: i64, high: i64) -> usize {
        if low > high {
            return 0;
        }
        self.lower_bound(high + 1) - self.lower_bound(low)
    }
}
