"""Rasa pipeline components: language, sentence vectors, the shop's entities, mood."""
