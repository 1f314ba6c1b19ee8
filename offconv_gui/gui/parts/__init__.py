"""Parts that widgets, dialogs and views are made of: fields and rows that fit the room and their texts."""
