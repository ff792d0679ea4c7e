// Merge sort that counts inversions: fill in `sortAndCount`.

/** `[sorted, count]`: the records sorted by key, and the number of inversions. */
function sortAndCount(records) {
  throw new Error("not written yet");
}
