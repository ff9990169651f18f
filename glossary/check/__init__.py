"""The checkers: text and rules in, findings out."""
