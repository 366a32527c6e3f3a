"""Showing a check: JSON lines, terminal text and one self-contained HTML page."""
