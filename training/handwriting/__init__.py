"""Synthetic ink: the ways in which people write each digit, and what is no digit."""
