"""How sayso does on made quotations of known truth, and at scale: `python -m benchmarks --shared ../shared`."""
