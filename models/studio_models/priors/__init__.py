"""Composable generators of synthetic studies. Every draw takes its random generator from the caller."""
