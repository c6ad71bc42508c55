"""What was learned or taken from elsewhere, made again by one command each."""
