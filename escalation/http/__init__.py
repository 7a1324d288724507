"""The desk's HTTP routes, one module an audience."""
