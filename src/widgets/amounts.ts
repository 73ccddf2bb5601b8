const thin = '\u202f'

/** From this many seconds on a rate is worth extrapolating. */
const WORTH_EXTRAPOLATING = 3

/** Seconds a job still needs at its rate so far; null while that is a guess or nothing has been done. */
export function secondsLeft(elapsed: number, fraction: number): number | null {
  if (elapsed < WORTH_EXTRAPOLATING || fraction <= 0 || fraction >= 1) return null
  return (elapsed * (1 - fraction)) / fraction
}

/** "4 s", "1 min 20 s", "2 h 5 min": the two largest units, rounded to a whole second. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole}${thin}s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60)
    return whole % 60 === 0 ? `${minutes}${thin}min` : `${minutes}${thin}min ${whole % 60}${thin}s`
  const hours = `${Math.floor(minutes / 60)}${thin}h`
  return minutes % 60 === 0 ? hours : `${hours} ${minutes % 60}${thin}min`
}

/** "38 ms" under a second, "2.4 s" under ten seconds, then as `duration`. */
export function shortTime(seconds: number): string {
  if (seconds < 0.9995) return `${Math.max(1, Math.round(seconds * 1000))}${thin}ms`
  return seconds < 9.95 ? `${seconds.toFixed(1)}${thin}s` : duration(seconds)
}

/** "61 kB", "2.4 MB": thousands, as file managers count. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes}${thin}B`
  const units = ['kB', 'MB', 'GB']
  let value = bytes / 1000
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${value < 9.95 && unit > 0 ? value.toFixed(1) : Math.round(value)}${thin}${units[unit]}`
}
