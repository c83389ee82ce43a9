"""Kroniek reads piles of news and writes a chronicle one can check. Start reading at ``recipe``."""

__version__ = "0.1.0"
