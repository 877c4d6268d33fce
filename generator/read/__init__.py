"""From files to typed values with places; the YAML tree never leaves this package."""
