// Merge sort that counts inversions: fill in `sort_and_count`.

pub type Record = (i64, String);

/// The records sorted by key, and the number of inversions.
pub fn sort_and_count(records: Vec<Record>) -> (Vec<Record>, u64) {
    todo!()
}
