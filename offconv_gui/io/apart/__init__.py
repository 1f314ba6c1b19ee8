"""Reading in a process of its own, so that no file takes the program down."""
