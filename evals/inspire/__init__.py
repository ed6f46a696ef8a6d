"""How well what is shown after a brief bears on the case."""
