"""One function for each thing a person may do; every door calls these."""
