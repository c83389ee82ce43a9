"""The data Kroniek reads: lexicons, rules and knowledge packs. No code."""
