"""What the three services stand on. Imports no service."""
