// Sets up a second factor, signs out, signs in with a recovery code, and removes it again.
// Arguments: address, folder for pictures.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { walk } from './walk.mjs'

const [address, pictures] = process.argv.slice(2)

await walk(address, pictures, async (page, { complaints, picture, look }) => {
  await page.goto(`${address}/me`)
  await page.getByRole('button', { name: 'Set up a second factor' }).click()
  await page.getByLabel('Your password').fill(process.env.BAILEY_PASSWORD)
  await page.getByRole('button', { name: 'Set up', exact: true }).click()
  await page.getByRole('img', { name: 'QR code with the key' }).waitFor()
  await picture('second-factor-key')
  const key = await page.getByTestId('authenticator-key').textContent()
  await page.getByLabel('Code that it shows').fill(code(key))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByTestId('recovery-codes').waitFor()
  const recovery = await page.getByTestId('recovery-codes').getByRole('listitem').allTextContents()
  assert.equal(recovery.length, 10)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('10 recovery codes left').waitFor()
  await look('/me')

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('Login').fill(process.env.BAILEY_LOGIN)
  await page.getByLabel('Password').fill(process.env.BAILEY_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const asked = page.getByLabel('Code of your authenticator')
  await asked.fill('000000')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').filter({ hasText: 'The code is wrong' }).waitFor()
  await picture('second-factor-asked')
  await asked.fill(recovery[0])
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Home' }).waitFor()

  await page.goto(`${address}/me`)
  await page.getByText('9 recovery codes left').waitFor()
  await page.getByRole('button', { name: 'Remove second factor' }).first().click()
  const ask = page.getByRole('dialog', { name: 'Remove the second factor' })
  await ask.getByLabel('Your password').fill(process.env.BAILEY_PASSWORD)
  await ask.getByLabel('Code, or a recovery code').fill(recovery[1])
  await ask.getByRole('button', { name: 'Remove second factor' }).click()
  await page.getByRole('button', { name: 'Set up a second factor' }).waitFor()
  // Each question for a code, and each wrong one, is a 401.
  assert.deepEqual(complaints.filter((text) => !text.includes('401')), [], 'the console is quiet')
})

/** RFC 6238, as an authenticator does it. */
function code(key) {
  const bits = [...key].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', bytes).update(step).digest()
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}
