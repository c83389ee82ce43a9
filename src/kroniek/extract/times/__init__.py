"""Time expressions, found and read as symbols."""
