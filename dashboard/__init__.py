"""Amends: does the company make amends? KPIs over complaints, losses, cost and value."""

__version__ = "0.1.0"
