"""What happened: triggers, participants, places, realis.

Read in this order: `finder` (the step), `sifting` (which words may tell), `hits` and `frames` (a
trigger in its clause), `participants` and `cast` (who; `doers`, `joining`, `pronouns` help),
`places` and `moments`, `realis` with its rooms, `coreference` (tellings of one happening), `sides`
and `whereabouts` (what the rest of the article adds), `voice` (who tells it).
"""
