"""One module for each check: CODE, TITLE, a docstring that is its manual page, `find`."""
