"""The settings: what a person may choose, read from TOML and checked."""
