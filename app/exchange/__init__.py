"""Other people's files: read with suspicion into neutral records, written so that others can read them."""
