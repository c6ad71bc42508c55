"""The HTTP interface: one blueprint for each resource."""
