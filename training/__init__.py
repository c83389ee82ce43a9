"""Training of Kroniek's reader: one small encoder with several heads. Never needed at run time."""
