"""Turns a Section into a Galley; the only door to Jinja2."""
