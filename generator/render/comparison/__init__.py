"""A `Comparison` as html, xlsx and docx: finished texts placed for the people who decide."""
