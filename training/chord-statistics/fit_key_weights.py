"""Fits the weights of `RegionKeyScores` to the features that DecoderStudy prints: a multinomial logistic regression with
the same weights for all 24 keys.

    python fit_key_weights.py FEATURES

Needs numpy and scipy.
"""

import sys

import numpy as np
from scipy.optimize import minimize


def main():
    features, keys, reliance = [], [], []
    for line in open(sys.argv[1]):
        key, chords, *columns = line.split()
        features.append([[float(value) for value in column.split(",")] for column in columns])
        keys.append(int(key))
        reliance.append(min(1, (int(chords) + 1) / 12))
    features, keys, reliance = np.array(features), np.array(keys), np.array(reliance)
    regions = np.arange(len(keys))

    def loss(weights):
        scores = features @ weights * reliance[:, None]
        scores -= scores.max(1, keepdims=True)
        return (np.log(np.exp(scores).sum(1)) - scores[regions, keys]).mean() + 1e-3 * (weights ** 2).mean()

    weights = minimize(loss, np.ones(features.shape[2])).x
    right = (features @ weights).argmax(1) == keys
    print(f"{len(keys)} regions: weights {np.round(weights, 2)}, loss {loss(weights):.3f}, right {right.mean():.3f}")


if __name__ == "__main__":
    main()
