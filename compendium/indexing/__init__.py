"""Turns themes into headings, subheadings and locators."""
