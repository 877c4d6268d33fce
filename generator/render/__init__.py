"""A finished report becomes bytes; the only package that imports document libraries."""
