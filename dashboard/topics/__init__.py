"""What single pages tell: the queue, one incident, losses, recovery, value, the explorer, the data that are loaded."""
