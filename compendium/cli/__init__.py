"""The face of the walk on the command line."""
