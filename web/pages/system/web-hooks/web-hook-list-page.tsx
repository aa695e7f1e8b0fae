/**
 * The six hooks, in the document's order: what each is for, what is configured, and how its calls are doing now. The
 * page that an operator looks at first when something does not arrive.
 */
import { Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { hookNames } from '../../../../receiver/src/contract/hook-names.ts'
import { useHeldIds } from '../../../api/undo.tsx'
import { type HookName, type WebHook, webHooksQuery } from '../../../api/web-hooks.ts'
import { PageHeader } from '../../../components/page-header.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { WebHookCard } from './web-hook-card.tsx'
import classes from './web-hook-list-page.module.css'
import { LinkButton, TextLink } from '../../../components/links.tsx'

export function WebHookListPage() {
  const { t } = useTranslation()
  const { data, error, isPending } = useQuery(webHooksQuery)
  const held = useHeldIds()
  const webHooks = data?.filter(({ id }) => !held.has(id))
  return (
    <>
      <PageHeader
        title={t('webHooks.title')}
        purpose={t('webHooks.purpose')}
        actions={
          <LinkButton to="/system/web-hooks/new" leftSection={<IconPlus size={18} aria-hidden />}>
            {t('webHooks.setUpAll')}
          </LinkButton>
        }
      />
      {error && !webHooks && <ProblemNotice error={error} />}
      {(webHooks || isPending) && (
        <Paper withBorder component="ul" className={classes['hooks']}>
          {hookNames.map((hook) => (
            <HookRow
              key={hook}
              hook={hook}
              webHooks={webHooks?.filter(({ event }) => event === hook).toReversed() ?? null}
            />
          ))}
        </Paper>
      )}
    </>
  )
}

function HookRow({ hook, webHooks }: { hook: HookName; webHooks: WebHook[] | null }) {
  const { t } = useTranslation()
  return (
    <li className={classes['hook']}>
      <div className={classes['what']}>
        <Title order={2} size="h4" className={classes['name']}>
          {hook}
        </Title>
        <Text size="sm" c="dimmed">
          {t(`webHooks.purposes.${hook}`)}
        </Text>
      </div>
      <Stack gap="sm" className={classes['where']}>
        {webHooks === null && <Skeleton height={64} />}
        {webHooks?.map((webHook) => (
          <WebHookCard key={webHook.id} webHook={webHook} />
        ))}
        {webHooks?.length === 0 && <NotConfigured hook={hook} />}
        {webHooks !== null && webHooks.length > 0 && (
          <TextLink to="/system/web-hooks/new" search={{ event: hook }} size="sm">
            {t('webHooks.addAnother')}
          </TextLink>
        )}
      </Stack>
    </li>
  )
}

function NotConfigured({ hook }: { hook: HookName }) {
  const { t } = useTranslation()
  return (
    <Group justify="space-between" className={classes['empty']}>
      <Text size="sm" c="dimmed">
        {t('webHooks.notConfigured')}
      </Text>
      <LinkButton
        to="/system/web-hooks/new"
        search={{ event: hook } as never}
        size="sm"
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        aria-label={t('webHooks.setUpWhat', { hook })}
      >
        {t('webHooks.setUp')}
      </LinkButton>
    </Group>
  )
}
