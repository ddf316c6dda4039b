"""Printed documents: frozen data becomes neutral content, content becomes a file. Nothing here sees a database or a window."""
