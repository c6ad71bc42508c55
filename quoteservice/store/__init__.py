"""Where everything on record is kept."""
