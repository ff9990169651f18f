"""The application: pages, JSON and command line over the memory and the glossary."""
