"""When a person takes over: rules read at run time, and the Rasa policy that applies them."""
