"""What the house has decided: concepts, terms, their recognition and what checks a text."""
