"""The local web app: pages made on this computer, for this computer, of nothing from a network.

Pages are complete without JavaScript and print; ``script/links.js`` only ties list, timeline and
map together. It is plain JavaScript of our own with its types in comments: nothing to compile.
"""
