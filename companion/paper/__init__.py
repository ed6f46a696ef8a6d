"""What is handed out on paper: one `Paper` as Markdown, Word or PDF, made in memory. `blocks` says what a sheet is made of."""
