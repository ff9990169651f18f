from hypothesis import settings

# Timings live in bench/: the first example of a test may load a dictionary.
settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")
