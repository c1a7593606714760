"""Makes what leaves the house of a bound PDF."""
