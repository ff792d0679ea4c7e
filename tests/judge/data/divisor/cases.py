def case(rng, size):
    return {"number": size + int(rng.random() * 10)}
