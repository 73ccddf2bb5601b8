"""Training code of Causal Studio's neural models. Nothing here runs in the browser."""
