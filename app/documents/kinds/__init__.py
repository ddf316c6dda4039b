"""The kinds of document, one file each: frozen data in, neutral content out."""
