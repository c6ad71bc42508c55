"""What the API is sent and what it answers, as marshmallow schemas; one module for each noun."""
