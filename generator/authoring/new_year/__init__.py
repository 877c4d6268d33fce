"""Last year's file as the beginning of this year's."""
