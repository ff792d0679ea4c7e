// Dijkstra with a heap: fill in ShortestPaths.

package main

// Edge is a tail, a head and a length.
type Edge = [3]int

// ShortestPaths gives the distances and the previous nodes of all nodes; nil where
// there is no way.
func ShortestPaths(count int, edges []Edge, start int) (distances, previous []*int) {
	panic("not written yet")
}
