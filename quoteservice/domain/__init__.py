"""The nouns of the service: frozen values, without input, output or a clock."""
