"""What devices and scripts ask of the server, in JSON. Described in docs/api.md and in its own openapi.json."""
