import { useMutation } from '@tanstack/react-query'
import { useId, useRef, type ReactNode } from 'react'
import { Failure } from './common'

/** A button that opens a dialog with a form; what went wrong is shown in it, and nothing typed is lost. */
export function FormDialog({
  label,
  title,
  submit,
  onDone,
  children,
}: {
  label: string
  title: string
  submit: (form: FormData) => Promise<unknown>
  onDone: () => void
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const save = useMutation({
    mutationFn: submit,
    onSuccess: () => {
      dialog.current?.close()
      onDone()
    },
  })
  return (
    <>
      <button onClick={() => dialog.current?.showModal()}>{label}</button>
      <dialog ref={dialog} aria-label={title}>
        <h2>{title}</h2>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate(new FormData(event.currentTarget))
          }}
        >
          {save.error && <Failure error={save.error} />}
          {children}
          <button className="primary" disabled={save.isPending}>
            {label}
          </button>{' '}
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </form>
      </dialog>
    </>
  )
}

/** An input with its name; a hint describes it and is not part of the name. */
export function Field({
  name,
  label,
  hint,
  ...input
}: { name: string; label: string; hint?: string } & React.ComponentProps<'input'>) {
  const id = useId()
  const describes = hint ? `${id}-hint` : undefined
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} aria-describedby={describes} {...input} />
      {hint && <small id={describes}>{hint}</small>}
    </div>
  )
}

/** The text of a field, without blanks around it. */
export function text(form: FormData, name: string): string {
  return String(form.get(name) ?? '').trim()
}
