import { describe, expect, it } from 'vitest'
import { ago, duration, parse } from './time'

describe('times', () => {
  it('reads the form of dbt Cloud and ISO 8601 alike', () => {
    expect(parse('2026-11-24 06:30:00.000000+00:00')).toBe(parse('2026-11-24T06:30:00Z'))
  })

  it('says how long ago by the largest unit', () => {
    const now = parse('2026-11-24T12:00:00Z')
    expect(ago(now - 90_000, now)).toBe('1 minute ago')
    expect(ago(now - 3 * 86_400_000, now)).toBe('3 days ago')
    expect(ago(now - 200, now)).toBe('just now')
  })

  it('keeps short durations exact and long ones readable', () => {
    expect(duration(85)).toBe('85 ms')
    expect(duration(1_250)).toBe('1.25 s')
    expect(duration(125_000)).toBe('2 min 5 s')
    expect(duration(3_720_000)).toBe('1 h 2 min')
  })
})
