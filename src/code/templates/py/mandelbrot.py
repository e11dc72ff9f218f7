def work(tile: tuple[int, int, int, int]) -> str:
    x, y, width, height = tile ⟦run⟧
    inside = 0 ⟦run⟧
    for row, column in product(range(y, y + height), range(x, x + width)): ⟦run⟧
        c = complex(-2.05 + (column + 0.5) * PIXEL, -1.3 + (row + 0.5) * PIXEL) ⟦run⟧
        z = 0j ⟦run⟧
        for _ in range(MAX_ITERATIONS): ⟦run⟧
            if z.real * z.real + z.imag * z.imag > 4: ⟦run⟧
                break ⟦run⟧
            z = z * z + c ⟦run⟧
        else: ⟦run⟧
            inside += 1 ⟦run⟧
    return f"{inside} of {width * height} pixels inside" ⟦run⟧


def label(tile: tuple[int, int, int, int]) -> str:
    return "{},{} {}×{}".format(*tile)
