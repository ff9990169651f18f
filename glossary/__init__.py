"""What the house has decided: concepts, terms, their recognition and the checks that hold a text to them."""
