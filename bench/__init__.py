"""Measures: how much of each meeting is read right, and how fast."""
