"""When a text was told, and what days its words mean then."""
