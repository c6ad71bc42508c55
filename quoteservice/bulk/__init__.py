"""Many articles at once: from folders, tables and archives onto the record, by several processes."""
