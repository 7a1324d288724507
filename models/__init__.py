"""The learned models: what they are, how they are trained, how they are loaded."""
