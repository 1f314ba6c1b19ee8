"""Text to typed values, whole columns at a time."""
