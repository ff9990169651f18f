"""The Model Context Protocol: what language models may ask, read-only, beside the web app."""
