"""What whoever leads the next meeting is handed: question sets made for a theme, and plans that end on time."""
