"""A linear-chain conditional random field (Lafferty, McCallum & Pereira, ICML 2001) in NumPy."""

import numpy as np
from scipy.optimize import minimize


def log_sum(x, axis):
    peak = x.max(axis=axis, keepdims=True)
    return (peak + np.log(np.exp(x - peak).sum(axis=axis, keepdims=True))).squeeze(axis)


class Field:
    def __init__(self, cue_count, class_count):
        self.emission = np.zeros((cue_count, class_count))
        self.transition = np.zeros((class_count, class_count))

    def passes(self, scores, mask):
        """Forward and backward log-messages of [songs, sections, classes]; padding keeps the last message."""
        count = scores.shape[1]
        forward, backward = np.zeros_like(scores), np.zeros_like(scores)
        forward[:, 0] = scores[:, 0]
        for t in range(1, count):
            step = log_sum(forward[:, t - 1, :, None] + self.transition, 1) + scores[:, t]
            forward[:, t] = np.where(mask[:, t, None], step, forward[:, t - 1])
        for t in range(count - 2, -1, -1):
            step = log_sum(self.transition + (scores[:, t + 1] + backward[:, t + 1])[:, None, :], 2)
            backward[:, t] = np.where(mask[:, t + 1, None], step, 0)
        return forward, backward, log_sum(forward[:, -1], 1)

    def marginals(self, rows):
        """Probabilities [sections, classes] of one song's cues."""
        scores = (np.asarray(rows) @ self.emission)[None]
        forward, backward, total = self.passes(scores, np.ones(scores.shape[:2], bool))
        return np.exp(forward + backward - total[:, None, None])[0]

    def fit(self, x, y, mask, l2, iterations=200):
        """x [songs, sections, cues], y and mask [songs, sections]."""
        k, shape = self.emission.shape[1], self.emission.shape
        truth = np.eye(k)[y] * mask[..., None]
        flat, sections = x.reshape(-1, x.shape[2]), mask.sum()
        seen_emission = flat.T @ truth.reshape(-1, k)
        seen_transition = np.einsum("sti,stj->ij", truth[:, :-1], truth[:, 1:])

        def loss(parameters):
            self.emission = parameters[: shape[0] * k].reshape(shape)
            self.transition = parameters[shape[0] * k:].reshape(k, k)
            scores = (flat @ self.emission).reshape(*x.shape[:2], k)
            forward, backward, total = self.passes(scores, mask)
            likelihood = (seen_emission * self.emission).sum() + (seen_transition * self.transition).sum() - total.sum()
            share = np.exp(forward + backward - total[:, None, None]) * mask[..., None]
            gradient_e = flat.T @ share.reshape(-1, k) - seen_emission
            gradient_t = -seen_transition
            for t in range(x.shape[1] - 1):
                pair = np.exp(forward[:, t, :, None] + self.transition
                              + (scores[:, t + 1] + backward[:, t + 1])[:, None, :] - total[:, None, None])
                gradient_t = gradient_t + (pair * mask[:, t + 1, None, None]).sum(0)
            gradient = np.concatenate([gradient_e.ravel(), gradient_t.ravel()]) / sections + l2 * parameters
            return -likelihood / sections + l2 / 2 * (parameters ** 2).sum(), gradient

        minimize(loss, np.zeros(shape[0] * k + k * k), jac=True, method="L-BFGS-B", options={"maxiter": iterations})
