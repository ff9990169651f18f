"""Pure functions over `str`: the only place that knows what a Han character, a sentence, a word or a number is."""
