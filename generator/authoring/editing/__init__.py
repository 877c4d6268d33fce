"""Writing into a file of a clerk's: only what is meant to change changes in it."""
