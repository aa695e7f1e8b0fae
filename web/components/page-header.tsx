/**
 * The top of every page: its title, also the window's, what the page is for, and what can be done on it. When one
 * comes from another page the title gets the focus, so that a screen reader says where one is.
 */
import { Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { productName } from '../shell/product-name.ts'
import { useStored } from '../store.ts'
import classes from './page-header.module.css'

interface PageHeaderProps {
  title: string
  /** The window's title, where it has to say more. */
  windowTitle?: string
  purpose?: ReactNode
  /** Links to the pages above this one. */
  trail?: ReactNode[]
  actions?: ReactNode
}

export function PageHeader({ title, windowTitle = title, purpose, trail = [], actions }: PageHeaderProps) {
  const product = useStored(productName)
  const heading = useRef<HTMLHeadingElement>(null)
  const { history } = useRouter()
  useEffect(() => {
    document.title = `${windowTitle} · ${product}`
  }, [windowTitle, product])
  useEffect(() => {
    if (history.location.state.__TSR_index > 0) heading.current?.focus({ preventScroll: true })
  }, [history])
  return (
    <Stack gap={4} mb="lg">
      {trail.length > 0 && <Breadcrumbs separatorMargin={6}>{trail}</Breadcrumbs>}
      <Group justify="space-between" align="flex-start" gap="md">
        <div className={classes['words']}>
          <Title order={1} ref={heading} tabIndex={-1} className={classes['title']}>
            {title}
          </Title>
          {purpose && (
            <Text c="dimmed" maw={720} mt={4}>
              {purpose}
            </Text>
          )}
        </div>
        {actions && <Group gap="sm">{actions}</Group>}
      </Group>
    </Stack>
  )
}
