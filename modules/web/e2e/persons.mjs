// Looks at retention and at the users, erases one of them, and finds only a pseudonym in the audit.
// Arguments: address, folder for pictures, login of the user.
import assert from 'node:assert/strict'
import { walk } from './walk.mjs'

const [address, pictures, login] = process.argv.slice(2)

await walk(address, pictures, async (page, { complaints, picture, look }) => {
  await page.getByRole('link', { name: 'Retention' }).click()
  await page.getByRole('cell', { name: '90 days after the end of the run' }).first().waitFor()
  await page.getByRole('button', { name: 'Remove now' }).click()
  await page.getByRole('button', { name: 'Remove now' }).waitFor()
  await picture('retention')
  await look('/retention')

  await page.getByRole('link', { name: 'Access' }).click()
  await page.getByRole('button', { name: 'Confirm grant:1:owner@all' }).click()
  await page.getByRole('cell', { name: 'by admin' }).waitFor()
  await look('/access')
  await picture('access')
  await page.getByRole('button', { name: 'Revoke grant:2:job_viewer@all' }).click()
  await page.getByRole('cell', { name: 'job_viewer@all', exact: true }).waitFor({ state: 'detached' })

  await page.getByRole('link', { name: 'Users' }).click()
  const row = page.getByRole('row').filter({ hasText: login })
  const download = page.waitForEvent('download')
  await row.getByRole('link', { name: 'Export' }).click()
  assert.match((await download).suggestedFilename(), /^user-\d+\.json$/)
  await look('/users')
  await row.getByRole('button', { name: 'Erase' }).click()
  await page.getByLabel('Login').fill('somebody else')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Erase' }).click()
  await page.getByRole('alert').filter({ hasText: 'not that of user' }).waitFor()
  await page.getByLabel('Login').fill(login)
  await dialog.getByRole('button', { name: 'Erase' }).click()
  await page.getByRole('status').filter({ hasText: 'is erased' }).waitFor()
  await picture('erased')
  await row.waitFor({ state: 'detached' })

  await page.getByRole('link', { name: 'Audit' }).click()
  await page.getByRole('cell', { name: 'user.erased' }).waitFor()
  assert.equal(await page.getByText(login).count(), 0)
  // The browser complains of the refusal that was meant.
  assert.deepEqual(complaints.filter((each) => !each.includes('400')), [])
})
