"""What stands on the paper."""
