"""Does what identifies someone stay on the machine? Labelled texts, generated numbers, restoring, and a server that listens."""
