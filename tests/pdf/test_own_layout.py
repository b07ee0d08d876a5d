"""What somebody of a municipality may write, and what is refused."""
