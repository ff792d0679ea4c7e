"""Storage engines: trees of pages, logs, buffers."""
