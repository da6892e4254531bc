"""Rules and order: what is removed, numbered cases, sanctions and their undoing."""
