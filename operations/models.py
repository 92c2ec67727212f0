"""What the operation of the portal keeps: its audit trail and its schedule."""
