"""Charts and sheets, drawn for light and for dark surroundings."""
