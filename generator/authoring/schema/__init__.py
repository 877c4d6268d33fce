"""A JSON Schema of specs, for editors that complete and explain while one types."""
