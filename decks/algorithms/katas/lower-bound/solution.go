// Binary search over a half-open range: what is below low is less than the target.

package main

// SortedValues holds values in ascending order, which do not change.
type SortedValues struct {
	values []int
}

// NewSortedValues takes the values.
func NewSortedValues(values []int) *SortedValues {
	return &SortedValues{values}
}

// LowerBound is the first index whose value is not less; the length if there is none.
func (s *SortedValues) LowerBound(target int) int {
	low, high := 0, len(s.values)
	for low < high {
		middle := low + (high-low)/2
		if s.values[middle] < target {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// Count is how many values are from low to high, both counted in.
func (s *SortedValues) Count(low, high int) int {
	if low > high {
		return 0
	}
	return s.LowerBound(high+1) - s.LowerBound(low)
}
