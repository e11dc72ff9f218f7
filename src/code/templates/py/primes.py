def work(number: int) -> str:
    if number < 2: ⟦run⟧
        return "not prime" ⟦run⟧
    if number % 2 == 0: ⟦run⟧
        return "prime" if number == 2 else "divisible by 2" ⟦run⟧
    for divisor in range(3, isqrt(number) + 1, 2): ⟦run⟧
        if number % divisor == 0: ⟦run⟧
            return f"divisible by {divisor}" ⟦run⟧
    return "prime" ⟦run⟧
