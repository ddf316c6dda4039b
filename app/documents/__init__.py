"""Printed documents: frozen data becomes neutral content, content becomes a file. No database and no window here."""
