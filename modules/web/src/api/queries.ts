import { queryOptions } from '@tanstack/react-query'
import { admin, bailey } from './client'
import type {
  AuditLine,
  AuditStream,
  Entitlement,
  Environment,
  GitServer,
  GraphNode,
  HostKey,
  Job,
  Project,
  Retention,
  Run,
  SecondFactor,
  SshKey,
  Sync,
  Token,
  User,
} from './types'

const LIVE = 5_000

export const projects = () =>
  queryOptions({
    queryKey: ['projects'],
    queryFn: () => admin.list<Project>('v3', '/projects/'),
  })

export const project = (id: number) =>
  queryOptions({
    queryKey: ['projects', id],
    queryFn: () => admin.one<Project>('v3', `/projects/${id}/`),
  })

export const secondFactor = () =>
  queryOptions({
    queryKey: ['second-factor'],
    queryFn: () => bailey.get<SecondFactor>('/second-factor'),
  })

export const gitServer = () =>
  queryOptions({
    queryKey: ['git-server'],
    queryFn: () => bailey.get<GitServer>('/git-server'),
    staleTime: Infinity,
  })

export const lastSync = (project: number) =>
  queryOptions({
    queryKey: ['sync', project],
    queryFn: () => bailey.get<Sync>(`/projects/${project}/repository/sync`),
    refetchInterval: LIVE,
  })

/** Asks the host itself, so it may take a while or fail. */
export const hostKey = (project: number) =>
  queryOptions({
    queryKey: ['host-key', project],
    queryFn: () => bailey.get<HostKey>(`/projects/${project}/repository/host-key`),
    retry: false,
    staleTime: Infinity,
  })

export const environments = (projectId: number) =>
  queryOptions({
    queryKey: ['environments', projectId],
    queryFn: () => admin.list<Environment>('v3', `/projects/${projectId}/environments/`),
  })

export const jobs = (projectId?: number) =>
  queryOptions({
    queryKey: ['jobs', projectId ?? 'all'],
    queryFn: () =>
      admin.list<Job>(
        'v2',
        `/jobs/?include_related=most_recent_run&order_by=name${projectId ? `&project_id=${projectId}` : ''}`,
      ),
    refetchInterval: LIVE,
  })

export const job = (id: number) =>
  queryOptions({
    queryKey: ['job', id],
    queryFn: () => admin.one<Job>('v2', `/jobs/${id}/`),
  })

/** Which lines of the audit: how their event begins, and whole days, all of them optional. */
export interface AuditFilter {
  event: string
  from: string
  until: string
}

function auditQuery(filter: AuditFilter): URLSearchParams {
  const query = new URLSearchParams()
  if (filter.event) query.set('event_type', filter.event)
  if (filter.from) query.set('logged_at_start', filter.from)
  if (filter.until) query.set('logged_at_end', filter.until)
  return query
}

export const auditLogs = (filter: AuditFilter, page: { limit: number; offset: number }) =>
  queryOptions({
    queryKey: ['audit', filter, page],
    queryFn: () => {
      const query = auditQuery(filter)
      query.set('limit', String(page.limit))
      query.set('offset', String(page.offset))
      return admin.list<AuditLine>('v3', `/audit-logs/?${query}`)
    },
  })

export const auditStream = () =>
  queryOptions({
    queryKey: ['audit-stream'],
    queryFn: () => bailey.get<AuditStream>('/audit-stream'),
    refetchInterval: LIVE,
  })

export const auditDownload = (filter: AuditFilter) =>
  admin.url('v3', `/audit-logs/download/?${auditQuery(filter)}`)

export const runs = (filter: { job?: number; project?: number; limit: number; offset?: number }) =>
  queryOptions({
    queryKey: ['runs', filter],
    queryFn: () => {
      const query = new URLSearchParams({
        order_by: '-id',
        include_related: 'job,trigger',
        limit: String(filter.limit),
        offset: String(filter.offset ?? 0),
      })
      if (filter.job) query.set('job_definition_id', String(filter.job))
      if (filter.project) query.set('project_id', String(filter.project))
      return admin.list<Run>('v2', `/runs/?${query}`)
    },
    refetchInterval: LIVE,
  })

export const graph = (run: number, ready: boolean) =>
  queryOptions({
    queryKey: ['graph', run],
    queryFn: () => bailey.get<{ nodes: GraphNode[] }>(`/runs/${run}/graph`),
    enabled: ready,
    staleTime: Infinity,
  })

export const compiled = (run: number, node: string, ready: boolean) =>
  queryOptions({
    queryKey: ['compiled', run, node],
    queryFn: () =>
      bailey.get<{ compiled_code: string; relation_name: string }>(
        `/runs/${run}/compiled?node=${encodeURIComponent(node)}`,
      ),
    enabled: ready,
    staleTime: Infinity,
  })

export const artifacts = (run: number, ready: boolean) =>
  queryOptions({
    queryKey: ['artifacts', run, ready],
    queryFn: () => admin.one<string[]>('v2', `/runs/${run}/artifacts/`),
  })

export const retention = () =>
  queryOptions({
    queryKey: ['retention'],
    queryFn: () => bailey.get<Retention>('/retention'),
    refetchInterval: LIVE,
  })

export const users = () =>
  queryOptions({
    queryKey: ['users'],
    queryFn: async () => (await bailey.get<{ users: User[] }>('/users')).users,
  })

export const accessReview = () =>
  queryOptions({
    queryKey: ['access-review'],
    queryFn: async () =>
      (await bailey.get<{ entitlements: Entitlement[] }>('/access-review')).entitlements,
  })

export const tokens = () =>
  queryOptions({
    queryKey: ['tokens'],
    queryFn: () => bailey.get<{ tokens: Token[] }>('/tokens'),
  })

export const sshKeys = () =>
  queryOptions({
    queryKey: ['ssh-keys'],
    queryFn: () => bailey.get<{ ssh_keys: SshKey[] }>('/ssh-keys'),
  })
