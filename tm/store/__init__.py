"""Tables of the memory and the stores over them; a store takes a session and never commits."""
