"""No traces: a leader's marked words go through everything, much goes wrong on purpose, and then they are searched for."""
