"""What the pages of people and of organisations have in common: what happened with somebody, what is thought of them,
how two records become one. It is part of the frame for these two features, which know each other by route alone."""
