"""The dialogs: matching columns, reviewing an export."""
