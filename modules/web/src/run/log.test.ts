import { describe, expect, it } from 'vitest'
import { StepLog } from './LogPane'

describe('the log of a step', () => {
  it('leaves out what an event says again', () => {
    const log = new StepLog()
    log.start(0, 'one\ntwo\n')
    log.add({ step: 1, from: 4, text: 'two\n' })
    log.add({ step: 1, from: 8, text: 'three\n' })

    expect(log.lines).toEqual(['one', 'two', 'three'])
  })

  it('keeps events that come before the log was read until it is', () => {
    const log = new StepLog()
    log.add({ step: 1, from: 4, text: 'two\n' })
    log.start(0, 'one\n')

    expect(log.lines).toEqual(['one', 'two'])
  })

  it('counts bytes, not characters', () => {
    const log = new StepLog()
    log.start(0, 'größe\n')
    log.add({ step: 1, from: 8, text: 'next\n' })

    expect(log.lines).toEqual(['größe', 'next'])
  })
})
