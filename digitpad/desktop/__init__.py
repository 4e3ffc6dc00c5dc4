"""Digitpad among the programs of a Linux desktop."""
