"""The parts of the main window, each on its own."""
