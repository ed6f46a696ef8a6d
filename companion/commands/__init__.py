"""The commands of `companion`, one file each. They are handed what they need; `__main__` puts the parts together."""
