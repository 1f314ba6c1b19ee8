"""Item views and what paints their cells."""
