"""Articles to layers of records on their text; no step here knows a second article."""
