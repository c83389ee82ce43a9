"""Who says that who said it."""
