// What every walk through the UI has in common: a real Chromium, somebody who signs in, a console that stays quiet.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Signs in, walks, and ends the browser. The login and the password come in the environment.
 *
 * @param address of the appliance
 * @param pictures folder for pictures
 * @param steps what to do with the page; `walk.picture(name)` keeps a picture, `walk.look(path)` shows that a page is
 *   usable for somebody who cannot see it
 */
export async function walk(address, pictures, steps) {
  const browser = await chromium.launch({
    executablePath: process.env.BAILEY_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  try {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 800 } })
    const page = await context.newPage()
    const complaints = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(address)
    await page.getByLabel('Login').fill(process.env.BAILEY_LOGIN)
    await page.getByLabel('Password').fill(process.env.BAILEY_PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    // Whether somebody is signed in already was asked, and answered with 401.
    complaints.length = 0
    await steps(page, {
      complaints,
      picture: (name) => page.screenshot({ path: join(pictures, `${name}.png`) }),
      look: (path) => look(context, page, path),
    })
  } finally {
    await browser.close()
  }
}

/** The content security policy stands in the way of axe, so only its pages are opened without it. */
async function look(context, page, path) {
  const session = await context.newCDPSession(page)
  await session.send('Page.setBypassCSP', { enabled: true })
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => globalThis.axe.run())
  assert.deepEqual(violations.map((each) => `${path}: ${each.id} ${each.help}`), [])
  await session.send('Page.setBypassCSP', { enabled: false })
}
