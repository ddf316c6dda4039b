"""Pictures of what the register knows, laid out by pure functions: equal data, equal drawing."""
