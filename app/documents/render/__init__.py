"""Renderers: neutral content in, a file's bytes out."""
