// Binary search over a half-open range: what is below `low` is less than the target.

/** Values in ascending order, which do not change. */
class SortedValues {
  constructor(values) {
    this.values = values;
  }

  /** The first index whose value is not less; the length if there is none. */
  lowerBound(target) {
    let low = 0;
    let high = this.values.length;
    while (low < high) {
      const middle = low + Math.floor((high - low) / 2);
      if (this.values[middle] < target) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How many values are from `low` to `high`, both counted in. */
  count(low, high) {
    return low > high ? 0 : this.lowerBound(high + 1) - this.lowerBound(low);
  }
}
