/**
 * Signing in by the operator's OpenID provider, beneath the password, where there is one. It leaves this page: a plain
 * link, to the server, which leads to the provider and back.
 */
import { Button, Divider, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useStored } from '../store.ts'
import { instance } from './instance.ts'

const WAY_OUT = '/api/v1/session/openid'

interface SignInByProviderProps {
  /** Page to go on to. */
  next: string
  /** In a new tab, where the page beneath holds what somebody typed. */
  isElsewhere?: boolean
}

export function SignInByProvider({ next, isElsewhere = false }: SignInByProviderProps) {
  const { t } = useTranslation()
  const { signInBy: name } = useStored(instance)
  if (name === null) return null
  return (
    <>
      <Divider label={t('signIn.or')} my="md" />
      <Button
        component="a"
        href={`${WAY_OUT}?${new URLSearchParams({ next }).toString()}`}
        variant="default"
        fullWidth
        target={isElsewhere ? '_blank' : undefined}
      >
        {t('signIn.byProvider', { name })}
      </Button>
      {isElsewhere && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('signIn.byProviderElsewhere')}
        </Text>
      )}
    </>
  )
}
