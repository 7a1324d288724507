"""The public help centre: pages of published articles that need no script."""
