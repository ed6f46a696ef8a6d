"""What identifies someone is found, kept on the machine, and told as a role."""
