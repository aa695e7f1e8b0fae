import { expect, test } from 'vitest'
import { newProbe, readProbeLine, streamsWithPackets } from './read-probe.ts'

function probeOf(lines: string[]) {
  const probe = newProbe()
  for (const line of lines) readProbeLine(probe, line)
  return probe
}

test('lengths come from the packets, in whatever order they are, and from the beginning of the part', () => {
  const probe = probeOf([
    'packet|stream_index=0|pts_time=5.000000|duration_time=0.060000',
    'packet|stream_index=1|pts_time=5.023000|duration_time=N/A|side_data|',
    '',
    'packet|stream_index=1|pts_time=7.500000|duration_time=N/A',
    'packet|stream_index=1|pts_time=6.000000|duration_time=0.033000',
    'packet|stream_index=0|pts_time=6.980000|duration_time=0.020000',
    'stream|index=0|codec_name=opus|codec_type=audio|sample_rate=48000',
    'stream|index=1|codec_name=vp8|codec_type=video|width=160|height=120',
  ])
  expect(streamsWithPackets(probe, 'video')).toEqual([
    { streamIndex: 1, codec: 'vp8', complete: true, startMs: 23, endMs: 2540 },
  ])
  expect(streamsWithPackets(probe, 'audio')).toEqual([
    { streamIndex: 0, codec: 'opus', complete: true, startMs: 0, endMs: 2000 },
  ])
})

test('a stream without packets does not count, one without a size is not complete', () => {
  const probe = probeOf([
    'packet|stream_index=1|pts_time=0.000000|duration_time=0.040000',
    'packet|stream_index=2|pts_time=N/A|duration_time=0.040000',
    'stream|index=0|codec_name=vp8|codec_type=video|width=160|height=120',
    'stream|index=1|codec_name=vp8|codec_type=video|width=0|height=0',
    'stream|index=2|codec_name=opus|codec_type=audio|sample_rate=48000',
    'stream|index=3|codec_name=unknown|codec_type=subtitle',
  ])
  expect(streamsWithPackets(probe, 'video')).toEqual([
    { streamIndex: 1, codec: 'vp8', complete: false, startMs: 0, endMs: 40 },
  ])
  expect(streamsWithPackets(probe, 'audio')).toEqual([])
})

test('no file makes it remember more than a few streams', () => {
  const packets = Array.from(
    { length: 1000 },
    (_, n) => `packet|stream_index=${n}|pts_time=0.0|duration_time=1.0`,
  )
  const streams = Array.from({ length: 1000 }, (_, n) => `stream|index=${n}|codec_name=vp8|codec_type=video`)
  const probe = probeOf([...packets, ...streams])
  expect(probe.packets.size).toBeLessThan(50)
  expect(probe.streams.length).toBeLessThan(50)
})
