"""What other programs read: the annotation contract."""
