"""Makes a Book of a Library and an Edition."""
