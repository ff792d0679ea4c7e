// Lower bound: fill in the methods. Add functions as you like.

package main

// SortedValues holds values in ascending order, which do not change.
type SortedValues struct{}

// NewSortedValues takes the values.
func NewSortedValues(values []int) *SortedValues {
	panic("not written yet")
}

// LowerBound is the first index whose value is not less; the length if there is none.
func (s *SortedValues) LowerBound(target int) int {
	panic("not written yet")
}

// Count is how many values are from low to high, both counted in.
func (s *SortedValues) Count(low, high int) int {
	panic("not written yet")
}
