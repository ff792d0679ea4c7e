// A Fenwick tree: node `i`, counted from 1, sums the `i & -i` values that end there.

/** A list of numbers with sums of its beginnings, and a search for such a sum. */
class FenwickTree {
  constructor(values) {
    this.nodes = [0, ...values]; // node 0 is not used
    for (let node = 1; node < this.nodes.length; node += 1) {
      const parent = node + (node & -node);
      if (parent < this.nodes.length) this.nodes[parent] += this.nodes[node];
    }
  }

  /** Add `amount` to the value at `index`, counted from 0. */
  add(index, amount) {
    for (let node = index + 1; node < this.nodes.length; node += node & -node) {
      this.nodes[node] += amount;
    }
  }

  /** The sum of the first `count` values. */
  prefix(count) {
    let total = 0;
    for (let node = count; node > 0; node -= node & -node) total += this.nodes[node];
    return total;
  }

  /** The index of the value that holds unit number `rank`, counted from 0; or null. */
  find(rank) {
    let node = 0;
    for (let step = 2 ** 17; step >= 1; step /= 2) {
      if (node + step < this.nodes.length && this.nodes[node + step] <= rank) {
        node += step;
        rank -= this.nodes[node];
      }
    }
    return node + 1 < this.nodes.length ? node : null;
  }
}
