/** The frame of pages for people who are not signed in: the white label, and one thing to do. */
import { Center, Paper, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useStored } from '../store.ts'
import { Brand } from './brand.tsx'
import { productName } from './product-name.ts'

interface DoorProps {
  title: string
  text?: string
  width?: number
  children: ReactNode
}

const NARROW_PX = 420

export function Door({ title, text, width = NARROW_PX, children }: DoorProps) {
  const product = useStored(productName)
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={width} gap="lg" py="xl">
        <Center>
          <Brand isLarge />
        </Center>
        <Paper withBorder p="xl">
          <Title order={1} size="h2" mb={text ? 4 : 'lg'}>
            {title}
          </Title>
          {text && (
            <Text c="dimmed" mb="lg">
              {text}
            </Text>
          )}
          {children}
        </Paper>
      </Stack>
    </Center>
  )
}
