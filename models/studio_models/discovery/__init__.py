"""Neural discovery of causal graphs: prior, features, network, training, evaluation and export."""
