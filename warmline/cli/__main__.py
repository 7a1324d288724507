"""`python -m warmline.cli`, the way processes start one another."""

from warmline.cli import main

main()
