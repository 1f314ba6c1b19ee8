"""Qt item models over a session's document."""
