"""Clauses, phrases and inflection, shared by what reads sentences."""
