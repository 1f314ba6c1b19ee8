"""What reads separated text: its encoding, its layout, and its rows, fast where they are regular."""
