"""Linked happenings to entries of the chronicle."""
