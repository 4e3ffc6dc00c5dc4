"""The HTTP service and its page (`digitpad serve`; extra: `digitpad[server]`)."""
