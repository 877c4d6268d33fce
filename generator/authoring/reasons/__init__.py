"""What changed the figures that need a reason, as a beginning for whoever writes it."""
