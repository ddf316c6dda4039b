"""Meetings: the list, the quick line, and one meeting with its people, agenda, record and documents."""
