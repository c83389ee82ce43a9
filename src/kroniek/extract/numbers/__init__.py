"""Quantities with their literal form, unit and doubt."""
