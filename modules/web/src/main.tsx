import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './styles.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiError } from './api/client'
import { answer, Arriving } from './provider'
import { router } from './router'
import { SignedIn } from './session'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // What the server refuses it refuses again; only a server that is away is worth asking again.
      retry: (count, error) =>
        error instanceof ApiError && (error.status === 0 || error.status >= 500) && count < 5,
    },
  },
})

const root = document.getElementById('root')
const arriving = answer(window.location, root)
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        {arriving ? (
          <Arriving {...arriving} />
        ) : (
          <SignedIn>
            <RouterProvider router={router} />
          </SignedIn>
        )}
      </QueryClientProvider>
    </StrictMode>,
  )
}
