"""Trains the networks that Digitpad reads with; a program of its own."""
