"""Tables and pure rules, one file an aggregate. Importing `app.domain.tables` maps them all."""
