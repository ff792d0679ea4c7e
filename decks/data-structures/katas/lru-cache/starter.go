// LRU cache: fill in the methods. Add types and functions as you like.

package main

// LRUCache holds at most so many keys; the one not used for longest has to go.
type LRUCache struct{}

// NewLRUCache makes an empty cache.
func NewLRUCache(capacity int) *LRUCache {
	panic("not written yet")
}

// Get gives the value of a key, which counts as a use; nil if it is not there.
func (c *LRUCache) Get(key int) *int {
	panic("not written yet")
}

// Put stores a value, which counts as a use, and gives the key that had to go, or nil.
func (c *LRUCache) Put(key, value int) *int {
	panic("not written yet")
}
