def random_bytes(seed: int, length: int) -> bytes:
    """The page's: SplitMix32. Making them takes longer here than the digest."""
    words = bytearray()
    for n in range(1, (length + 3) // 4 + 1):
        z = (seed + n * 0x9E3779B9) & 0xFFFFFFFF
        z = ((z ^ z >> 16) * 0x21F0AAAD) & 0xFFFFFFFF
        z = ((z ^ z >> 15) * 0x735A2D97) & 0xFFFFFFFF
        words += (z ^ z >> 15).to_bytes(4, "little")
    return bytes(words[:length])


def work(job: tuple[int, int]) -> str:
    return hashlib.sha256(random_bytes(*job)).hexdigest()[:16] + "…" ⟦?sha256 run⟧
    plain = random_bytes(*job) ⟦?rc4 run⟧
    encrypted = arcfour(plain) ⟦?rc4 run⟧
    if arcfour(encrypted) != plain: ⟦?rc4 run⟧
        return "decryption did not give back the input" ⟦?rc4 run⟧
    checksum = 0x811C9DC5 ⟦?rc4 run⟧
    for byte in encrypted: ⟦?rc4 run⟧
        checksum = ((checksum ^ byte) * 0x01000193) & 0xFFFFFFFF ⟦?rc4 run⟧
    return f"checksum {checksum:08x}" ⟦?rc4 run⟧
 ⟦?rc4⟧
 ⟦?rc4⟧
def arcfour(text: bytes, key: bytes = b"first past the post", loops: int = 20) -> bytes: ⟦?rc4⟧
    state, out, j = list(range(256)), bytearray(), 0 ⟦?rc4⟧
    for _ in range(loops): ⟦?rc4⟧
        for i in range(256): ⟦?rc4⟧
            j = (j + state[i] + key[i % len(key)]) & 255 ⟦?rc4⟧
            state[i], state[j] = state[j], state[i] ⟦?rc4⟧
    i = j = 0 ⟦?rc4⟧
    for byte in text: ⟦?rc4⟧
        i = (i + 1) & 255 ⟦?rc4⟧
        j = (j + state[i]) & 255 ⟦?rc4⟧
        state[i], state[j] = state[j], state[i] ⟦?rc4⟧
        out.append(byte ^ state[(state[i] + state[j]) & 255]) ⟦?rc4⟧
    return bytes(out) ⟦?rc4⟧


def label(job: tuple[int, int]) -> str:
    return f"{job[1] / 1024:.1f} KB"
