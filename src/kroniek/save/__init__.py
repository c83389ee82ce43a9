"""One file on disk: an SQLite database any SQLite tool opens."""
