"""The text of an article out of a document, with what was left out and why."""
