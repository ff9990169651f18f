"""Numbers, dates and times compared by value between a text and its source.

`items` takes both texts apart into single values, `pairing` says which answers which within a
bead, `comparing` settles what is left over between neighbouring beads and joins a lost value to
the wrong one in its place; `rules` turns that into findings, worded by `advice`.
"""
