// Lower bound: fill in the methods. Add functions as you like.

/** Values in ascending order, which do not change. */
class SortedValues {
  constructor(values) {
    throw new Error("not written yet");
  }

  /** The first index whose value is not less; the length if there is none. */
  lowerBound(target) {
    throw new Error("not written yet");
  }

  /** How many values are from `low` to `high`, both counted in. */
  count(low, high) {
    throw new Error("not written yet");
  }
}
