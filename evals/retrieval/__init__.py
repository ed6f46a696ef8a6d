"""How well everyday questions find the cards that answer them."""
