"""Data structures: heaps, trees over arrays, disjoint sets."""
