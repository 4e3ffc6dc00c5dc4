"""Cross-validations and looks at data as the window shows them."""
