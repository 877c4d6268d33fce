"""Jinja becomes runs of words and mentions of figures; tables become placed text."""
