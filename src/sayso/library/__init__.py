"""The library: a folder of sources, with its store, index and ingest in `.sayso/`."""
