"""The evaluation as a PDF, rendered in a process of its own."""
