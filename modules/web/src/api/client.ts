/** The one way to the server: the same public API that a script uses. */

/** What went wrong, in the server's own words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** The secret that proves to the server that a change comes from this page. */
let csrfToken: string | null = null

export function useCsrfToken(token: string | null) {
  csrfToken = token
}

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (method !== 'GET' && csrfToken) headers['X-CSRF-Token'] = csrfToken
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch {
    throw new ApiError(0, 'offline', 'The server cannot be reached. Is it running?')
  }
  if (!response.ok) throw await failure(response)
  return response
}

async function failure(response: Response): Promise<ApiError> {
  try {
    const body = await response.json()
    // RFC 9457 in Bailey's own API, dbt Cloud's envelope in v2 and v3.
    const message = body.detail ?? body.status?.user_message ?? response.statusText
    const code = body.code ?? body.status?.developer_message ?? ''
    return new ApiError(response.status, code, message)
  } catch {
    return new ApiError(response.status, '', `The server answered ${response.status}.`)
  }
}

/** Bailey's own API, below `/api/bailey/v1`. */
export const bailey = {
  get: async <T>(path: string): Promise<T> => (await call('GET', `/api/bailey/v1${path}`)).json(),
  text: async (path: string): Promise<Response> => call('GET', `/api/bailey/v1${path}`),
  send: async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await call(method, `/api/bailey/v1${path}`, body)
    return (response.status === 204 ? undefined : await response.json()) as T
  },
}

const ACCOUNT = 1

/** A page of a list, with how many there are in all. */
export interface Page<T> {
  items: T[]
  total: number
}

/** dbt Cloud's Administrative API of the one account. */
export const admin = {
  one: async <T>(version: 'v2' | 'v3', path: string): Promise<T> =>
    (await (await call('GET', `/api/${version}/accounts/${ACCOUNT}${path}`)).json()).data,
  list: async <T>(version: 'v2' | 'v3', path: string): Promise<Page<T>> => {
    const body = await (await call('GET', `/api/${version}/accounts/${ACCOUNT}${path}`)).json()
    return { items: body.data, total: body.extra.pagination.total_count }
  },
  send: async <T>(
    version: 'v2' | 'v3',
    method: string,
    path: string,
    body: unknown,
  ): Promise<T> =>
    (await (await call(method, `/api/${version}/accounts/${ACCOUNT}${path}`, body)).json()).data,
  url: (version: 'v2' | 'v3', path: string) => `/api/${version}/accounts/${ACCOUNT}${path}`,
  artifactUrl: (run: number, path: string) => admin.url('v2', `/runs/${run}/artifacts/${path}`),
}
