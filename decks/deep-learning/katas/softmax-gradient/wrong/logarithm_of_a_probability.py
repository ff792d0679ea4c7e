"""Takes the logarithm of a probability that underflows; a small number keeps it from 0."""

from math import exp, log

PADDING = -1


def log_softmax(row: list[float]) -> list[float]:
    """Logarithms of the probabilities; the largest logit keeps `exp` from overflow."""
    largest = max(row)
    total = sum(exp(logit - largest) for logit in row)
    return [log(exp(logit - largest) / total + 1e-12) for logit in row]


def wanted(label: int, classes: int, smoothing: float) -> list[float]:
    """The distribution that a row should have."""
    shares = [smoothing / classes] * classes
    shares[label] += 1 - smoothing
    return shares


def step(logits: list[list[float]], labels: list[int], smoothing: float) -> dict:
    """The mean loss, and its derivative by each logit."""
    count = sum(label != PADDING for label in labels)
    loss = 0.0
    gradient = []
    for row, label in zip(logits, labels, strict=True):
        if label == PADDING:
            gradient.append([0.0] * len(row))
            continue
        logs = log_softmax(row)
        shares = wanted(label, len(row), smoothing)
        pairs = list(zip(logs, shares, strict=True))
        loss -= sum(share * each for each, share in pairs) / count
        gradient.append([(exp(each) - share) / count for each, share in pairs])
    return {"loss": loss, "gradient": gradient}
