"""The local web app: pages made on this computer, for this computer, of nothing from a network.

Pages are complete without JavaScript and print; ``script/links.js`` ties list, timeline and map
together, ``script/decide.js`` makes deciding quicker, ``desk`` takes decisions. Plain JavaScript of
our own with its types in comments: nothing to compile.
"""
