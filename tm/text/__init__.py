"""Pure functions over `str`: the one place that knows what a Han character, a sentence, a word or
a number is.
"""
