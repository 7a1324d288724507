"""The whole product on ports and data of its own, and clients that speak to it as people's browsers do."""
