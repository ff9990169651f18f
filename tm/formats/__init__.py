"""Translation units in and out of files; a file never becomes our model."""
