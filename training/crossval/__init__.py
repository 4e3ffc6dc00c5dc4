"""Cross-validation: a network for each fold, judged by the images it never saw."""
