"""Report -> Word: docxtpl fills the pack's Word file, lxml writes what is large."""
