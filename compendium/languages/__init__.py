"""What differs between English and French: spacing, collation, printed words."""
