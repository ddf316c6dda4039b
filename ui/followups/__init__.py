"""Follow-ups and facility visits."""
