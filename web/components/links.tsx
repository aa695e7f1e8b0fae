/** Links within the app that look like text or like a button. Their addresses are checked by the compiler. */
import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentProps } from 'react'

type Native = Omit<ComponentProps<'a'>, 'color' | 'style'>

export const TextLink = createLink((props: AnchorProps & Native) => <Anchor {...props} />)

export const LinkButton = createLink((props: ButtonProps & Native) => <Button component="a" {...props} />)
