/** Testing a connection before a meeting. */
import { Type } from 'typebox'
import { closed } from './fields.ts'

const Token = (description: string) => Type.String({ description: `${description}; valid for a minute` })

export const ConnectionTestView = Type.Object(
  {
    media: Type.Union(
      [
        Type.Object(
          {
            url: Type.String({ description: 'Where to connect, `ws:` or `wss:`, by any LiveKit client SDK' }),
            senderToken: Token('For a participant who may send a picture'),
            receiverToken: Token('For a participant who receives it'),
          },
          { ...closed, description: 'A room of this test alone; it ends after a minute and a half' },
        ),
        Type.Null(),
      ],
      { description: 'Null: this server has no picture and sound at the moment' },
    ),
    hasTurn: Type.Union([Type.Boolean(), Type.Null()], {
      description:
        'Whether a TURN server is set up, by which media get through firewalls; null: the LiveKit server knows',
    }),
  },
  { ...closed, title: 'ConnectionTest', description: 'What a page needs to test its connection' },
)
