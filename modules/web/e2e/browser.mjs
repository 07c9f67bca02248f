// Walks through the UI in a real Chromium: signs in, starts a job, follows its run to the end, looks at every view of it.
// Arguments: address, job id, folder for pictures. The login and the password come in the environment.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const [address, job, pictures] = process.argv.slice(2)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const browser = await chromium.launch({
  executablePath: process.env.BAILEY_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
// The content security policy stands in the way of axe, so only its pages are opened without it.
const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } })
const page = await context.newPage()
const complaints = []
page.on('console', (message) => {
  if (message.type() === 'error') complaints.push(message.text())
})
page.on('pageerror', (error) => complaints.push(String(error)))

try {
  await page.goto(address)
  await page.getByLabel('Login').fill(process.env.BAILEY_LOGIN)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').filter({ hasText: 'wrong' }).waitFor()
  await page.getByLabel('Password').fill(process.env.BAILEY_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Home' }).waitFor()

  await page.goto(`${address}/jobs/${job}`)
  await page.getByRole('button', { name: 'Run now' }).click()
  await page.waitForURL(/\/runs\/\d+/)
  await page.getByText('Success').first().waitFor({ timeout: 180_000 })
  const bars = page.getByRole('list', { name: 'Timing of nodes' }).getByRole('listitem')
  await bars.first().waitFor()
  assert.ok((await bars.count()) > 20, 'each node has its bar')
  await page.screenshot({ path: join(pictures, 'run-timing.png') })

  await page.getByRole('link', { name: 'Nodes' }).click()
  await page.getByRole('link', { name: 'fct_trips', exact: true }).click()
  await page.getByLabel('Compiled SQL').waitFor()
  assert.match(await page.getByLabel('Compiled SQL').innerText(), /int_trips_priced/)
  assert.match(page.url(), /node=model/, 'the selection is in the address')
  await page.screenshot({ path: join(pictures, 'run-nodes.png') })

  await page.getByRole('link', { name: 'Lineage' }).click()
  await page.locator('canvas.graph').waitFor()
  await page.screenshot({ path: join(pictures, 'run-lineage.png') })

  await page.getByRole('link', { name: 'Log', exact: true }).click()
  await page.getByRole('list', { name: 'Steps' }).getByRole('link', { name: 'dbt build' }).click()
  await page.getByRole('log').getByText('Completed successfully').waitFor()
  await page.screenshot({ path: join(pictures, 'run-log.png') })

  await page.getByRole('link', { name: 'Artifacts' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'manifest.json' }).click(),
  ])
  const manifest = JSON.parse(readFileSync(await download.path(), 'utf8'))
  assert.ok(manifest.nodes['model.spokes.fct_trips'])

  for (const path of ['/', '/projects', '/jobs', '/runs', '/me']) {
    await page.goto(address + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.screenshot({ path: join(pictures, `page${path.replaceAll('/', '-')}.png`) })
    await look(path)
  }
  // What the browser says of the refused sign-in is as it should be.
  assert.deepEqual(complaints.filter((text) => !text.includes('401')), [], 'the console is quiet')

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('Password').waitFor()
} finally {
  await browser.close()
}

/** No page may be hard to use for somebody who cannot see it. */
async function look(path) {
  const session = await context.newCDPSession(page)
  await session.send('Page.setBypassCSP', { enabled: true })
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => globalThis.axe.run())
  assert.deepEqual(violations.map((each) => `${path}: ${each.id} ${each.help}`), [])
  await session.send('Page.setBypassCSP', { enabled: false })
}
