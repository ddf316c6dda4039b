"""The commands of the terminal, one file a field of work; `app.cli` puts them together (docs/cli.md)."""
