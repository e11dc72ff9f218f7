function work([x, y, width, height]) {
  let inside = 0; ⟦run⟧
  for (let row = y; row < y + height; row++) { ⟦run⟧
    for (let column = x; column < x + width; column++) { ⟦run⟧
      const [cx, cy] = [-2.05 + (column + 0.5) * PIXEL, -1.3 + (row + 0.5) * PIXEL]; ⟦run⟧
      let [zx, zy, n] = [0, 0, 0]; ⟦run⟧
      for (; n < MAX_ITERATIONS && zx * zx + zy * zy <= 4; n++) { ⟦run⟧
        const next = zx * zx - zy * zy + cx; ⟦run⟧
        zy = 2 * zx * zy + cy; ⟦run⟧
        zx = next; ⟦run⟧
      } ⟦run⟧
      if (n === MAX_ITERATIONS) inside++; ⟦run⟧
    } ⟦run⟧
  } ⟦run⟧
  return `${inside} of ${width * height} pixels inside`; ⟦run⟧
}
 ⟦?verbose⟧
function label([x, y, width, height]) { ⟦?verbose⟧
  return `${x},${y} ${width}×${height}`; ⟦?verbose⟧
} ⟦?verbose⟧
