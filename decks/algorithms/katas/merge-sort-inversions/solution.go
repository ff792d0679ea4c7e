// A stable merge sort that counts inversions while it merges.

package main

// Record is a key, which is a float64, and a name, which is a string.
type Record = [2]any

// SortAndCount gives the records sorted by key, and the number of inversions.
func SortAndCount(records []Record) ([]Record, int) {
	if len(records) < 2 {
		return records, 0
	}
	middle := len(records) / 2
	left, leftCount := SortAndCount(records[:middle])
	right, rightCount := SortAndCount(records[middle:])
	merged, across := merge(left, right)
	return merged, leftCount + rightCount + across
}

// merge gives two sorted lists in one, and the pairs that had to change their order.
func merge(left, right []Record) ([]Record, int) {
	merged := make([]Record, 0, len(left)+len(right))
	across, waiting := 0, 0
	for _, record := range right {
		for waiting < len(left) && key(left[waiting]) <= key(record) {
			merged = append(merged, left[waiting])
			waiting++
		}
		merged = append(merged, record)
		across += len(left) - waiting
	}
	return append(merged, left[waiting:]...), across
}

func key(record Record) float64 {
	return record[0].(float64)
}
