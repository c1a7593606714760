"""Takes existing texts into YAML and accounts for every character."""
