// LRU cache: fill in the methods. Add classes and functions as you like.

/** Holds at most `capacity` keys; the one not used for longest has to go. */
class LRUCache {
  constructor(capacity) {
    throw new Error("not written yet");
  }

  /** The value of `key`, which counts as a use; null if it is not there. */
  get(key) {
    throw new Error("not written yet");
  }

  /** Store `value`, which counts as a use; the key that had to go, or null. */
  put(key, value) {
    throw new Error("not written yet");
  }
}
