"""What stands in each menu, a module a menu."""
