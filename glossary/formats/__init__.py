"""Termbase files in and out."""
