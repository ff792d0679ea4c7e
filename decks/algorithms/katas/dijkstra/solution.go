// Dijkstra's algorithm with a heap that may hold entries out of date.

package main

import "container/heap"

// Edge is a tail, a head and a length.
type Edge = [3]int

type entry struct {
	distance, node int
}

type entries []entry

func (e entries) Len() int           { return len(e) }
func (e entries) Less(i, j int) bool { return e[i].distance < e[j].distance }
func (e entries) Swap(i, j int)      { e[i], e[j] = e[j], e[i] }
func (e *entries) Push(each any)     { *e = append(*e, each.(entry)) }

func (e *entries) Pop() any {
	last := len(*e) - 1
	each := (*e)[last]
	*e = (*e)[:last]
	return each
}

// ShortestPaths gives the distances and the previous nodes of all nodes; nil where
// there is no way.
func ShortestPaths(count int, edges []Edge, start int) (distances, previous []*int) {
	edgesFrom := make([][]Edge, count)
	for _, edge := range edges {
		edgesFrom[edge[0]] = append(edgesFrom[edge[0]], edge)
	}
	distances, previous = make([]*int, count), make([]*int, count)
	final := make([]bool, count)
	distances[start] = new(int)
	waiting := &entries{{0, start}}
	for waiting.Len() > 0 {
		next := heap.Pop(waiting).(entry)
		if final[next.node] {
			continue
		}
		final[next.node] = true
		for _, edge := range edgesFrom[next.node] {
			tail, head, way := next.node, edge[1], next.distance+edge[2]
			if known := distances[head]; known != nil && *known <= way {
				continue
			}
			distances[head], previous[head] = &way, &tail
			heap.Push(waiting, entry{way, head})
		}
	}
	return distances, previous
}
