"""Numbers about data and answers: neither drawn nor told."""
