"""Working on a spec through the year: rolling it forward, filling it in, editing in place."""
