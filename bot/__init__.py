"""The Rasa side: how messages are understood, what follows from them, and the channel to the desk."""
