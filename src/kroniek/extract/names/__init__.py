"""People, organisations and places as written."""
