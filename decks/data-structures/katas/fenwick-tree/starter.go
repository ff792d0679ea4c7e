// Fenwick tree: fill in the methods. Add types and functions as you like.

package main

// FenwickTree is a list of numbers with sums of its beginnings, and a search for one.
type FenwickTree struct{}

// NewFenwickTree takes the numbers.
func NewFenwickTree(values []int) *FenwickTree {
	panic("not written yet")
}

// Add adds an amount to the value at an index, counted from 0.
func (t *FenwickTree) Add(index, amount int) {
	panic("not written yet")
}

// Prefix is the sum of the first count values.
func (t *FenwickTree) Prefix(count int) int {
	panic("not written yet")
}

// Find is the index of the value that holds the unit of a rank, counted from 0.
func (t *FenwickTree) Find(rank int) *int {
	panic("not written yet")
}
