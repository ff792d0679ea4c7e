def check(args, got, want):
    if want is None or got is None:
        return None if got is want else f"{args['number']} has {'no' if want is None else 'a'} divisor"
    if not isinstance(got, int) or not 1 < got < args["number"] or args["number"] % got:
        return f"{got} is no divisor of {args['number']}"
    return None
