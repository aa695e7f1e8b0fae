/** The guide beside the form, loaded after it: samples and listeners weigh more than the form, which is wanted first. */
import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { WebHookValues } from './web-hook-values.ts'

const Panels = lazy(() =>
  import('./hook-guide-panels.tsx').then((module) => ({ default: module.HookGuidePanels })),
)

const PANELS_HEIGHT_PX = 640

export function HookGuide({ values }: { values: WebHookValues }) {
  return (
    <Suspense fallback={<Skeleton height={PANELS_HEIGHT_PX} />}>
      <Panels values={values} />
    </Suspense>
  )
}
