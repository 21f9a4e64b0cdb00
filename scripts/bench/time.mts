/** The value below which `part` (0 to 1) of the values lie. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** Median of the milliseconds that `work` takes, warmed up, over at least 5 runs and about half a second. */
export function medianOf(work: () => unknown): number {
  const end = performance.now() + 500
  for (let run = 0; run < 20 && performance.now() < end - 250; run++) work()
  const times: number[] = []
  while (times.length < 5 || performance.now() < end) times.push(elapsed(work))
  return quantile(times, 0.5)
}

export function elapsed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
