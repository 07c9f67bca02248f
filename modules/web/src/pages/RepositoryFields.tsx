import { useState } from 'react'
import { Field, text } from '../parts/Form'

/** What a new repository is: hosted here, or followed. */
export function RepositoryFields() {
  const [origin, setOrigin] = useState('managed')
  const [url, setUrl] = useState('')
  return (
    <>
      <label className="field">
        Repository
        <select
          name="origin"
          value={origin}
          onChange={(event) => setOrigin(event.target.value)}
        >
          <option value="managed">hosted by this appliance; you push to it</option>
          <option value="remote">elsewhere; this appliance fetches from it</option>
        </select>
      </label>
      {origin === 'remote' && (
        <>
          <Field
            name="remote_url"
            label="Address"
            placeholder="https://git.example.com/data/shop.git"
            hint="Over HTTPS with a token, or over SSH with a deploy key that is made for you."
            value={url}
            onChange={(event) => setUrl(event.target.value)}
            required
          />
          <Field name="default_branch" label="Branch" defaultValue="main" required />
          {overHttps(url) && (
            <>
              <Field name="username" label="User" hint="Empty for hosts that need only a token." />
              <Field
                name="token"
                label="Token"
                type="password"
                autoComplete="off"
                hint="One that may read is enough. Empty for a public repository."
              />
            </>
          )}
        </>
      )}
    </>
  )
}

function overHttps(url: string): boolean {
  return url.trim().toLowerCase().startsWith('https://')
}

/** What the server wants to know of a repository elsewhere; null for one that it hosts. */
export function repositoryBody(form: FormData): Record<string, string> | null {
  if (text(form, 'origin') !== 'remote') return null
  const token = String(form.get('token') ?? '')
  return {
    remote_url: text(form, 'remote_url'),
    default_branch: text(form, 'default_branch'),
    ...(token ? { username: text(form, 'username') || 'git', token } : {}),
  }
}
