"""What others published on this benchmark, five graphs a cell, mAP in percent and SHD (bench/benchmark/published.ts has
the same), and the bars this project set itself. The graphs are other ones than ours: compare by cell, not pair by pair."""

PUBLISHED = {
    100: {
        "linear": {"CauScale": (99.6, 15.2), "SEA-GIES": (92.1, 109)},
        "nn": {"CauScale": (89.0, 105.6), "SEA-GIES": (51.2, 306)},
        "sigmoid": {"CauScale": (84.4, 125.8), "SEA-GIES": (72.7, 192)},
        "polynomial": {"CauScale": (50.3, 252), "SEA-GIES": (36.2, 319)},
    },
    1000: {
        "linear": {"CauScale": (96.6, 230), "SEA": (66.3, None)},
        "nn": {"CauScale": (79.7, 835), "SDCD": (59.6, None)},
        "sigmoid": {"CauScale": (64.5, 1065), "SDCD": (48.5, None)},
        "polynomial": {"CauScale": (18.9, 3985), "SDCD": (29.8, None)},
    },
}

# mAP in percent to reach, and SHD not to exceed.
BARS = {
    20: {"linear": (99.8, None), "nn": (93.0, None), "sigmoid": (98.8, None), "polynomial": (90.0, None)},
    100: {"linear": (99.9, 5), "nn": (90.5, 105), "sigmoid": (95.0, 60), "polynomial": (72.0, 190)},
    1000: {"linear": (99.5, None), "nn": (88.0, None), "sigmoid": (90.0, None), "polynomial": (65.0, None)},
}
