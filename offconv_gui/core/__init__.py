"""What a conversion table is and when it is right: no Qt, no files, no clock, no locale."""
