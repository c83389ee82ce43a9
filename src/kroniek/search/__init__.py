"""Full text over lemmas, names in every spelling, compounds and separable verbs: index and search.

The index is a table of the store's own file (see ``search.sql``) that any SQLite tool searches.
"""
