"""For HR: a network set up, and the tool tried out, without ever seeing content. Counts, never words; groups, never persons."""
