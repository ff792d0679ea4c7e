// An LRU cache: a map finds the entry, a ring of entries knows the order.

/** Holds at most `capacity` keys; the one not used for longest has to go. */
class LRUCache {
  constructor(capacity) {
    this.capacity = capacity;
    this.entries = new Map();
    // No entry: `older` is the key used last, `newer` the one that goes next.
    this.ring = {};
    this.ring.older = this.ring.newer = this.ring;
  }

  /** The value of `key`, which counts as a use; null if it is not there. */
  get(key) {
    const entry = this.entries.get(key);
    if (entry === undefined) return null;
    this.#use(entry);
    return entry.value;
  }

  /** Store `value`, which counts as a use; the key that had to go, or null. */
  put(key, value) {
    const known = this.entries.get(key);
    if (known !== undefined) {
      known.value = value;
      this.#use(known);
      return null;
    }
    const evicted = this.entries.size === this.capacity ? this.#evict() : null;
    const entry = { key, value };
    this.entries.set(key, entry);
    this.#link(entry);
    return evicted;
  }

  #use(entry) {
    this.#unlink(entry);
    this.#link(entry);
  }

  #link(entry) {
    entry.newer = this.ring;
    entry.older = this.ring.older;
    entry.older.newer = this.ring.older = entry;
  }

  #unlink(entry) {
    entry.older.newer = entry.newer;
    entry.newer.older = entry.older;
  }

  #evict() {
    const oldest = this.ring.newer;
    this.#unlink(oldest);
    this.entries.delete(oldest.key);
    return oldest.key;
  }
}
