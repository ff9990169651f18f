"""Other people's protocols: thin adapters from their words to our actions."""
