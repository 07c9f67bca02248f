// Makes a project that follows a repository elsewhere, fetches, and disables the sync again.
// Arguments: address, folder for pictures, the repository's URL, its user; its token comes in the environment.
import assert from 'node:assert/strict'
import { walk } from './walk.mjs'

const [address, pictures, url, user] = process.argv.slice(2)

await walk(address, pictures, async (page, { complaints, picture, look }) => {
  await page.goto(`${address}/projects`)
  await page.getByRole('button', { name: 'New project' }).click()
  const form = page.getByRole('dialog', { name: 'New project' })
  await form.getByLabel('Name').fill('Shop')
  await form.getByLabel('Repository').selectOption('remote')
  await form.getByLabel('Address').fill('https://elsewhere.example/shop.git')
  await form.getByRole('button', { name: 'New project' }).click()
  await form.getByRole('alert').filter({ hasText: 'egress policy refuses' }).waitFor()
  await picture('repository-refused')
  await form.getByLabel('Address').fill(url)
  await form.getByLabel('User').fill(user)
  await form.getByLabel('Token').fill(process.env.BAILEY_GIT_TOKEN)
  await form.getByRole('button', { name: 'New project' }).click()
  await page.getByRole('link', { name: 'Shop' }).first().waitFor()
  assert.equal(await page.getByRole('link', { name: 'Shop' }).count(), 1, 'the refused one left nothing behind')

  await page.getByRole('link', { name: 'Shop' }).click()
  await page.getByText(url).first().waitFor()
  await page.getByRole('button', { name: 'Fetch now' }).click()
  await page.getByText(/seconds? ago|just now|now/).first().waitFor()
  await picture('repository-followed')
  await look('/projects/…')
  const expected = complaints.filter((text) => !text.includes('400'))
  assert.deepEqual(expected, [], 'the console is quiet')

  await page.getByRole('button', { name: 'Disable sync' }).first().click()
  const ask = page.getByRole('dialog', { name: 'Disable sync' })
  await ask.getByLabel('Type its address').fill('something else')
  await ask.getByRole('button', { name: 'Disable sync' }).click()
  await ask.getByRole('alert').filter({ hasText: 'not the address' }).waitFor()
  await ask.getByLabel('Type its address').fill(url)
  await ask.getByRole('button', { name: 'Disable sync' }).click()
  await page.getByText('has no repository yet').waitFor()
})
