// Merge sort that counts inversions: fill in SortAndCount.

package main

// Record is a key, which is a float64, and a name, which is a string.
type Record = [2]any

// SortAndCount gives the records sorted by key, and the number of inversions.
func SortAndCount(records []Record) ([]Record, int) {
	panic("not written yet")
}
