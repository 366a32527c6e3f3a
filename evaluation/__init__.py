"""Measuring sayso against gold cases: `python -m evaluation all --shared ../shared`."""
