import { expect, test } from 'vitest'
import { answer } from './provider'

const at = (pathname: string, search = '') => ({ pathname, search }) as Location

test('every other page is no answer', () => {
  expect(answer(at('/'), null)).toBeNull()
  expect(answer(at('/jobs', '?code=x'), null)).toBeNull()
})

test('what stands in the address is what was brought', () => {
  expect(answer(at('/sign-in/oidc', '?code=a%2Bb&state=s'), null)).toEqual({
    provider: 'oidc',
    brought: { code: 'a+b', state: 's' },
  })
})

test('what was posted to the server is in the page', () => {
  const root = { dataset: { brought: '{"SAMLResponse":"PHg+","RelayState":"s"}' } }
  expect(answer(at('/sign-in/saml', '?SAMLResponse=y'), root as unknown as HTMLElement)).toEqual({
    provider: 'saml',
    brought: { SAMLResponse: 'PHg+', RelayState: 's' },
  })
})
