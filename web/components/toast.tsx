/**
 * Short messages at the edge: something is done, can be taken back, or failed outside any form. Read out by screen
 * readers. What shows them is loaded with the first one.
 */
import i18next from 'i18next'
import type { ReactNode } from 'react'
import { wordProblem } from '../api/problem.ts'
import { create } from '../store.ts'

const DONE_MS = 5_000
const PROBLEM_MS = 12_000

/** Whether there has been a message: from then on the place where they appear is there. */
export const isToasting = create(false)

interface Toast {
  title?: string
  message: ReactNode
  color: 'teal' | 'red' | 'brand'
  role: 'status' | 'alert'
  shownMs: number
}

export function toastDone(message: string): void {
  void toast({ message, color: 'teal', role: 'status', shownMs: DONE_MS })
}

export function toastProblem(error: unknown): void {
  const { title, detail } = wordProblem(error)
  void toast({ title, message: detail, color: 'red', role: 'alert', shownMs: PROBLEM_MS })
}

/** Resolves to what takes it away again. */
export async function toast({ shownMs, ...message }: Toast): Promise<() => void> {
  isToasting.set(true)
  const { notifications } = await import('../shell/toasts.tsx')
  const id = notifications.show({
    ...message,
    autoClose: shownMs,
    closeButtonProps: { 'aria-label': i18next.t('common.close') },
  })
  return () => notifications.hide(id)
}
