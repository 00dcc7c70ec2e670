"""Tagging: what the items of a record name, tied to things, and the topics they speak of."""
