"""Two specs side by side: figures by id, records by code, sentences word by word."""
