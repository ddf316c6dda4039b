"""Delegations: who comes, in the order their own body gave."""
