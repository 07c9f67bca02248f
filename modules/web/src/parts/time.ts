/** Times and durations in words. */

/** dbt Cloud's times have a space where ISO 8601 has a T. */
export function parse(time: string): number {
  return Date.parse(time.replace(' ', 'T'))
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
]
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

export function ago(millis: number, now: number): string {
  const distance = millis - now
  for (const [unit, size] of UNITS) {
    if (Math.abs(distance) >= size) return RELATIVE.format(Math.trunc(distance / size), unit)
  }
  return 'just now'
}

export function duration(millis: number): string {
  if (millis < 1_000) return `${Math.max(0, Math.round(millis))} ms`
  if (millis < 60_000) return `${(millis / 1_000).toFixed(millis < 10_000 ? 2 : 1)} s`
  const minutes = Math.floor(millis / 60_000)
  const seconds = Math.floor((millis % 60_000) / 1_000)
  return minutes < 60
    ? `${minutes} min ${seconds} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
