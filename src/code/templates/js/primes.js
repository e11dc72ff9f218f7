function work(number) {
  if (number < 2n) return "not prime"; ⟦run⟧
  if (number % 2n === 0n) return number === 2n ? "prime" : "divisible by 2"; ⟦run⟧
  // Odd d divides 2h + 1 just when h leaves (d - 1) / 2, and h is exact where 2h + 1 is not. ⟦run⟧
  const half = Number(number / 2n); ⟦run⟧
  for (let d = 3; d * d <= 2 * half + 1; d += 2) { ⟦run⟧
    if (half % d === (d - 1) / 2) return `divisible by ${d}`; ⟦run⟧
  } ⟦run⟧
  return "prime"; ⟦run⟧
}
 ⟦?verbose⟧
function label(number) { ⟦?verbose⟧
  return String(number); ⟦?verbose⟧
} ⟦?verbose⟧
