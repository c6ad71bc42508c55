"""Which person a name means, on a day."""
