/** What the server sends, as far as this UI reads it. */

export interface Session {
  kind: string
  login: string
  name: string
  must_change_password: boolean
  must_enrol_second_factor: boolean
  csrf_token: string | null
  may: string[]
}

/** An identity provider to sign in with. */
export interface Provider {
  id: string
  label: string
}

/** A key for an authenticator, shown once. */
export interface Enrolment {
  key: string
  uri: string
}

export interface SecondFactor {
  set_up: boolean
  since: string | null
  recovery_codes_left: number
}

export interface Project {
  id: number
  name: string
  description: string
  connection: Connection | null
  repository: Repository | null
  created_at: string
}

export interface Connection {
  id: number
  name: string
  type: string
}

export interface Repository {
  id: number
  full_name: string
  remote_url: string
  git_clone_strategy: string
  default_branch: string
  host_key?: string
  deploy_key: { public_key: string } | null
}

/** How the last fetch of a repository elsewhere went. */
export type Sync =
  | { state: 'waiting' }
  | { state: 'synced'; at: string }
  | { state: 'failed'; at: string; message: string }

/** The key that an SSH host shows. */
export interface HostKey {
  host_key: string
  fingerprint: string
}

/** How git reaches this appliance over SSH. */
export interface GitServer {
  ssh_port: number
  ssh_fingerprint: string
}

export interface Environment {
  id: number
  project_id: number
  name: string
  type: string
  deployment_type: string | null
}

export interface Job {
  id: number
  project_id: number
  environment_id: number
  name: string
  description: string
  job_type: string
  execute_steps: string[]
  settings: { threads: number; target_name: string }
  triggers: { schedule: boolean }
  schedule: { cron: string; time_zone?: string }
  next_run: string | null
  most_recent_run?: Run | null
}

export interface Run {
  id: number
  job_definition_id: number
  project_id: number
  environment_id: number
  status: number
  status_humanized: string
  status_message: string | null
  git_sha: string | null
  git_branch: string | null
  created_at: string
  started_at: string | null
  finished_at: string | null
  run_duration_humanized: string
  trigger: { cause: string; cause_category: string } | null
  job: Job | null
}

/** A line of the audit. */
export interface AuditLine {
  id: number
  created_at: string
  event_type: string
  outcome: string
  actor: string
  actor_name: string
  actor_ip: string
  source: string
  event_context: { target_type: string; target_id: string } & Record<string, string>
}

/** A run as its own page follows it; times are ISO 8601. */
export interface RunDetail {
  id: number
  job_id: number
  project_id: number
  environment_id: number
  status: number
  status_humanized: string
  message: string | null
  cause: string
  cause_category: string
  actor: string
  logs_removed_at: string | null
  artifacts_removed_at: string | null
  created_at: string
  dequeued_at: string | null
  started_at: string | null
  finished_at: string | null
  git_sha: string | null
  git_branch: string | null
  git_subject: string | null
}

export interface Step {
  index: number
  name: string
  command: string
  status: number
  status_humanized: string
  started_at: string | null
  finished_at: string | null
}

export interface NodeResult {
  step: number
  unique_id: string
  name: string
  resource_type: string
  materialized: string
  status: string
  message: string
  thread: string
  started_at: string
  finished_at: string | null
  failures: number | null
}

export interface GraphNode {
  unique_id: string
  name: string
  resource_type: string
  materialized: string
  path: string
  description: string
  parents: string[]
}

export interface Token {
  id: number
  name: string
  start: string
  created_at: string
  expires_at: string | null
  last_used_at: string | null
  token?: string
}

export interface SshKey {
  id: number
  name: string
  fingerprint: string
  created_at: string
  last_used_at: string | null
}

/** How long things are kept, and how their removal goes. */
export interface Retention {
  working: boolean
  enforced_at: string | null
  failure: string | null
  kept: Kept[]
}

export interface Kept {
  what: 'logs' | 'artifacts' | 'runs' | 'audit'
  days: number | null
  last_removed: { at: string; count: number; audit_line: number } | null
}

/** Somebody who may use the appliance. */
export interface User {
  id: number
  login: string
  email: string
  first_name: string
  last_name: string
  provider: string | null
  active: boolean
  last_login_at: string | null
  groups: { id: number; name: string }[]
}

/** What was destroyed of somebody. */
export interface Receipt {
  user: number
  erased_at: string
  tokens: number
  ssh_keys: number
  sessions: number
  audit_line: number
  audit_mac: string
}

/** One way in which somebody may do something. */
export interface Entitlement {
  key: string
  kind: 'grant' | 'group' | 'personal_token' | 'service_token'
  through: string
  allows: string
  user: { id: number; login: string; active: boolean; last_sign_in_at: string | null } | null
  last_used_at: string | null
  confirmed: { by: string; at: string } | null
}

/** How far the audit has been told to a syslog server; more than `server` only when there is one. */
export interface AuditStream {
  server: string | null
  lines_behind?: number
  failure?: string | null
}
