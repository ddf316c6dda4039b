"""The Import page: a file or a pasted table is read, shown, settled row by row and taken in with one key."""
