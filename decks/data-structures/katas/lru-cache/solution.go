// An LRU cache: a map finds the entry, a list of entries knows the order.

package main

import "container/list"

type pair struct {
	key, value int
}

// LRUCache holds at most so many keys; the one not used for longest has to go.
type LRUCache struct {
	capacity int
	order    *list.List // the one used last comes first
	entries  map[int]*list.Element
}

// NewLRUCache makes an empty cache.
func NewLRUCache(capacity int) *LRUCache {
	return &LRUCache{capacity, list.New(), map[int]*list.Element{}}
}

// Get gives the value of a key, which counts as a use; nil if it is not there.
func (c *LRUCache) Get(key int) *int {
	entry, is := c.entries[key]
	if !is {
		return nil
	}
	c.order.MoveToFront(entry)
	return &entry.Value.(*pair).value
}

// Put stores a value, which counts as a use, and gives the key that had to go, or nil.
func (c *LRUCache) Put(key, value int) *int {
	if entry, is := c.entries[key]; is {
		entry.Value.(*pair).value = value
		c.order.MoveToFront(entry)
		return nil
	}
	var evicted *int
	if len(c.entries) == c.capacity {
		oldest := c.order.Remove(c.order.Back()).(*pair)
		delete(c.entries, oldest.key)
		evicted = &oldest.key
	}
	c.entries[key] = c.order.PushFront(&pair{key, value})
	return evicted
}
