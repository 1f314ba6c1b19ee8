"""What reads workbooks: their archives, sheets and cells, and the errors that calamine shows as blank."""
