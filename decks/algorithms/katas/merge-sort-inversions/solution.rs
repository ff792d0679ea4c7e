// A stable merge sort that counts inversions while it merges.

pub type Record = (i64, String);

/// The records sorted by key, and the number of inversions.
pub fn sort_and_count(mut records: Vec<Record>) -> (Vec<Record>, u64) {
    if records.len() < 2 {
        return (records, 0);
    }
    let second = records.split_off(records.len() / 2);
    let (left, left_count) = sort_and_count(records);
    let (right, right_count) = sort_and_count(second);
    let (merged, across) = merge(left, right);
    (merged, left_count + right_count + across)
}

/// Two sorted lists in one, and the pairs that had to change their order.
fn merge(left: Vec<Record>, right: Vec<Record>) -> (Vec<Record>, u64) {
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let mut across = 0;
    let mut waiting = left.into_iter().peekable();
    for record in right {
        while waiting.peek().map_or(false, |first| first.0 <= record.0) {
            merged.extend(waiting.next());
        }
        merged.push(record);
        across += waiting.len() as u64;
    }
    merged.extend(waiting);
    (merged, across)
}
