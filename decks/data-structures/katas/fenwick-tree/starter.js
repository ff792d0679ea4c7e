// Fenwick tree: fill in the methods. Add classes and functions as you like.

/** A list of numbers with sums of its beginnings, and a search for such a sum. */
class FenwickTree {
  constructor(values) {
    throw new Error("not written yet");
  }

  /** Add `amount` to the value at `index`, counted from 0. */
  add(index, amount) {
    throw new Error("not written yet");
  }

  /** The sum of the first `count` values. */
  prefix(count) {
    throw new Error("not written yet");
  }

  /** The index of the value that holds unit number `rank`, counted from 0; or null. */
  find(rank) {
    throw new Error("not written yet");
  }
}
