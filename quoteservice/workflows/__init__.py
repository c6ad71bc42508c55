"""One file for each thing that a user can ask for; the only readers and writers of the store."""
