// Signs in with a Keycloak, comes back to the page that was asked for, signs out in both places, and is signed out by the
// Keycloak. Arguments: address, folder for pictures.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const [base, pictures] = process.argv.slice(2)
const { BAILEY_SSO_ISSUER: issuer, BAILEY_SSO_ADMIN: admin, BAILEY_SSO_LOGIN: login, BAILEY_SSO_PASSWORD: password } = process.env
// The Keycloak knows this appliance by its public name.
const address = base.replace('127.0.0.1', 'localhost')

const browser = await chromium.launch({
  executablePath: process.env.BAILEY_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const begin = page.getByRole('button', { name: 'Sign in with Keycloak' })

  async function signInThere() {
    await begin.click()
    await page.getByLabel('Username').fill(login)
    await page.getByRole('textbox', { name: 'Password' }).fill(password)
    await page.getByRole('button', { name: 'Sign In' }).click()
  }

  await page.goto(`${address}/jobs`)
  await begin.waitFor()
  await page.screenshot({ path: join(pictures, 'single-sign-on.png') })
  await signInThere()
  await page.getByRole('heading', { name: 'Jobs' }).waitFor()
  assert.equal(page.url(), `${address}/jobs`, 'comes back to where they were, without what was brought')
  await page.getByText('Ada Lovelace').waitFor()

  await page.getByRole('button', { name: 'Sign out' }).click()
  await begin.waitFor()
  // Signed out there as well: the password is asked for again.
  await signInThere()
  await page.getByText('Ada Lovelace').waitFor()

  const token = await context.request.post(`${new URL(issuer).origin}/realms/master/protocol/openid-connect/token`, {
    form: { grant_type: 'password', client_id: 'admin-cli', username: admin, password },
  })
  const { access_token } = await token.json()
  const headers = { Authorization: `Bearer ${access_token}` }
  const realm = issuer.replace('/realms/', '/admin/realms/')
  const [user] = await (await context.request.get(`${realm}/users?username=${login}`, { headers })).json()
  const gone = await context.request.post(`${realm}/users/${user.id}/logout`, { headers })
  assert.ok(gone.ok(), `logout: ${gone.status()}`)
  await page.goto(address)
  await begin.waitFor()

  // An answer that nobody asked for.
  await page.goto(`${address}/sign-in/oidc?code=guessed&state=guessed`)
  await page.getByRole('alert').filter({ hasText: 'began no such sign-in' }).waitFor()
  await page.screenshot({ path: join(pictures, 'single-sign-on-refused.png') })
  await page.getByRole('link', { name: 'Back to the sign-in' }).click()
  await begin.waitFor()
} finally {
  await browser.close()
}
