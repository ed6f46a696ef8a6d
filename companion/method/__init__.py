"""The sparring method: a sequence of steps, and the graph that keeps to it."""
