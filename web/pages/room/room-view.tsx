/** The room: pictures, the bar with everything one can do, and the conversation beside it. */
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { productName } from '../../shell/product-name.ts'
import { useStored } from '../../store.ts'
import { Announcer } from './people/announcer.tsx'
import { ControlBar } from './control-bar.tsx'
import { ShownReactions } from './talk/gestures.tsx'
import { actsAsHost, rightsOf } from './connection/rights.ts'
import { RoomNotices } from './room-notices.tsx'
import classes from './styles/room-view.module.css'
import type { Room } from './connection/room.ts'
import { Sounds } from './stage/sounds.tsx'
import { Stage } from './stage/stage.tsx'
import { TopBar } from './top-bar.tsx'
import { useShortcuts } from './use-shortcuts.ts'
import { type PanelName, useUnread } from './talk/use-unread.ts'

/** Fetched when they are opened for the first time. */
const SidePanel = lazy(async () => ({ default: (await import('./side-panel.tsx')).SidePanel }))
const DeviceDialog = lazy(async () => ({
  default: (await import('./devices/device-dialog.tsx')).DeviceDialog,
}))
const HostDialog = lazy(async () => ({ default: (await import('./host/host-dialog.tsx')).HostDialog }))
const ShortcutsDialog = lazy(async () => ({
  default: (await import('./shortcuts-dialog.tsx')).ShortcutsDialog,
}))
const LeaveDialog = lazy(async () => ({ default: (await import('./leave-dialog.tsx')).LeaveDialog }))

interface RoomViewProps {
  room: Room
  number: string
  onLeave: () => void
}

type Asked = 'devices' | 'host' | 'keys' | 'leave' | null

export function RoomView({ room, number, onLeave }: RoomViewProps) {
  const product = useStored(productName)

  const self = useStored(room.self)
  const { role } = self
  const [panel, setPanel] = useState<PanelName | null>(null)
  const [asked, setAsked] = useState<Asked>(null)
  const unread = useUnread(room.talk, panel)
  const state = useStored(room.state)
  const showKeys = useCallback(() => setAsked('keys'), [])
  useShortcuts(room, rightsOf(state, self), showKeys)
  useEffect(() => {
    document.title = `${room.topic} · ${product}`
  }, [room.topic, product])

  return (
    <div className={classes['room']} data-panel={panel !== null || undefined}>
      <main className={classes['stage']}>
        <TopBar room={room} title={room.topic} number={number} />
        <RoomNotices room={room} onLeave={onLeave} onPeople={() => setPanel('people')} />
        <Stage room={room} number={number} />
        <Sounds room={room} />
        <ShownReactions room={room} />
        <ControlBar
          room={room}
          panel={panel}
          unread={unread}
          onPanel={(name) => setPanel(name === panel ? null : name)}
          onDevices={() => setAsked('devices')}
          onKeys={showKeys}
          onHost={() => setAsked('host')}
          onLeave={() => (actsAsHost(state, self) ? setAsked('leave') : onLeave())}
        />
      </main>
      <Suspense>
        {panel && (
          <SidePanel
            {...{ room, panel, unread }}
            onSwitch={setPanel}
            onHost={() => setAsked('host')}
            onClose={() => {
              setPanel(null)
              document.querySelector<HTMLElement>(`[data-opens='${panel}']`)?.focus()
            }}
          />
        )}
        {asked === 'devices' && <DeviceDialog media={room.media} onClose={() => setAsked(null)} />}
        {asked === 'keys' && <ShortcutsDialog onClose={() => setAsked(null)} />}
        {asked === 'host' && role !== 'participant' && (
          <HostDialog room={room} onEndForAll={() => setAsked('leave')} onClose={() => setAsked(null)} />
        )}
        {asked === 'leave' && <LeaveDialog room={room} onLeave={onLeave} onStay={() => setAsked(null)} />}
      </Suspense>
      <Announcer room={room} />
    </div>
  )
}
