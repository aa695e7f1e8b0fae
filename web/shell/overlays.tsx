/** What appears above any page, each loaded when it is needed for the first time. */
import { lazy, Suspense } from 'react'
import { renewal } from '../api/session.ts'
import { isToasting } from '../components/toast.tsx'
import { useStored } from '../store.ts'

const Toasts = lazy(async () => ({ default: (await import('./toasts.tsx')).Toasts }))
const SignInAgain = lazy(async () => ({ default: (await import('./sign-in-again.tsx')).SignInAgain }))

export function Overlays() {
  const hasToasts = useStored(isToasting)
  const asked = useStored(renewal)
  return (
    <Suspense>
      {hasToasts && <Toasts />}
      {asked && <SignInAgain asked={asked} />}
    </Suspense>
  )
}
