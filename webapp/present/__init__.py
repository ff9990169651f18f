"""The only place where values become JSON, for the API and the command line alike."""
