"""How fast the service is, side by side with the server that a user would otherwise write."""
