"""When and through whose hands: dates, citations and chains of transmission."""
