"""Where cases live: encrypted checkpoints, listing, drafts, retention, deletion."""
