"""Reads the finished PDF back and proves it against the Book; never writes."""
