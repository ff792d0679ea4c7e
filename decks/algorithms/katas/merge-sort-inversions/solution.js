// A stable merge sort that counts inversions while it merges.

/** `[sorted, count]`: the records sorted by key, and the number of inversions. */
function sortAndCount(records) {
  if (records.length < 2) return [records, 0];
  const middle = Math.floor(records.length / 2);
  const [left, leftCount] = sortAndCount(records.slice(0, middle));
  const [right, rightCount] = sortAndCount(records.slice(middle));
  const [merged, across] = merge(left, right);
  return [merged, leftCount + rightCount + across];
}

/** Two sorted lists in one, and the pairs that had to change their order. */
function merge(left, right) {
  const merged = [];
  let across = 0;
  let waiting = 0; // index of the first record of `left` that is not in `merged` yet
  for (const record of right) {
    while (waiting < left.length && left[waiting][0] <= record[0]) {
      merged.push(left[waiting]);
      waiting += 1;
    }
    merged.push(record);
    across += left.length - waiting;
  }
  return [merged.concat(left.slice(waiting)), across];
}
