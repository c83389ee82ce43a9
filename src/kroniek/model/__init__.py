"""The records, in the contract's words. Frozen; steps return new ones and change nothing.

``article``     what collect yields: the text, its furniture, what the page declares
``text``        what extract finds in one text: sentences, names, quantities, statements, events
``reading``     what the trained reader sees in one text: evidence for the steps of extract
``time``        time expressions as symbols, and the days and verdicts that dating makes of them
``chronicle``   what identify, link and narrate say of all articles together
``doc``         one article with its layers, all articles with their tables; the layers' names
"""
