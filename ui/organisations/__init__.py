"""Organisations: ministries, agencies, companies and groups, with every name they go by."""
