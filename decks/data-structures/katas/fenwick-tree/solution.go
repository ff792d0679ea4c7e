// A Fenwick tree: node i, counted from 1, sums the i & -i values that end there.

package main

import "math/bits"

// FenwickTree is a list of numbers with sums of its beginnings, and a search for one.
type FenwickTree struct {
	nodes []int // node 0 is not used
}

// NewFenwickTree takes the numbers.
func NewFenwickTree(values []int) *FenwickTree {
	nodes := append([]int{0}, values...)
	for node := 1; node < len(nodes); node++ {
		if parent := node + node&-node; parent < len(nodes) {
			nodes[parent] += nodes[node]
		}
	}
	return &FenwickTree{nodes}
}

// Add adds an amount to the value at an index, counted from 0.
func (t *FenwickTree) Add(index, amount int) {
	for node := index + 1; node < len(t.nodes); node += node & -node {
		t.nodes[node] += amount
	}
}

// Prefix is the sum of the first count values.
func (t *FenwickTree) Prefix(count int) int {
	total := 0
	for node := count; node > 0; node -= node & -node {
		total += t.nodes[node]
	}
	return total
}

// Find is the index of the value that holds the unit of a rank, counted from 0.
func (t *FenwickTree) Find(rank int) *int {
	node := 0
	for step := 1 << bits.Len(uint(len(t.nodes))); step > 0; step /= 2 {
		if node+step < len(t.nodes) && t.nodes[node+step] <= rank {
			node += step
			rank -= t.nodes[node]
		}
	}
	if node+1 < len(t.nodes) {
		return &node
	}
	return nil
}
