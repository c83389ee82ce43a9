"""Which things are the same: copies, names, places."""
