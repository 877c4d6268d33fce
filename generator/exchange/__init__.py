"""Files that came back from people: read with suspicion, compared with the report."""
