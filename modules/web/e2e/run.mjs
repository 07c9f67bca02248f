// Starts a job, follows its run to the end, looks at every view of it, and at every page; signs out, and in with a wrong
// password. Arguments: address, folder for pictures, job id.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { walk } from './walk.mjs'

const [address, pictures, job] = process.argv.slice(2)

await walk(address, pictures, async (page, { complaints, picture, look }) => {
  await page.goto(`${address}/jobs/${job}`)
  await page.getByRole('button', { name: 'Run now' }).click()
  await page.waitForURL(/\/runs\/\d+/)
  await page.getByText('Success').first().waitFor({ timeout: 180_000 })
  const bars = page.getByRole('list', { name: 'Timing of nodes' }).getByRole('listitem')
  await bars.first().waitFor()
  assert.ok((await bars.count()) > 20, 'each node has its bar')
  await picture('run-timing')

  await page.getByRole('link', { name: 'Nodes' }).click()
  await page.getByRole('link', { name: 'fct_trips', exact: true }).click()
  await page.getByLabel('Compiled SQL').waitFor()
  assert.match(await page.getByLabel('Compiled SQL').innerText(), /int_trips_priced/)
  assert.match(page.url(), /node=model/, 'the selection is in the address')
  await picture('run-nodes')

  await page.getByRole('link', { name: 'Lineage' }).click()
  await page.locator('canvas.graph').waitFor()
  await picture('run-lineage')

  await page.getByRole('link', { name: 'Log', exact: true }).click()
  await page.getByRole('list', { name: 'Steps' }).getByRole('link', { name: 'dbt build' }).click()
  await page.getByRole('log').getByText('Completed successfully').waitFor()
  await picture('run-log')

  await page.getByRole('link', { name: 'Artifacts' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'manifest.json', exact: true }).click(),
  ])
  const manifest = JSON.parse(readFileSync(await download.path(), 'utf8'))
  assert.ok(manifest.nodes['model.spokes.fct_trips'])

  for (const path of ['/', '/projects', '/jobs', '/runs', '/me']) {
    await page.goto(address + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await picture(`page${path.replaceAll('/', '-')}`)
    await look(path)
  }
  assert.deepEqual(complaints, [], 'the console is quiet')

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('Password').waitFor()
  await page.getByLabel('Login').fill(process.env.BAILEY_LOGIN)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').filter({ hasText: 'wrong' }).waitFor()
})
