"""A training run as the window shows it: chosen, started, recorded and decided upon."""
