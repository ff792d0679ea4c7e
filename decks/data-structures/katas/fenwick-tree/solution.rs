// A Fenwick tree: node `i`, counted from 1, sums as many values that end there as its
// lowest bit says.

/// A list of numbers with sums of its beginnings, and a search for such a sum.
pub struct FenwickTree {
    /// Node 0 is not used.
    nodes: Vec<i64>,
}

fn lowest_bit(node: usize) -> usize {
    node & node.wrapping_neg()
}

impl FenwickTree {
    pub fn new(values: Vec<i64>) -> Self {
        let mut nodes = vec![0];
        nodes.extend(values);
        for node in 1..nodes.len() {
            let parent = node + lowest_bit(node);
            if parent < nodes.len() {
                nodes[parent] += nodes[node];
            }
        }
        Self { nodes }
    }

    /// Add `amount` to the value at `index`, counted from 0.
    pub fn add(&mut self, index: usize, amount: i64) {
        let mut node = index + 1;
        while node < self.nodes.len() {
            self.nodes[node] += amount;
            node += lowest_bit(node);
        }
    }

    /// The sum of the first `count` values.
    pub fn prefix(&self, count: usize) -> i64 {
        let (mut node, mut total) = (count, 0);
        while node > 0 {
            total += self.nodes[node];
            node -= lowest_bit(node);
        }
        total
    }

    /// The index of the value that holds unit number `rank`, counted from 0.
    pub fn find(&self, mut rank: i64) -> Option<usize> {
        let mut node = 0;
        let mut step = self.nodes.len().next_power_of_two();
        while step > 0 {
            if node + step < self.nodes.len() && self.nodes[node + step] <= rank {
                node += step;
                rank -= self.nodes[node];
            }
            step /= 2;
        }
        (node + 1 < self.nodes.len()).then(|| node)
    }
}
