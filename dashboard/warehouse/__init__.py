"""The published warehouse: local time, marts, roll-ups, and reading them."""
