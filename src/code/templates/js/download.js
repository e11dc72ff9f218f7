async function download(cc) {
  const code = cc.toLowerCase(); ⟦!list⟧
  const signal = AbortSignal.timeout(TIMEOUT); ⟦!retries⟧
  const response = await fetch(`${BASE}/${code}/${code}.«extension»«query»`, { signal }); ⟦!retries !list run⟧
  const response = await fetch(ADDRESSES.get(cc), { signal }); ⟦!retries ?list run⟧
  if (!response.ok) throw Object.assign(new Error("refused"), { status: response.status }); ⟦!retries run⟧
  return response.arrayBuffer(); ⟦!retries run⟧
  for (let attempt = 0; ; attempt++) { ⟦?retries⟧
    try { ⟦?retries⟧
      const signal = AbortSignal.timeout(TIMEOUT); ⟦?retries⟧
      const url = `${BASE}/${code}/${code}.«extension»«query»`; ⟦?retries !list⟧
      const url = ADDRESSES.get(cc)[attempt]; ⟦?retries ?list⟧
      const response = await fetch(url, { signal }); ⟦?retries run⟧
      if (!response.ok) throw Object.assign(new Error("refused"), { status: response.status }); ⟦?retries run⟧
      return await response.arrayBuffer(); ⟦?retries run⟧
    } catch (error) { ⟦?retries⟧
      // Only what may pass by itself is tried again. ⟦?retries⟧
      const status = error.name === "TimeoutError" ? 0 : (error.status ?? 503); ⟦?retries⟧
      const mayPass = status === 408 || status === 429 || status >= 500; ⟦?retries⟧
      if (attempt === RETRIES || !mayPass) throw error; ⟦?retries⟧
      await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt)); ⟦?retries pause⟧
    } ⟦?retries⟧
  } ⟦?retries⟧
}

// Errors are results: none of them ends the others.
const failed = (error) => (error.status === 404 ? "not found" : "error");
const downloadOne = async (cc) => [cc, await download(cc).then(() => "ok", failed)];
