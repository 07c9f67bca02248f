// Signs in with a Keycloak that speaks SAML, and comes back to the page that was asked for. Arguments: address, folder for
// pictures.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const [base, pictures] = process.argv.slice(2)
// The Keycloak knows this appliance by its public name.
const address = base.replace('127.0.0.1', 'localhost')

const browser = await chromium.launch({
  executablePath: process.env.BAILEY_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${address}/runs`)
  await page.getByRole('button', { name: 'Sign in with SAML' }).click()
  await page.getByLabel('Username').fill(process.env.BAILEY_SSO_LOGIN)
  await page.getByRole('textbox', { name: 'Password' }).fill(process.env.BAILEY_SSO_PASSWORD)
  await page.getByRole('button', { name: 'Sign In' }).click()
  await page.getByText('Ada Lovelace').waitFor()
  assert.equal(page.url(), `${address}/runs`)
  await page.screenshot({ path: join(pictures, 'saml.png') })
} finally {
  await browser.close()
}
