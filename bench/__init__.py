"""Runnable measurements against named peers; figures and commands in RESULTS.md."""
