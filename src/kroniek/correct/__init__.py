"""What people decided, found back in the articles."""
