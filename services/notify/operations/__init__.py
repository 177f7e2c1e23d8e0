"""What notify does: applies jobs of the owners, writes mails down, delivers them, answers feeds and preferences."""
