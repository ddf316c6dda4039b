"""People: who they are, in every script, and what they did and do."""
