/** What few people need, folded away: the browser's own disclosure. Opens by itself where a fault is inside. */
import { type ReactNode, useEffect, useRef } from 'react'
import classes from './fold.module.css'

interface FoldProps {
  title: string
  /** Open from the start. */
  isOpen?: boolean
  children: ReactNode
}

export function Fold({ title, isOpen = false, children }: FoldProps) {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const { current } = details
    if (current?.querySelector('[aria-invalid="true"]')) current.open = true
  })
  return (
    <details ref={details} open={isOpen} className={classes['fold']}>
      <summary>{title}</summary>
      <div className={classes['content']}>{children}</div>
    </details>
  )
}
