"""What is kept of certificates."""
