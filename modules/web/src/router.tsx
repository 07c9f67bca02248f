import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  Outlet,
} from '@tanstack/react-router'
import {
  CalendarClock,
  CircleUser,
  FolderGit2,
  Hourglass,
  House,
  ListChecks,
  LogOut,
  Play,
  ScrollText,
  Users,
} from 'lucide-react'
import { Failure } from './parts/common'
import { AccessPage } from './pages/AccessPage'
import { AuditPage } from './pages/AuditPage'
import { HomePage } from './pages/HomePage'
import { JobPage } from './pages/JobPage'
import { JobsPage } from './pages/JobsPage'
import { MePage } from './pages/MePage'
import { RetentionPage } from './pages/RetentionPage'
import { ProjectPage } from './pages/ProjectPage'
import { ProjectsPage } from './pages/ProjectsPage'
import { RunsPage } from './pages/RunsPage'
import { UsersPage } from './pages/UsersPage'
import { RunPage } from './run/RunPage'
import { useSession, useSignOut } from './session'

const ITEMS = [
  { to: '/', label: 'Home', Icon: House },
  { to: '/projects', label: 'Projects', Icon: FolderGit2 },
  { to: '/jobs', label: 'Jobs', Icon: CalendarClock },
  { to: '/runs', label: 'Runs', Icon: Play },
] as const

/** Only for who may see what is there. */
const PERMITTED_ITEMS = [
  { to: '/audit', label: 'Audit', Icon: ScrollText, may: 'account:audit:read' },
  { to: '/users', label: 'Users', Icon: Users, may: 'account:users:read' },
  { to: '/access', label: 'Access', Icon: ListChecks, may: 'account:users:read' },
  { to: '/retention', label: 'Retention', Icon: Hourglass, may: 'account:operations:read' },
] as const

function Frame() {
  const session = useSession()
  const signOut = useSignOut()
  const permitted = PERMITTED_ITEMS.filter(({ may }) => session.data?.may.includes(may))
  return (
    <div className="frame">
      <a className="skip" href="#content">
        Skip to content
      </a>
      <nav className="rail" aria-label="Sections">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" />
          <span className="word">Bailey</span>
        </Link>
        {[...ITEMS, ...permitted].map(({ to, label, Icon }) => (
          <Link key={to} to={to} className="item" activeOptions={{ exact: to === '/' }}>
            <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
            <span className="word">{label}</span>
          </Link>
        ))}
        <span className="grow" />
        <Link to="/me" className="item">
          <CircleUser size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className="word">{session.data?.name}</span>
        </Link>
        <button className="item" onClick={() => signOut.mutate()} aria-label="Sign out">
          <LogOut size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className="word">Sign out</span>
        </button>
      </nav>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}

const root = createRootRoute({
  component: Frame,
  errorComponent: ({ error }) => <Failure error={error} />,
  notFoundComponent: () => (
    <div className="page">
      <h1>There is no such page</h1>
      <p>
        <Link to="/">Go home</Link>
      </p>
    </div>
  ),
})

const number = (text: unknown) => (Number.isFinite(Number(text)) ? Number(text) : undefined)

export const runRoute = createRoute({
  getParentRoute: () => root,
  path: '/runs/$run',
  component: RunPage,
  validateSearch: (search: Record<string, unknown>): RunSearch => ({
    ...(typeof search.tab === 'string' ? { tab: search.tab } : {}),
    ...(typeof search.node === 'string' ? { node: search.node } : {}),
    ...(number(search.step) === undefined ? {} : { step: Number(search.step) }),
  }),
})

/** What of a run is shown: all of it is in the address. */
export interface RunSearch {
  tab?: string
  node?: string
  step?: number
}

export const jobRoute = createRoute({
  getParentRoute: () => root,
  path: '/jobs/$job',
  component: JobPage,
})

export const projectRoute = createRoute({
  getParentRoute: () => root,
  path: '/projects/$project',
  component: ProjectPage,
})

const routes = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: HomePage }),
  createRoute({ getParentRoute: () => root, path: '/projects', component: ProjectsPage }),
  createRoute({ getParentRoute: () => root, path: '/jobs', component: JobsPage }),
  createRoute({ getParentRoute: () => root, path: '/runs', component: RunsPage }),
  createRoute({ getParentRoute: () => root, path: '/audit', component: AuditPage }),
  createRoute({ getParentRoute: () => root, path: '/retention', component: RetentionPage }),
  createRoute({ getParentRoute: () => root, path: '/users', component: UsersPage }),
  createRoute({ getParentRoute: () => root, path: '/access', component: AccessPage }),
  createRoute({ getParentRoute: () => root, path: '/me', component: MePage }),
  runRoute,
  jobRoute,
  projectRoute,
])

export const router = createRouter({ routeTree: routes, defaultPreload: 'intent' })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
