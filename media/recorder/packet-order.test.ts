import { expect, test } from 'vitest'
import { PacketOrder, type OrderedPacket } from './packet-order.ts'

function createOrder() {
  const seen: (number | 'lost' | 'jumped')[] = []
  const order = new PacketOrder({
    packet: ({ timestamp }) => seen.push(timestamp),
    lost: () => seen.push('lost'),
    jumped: () => seen.push('jumped'),
  })
  const take = (sequence: number, arrivedMs: number): void => {
    const packet: OrderedPacket = { timestamp: sequence, marker: false, arrivedMs, payload: Buffer.alloc(1) }
    order.take(sequence, packet)
  }
  return { order, seen, take }
}

test('packets that overtook each other come out in order, once, also where the numbers wrap', () => {
  const { order, seen, take } = createOrder()
  for (const sequence of [65_534, 0, 65_535, 0, 2, 1]) take(sequence, 0)
  expect(seen).toEqual([65_534, 65_535, 0, 1, 2])
  expect(order.lost).toBe(0)
  expect(order.recovered).toBe(2)
  expect(order.highestSequence).toBe(65_536 + 2)
})

test('what is missing is asked for again and again, and then given up', () => {
  const { order, seen, take } = createOrder()
  take(10, 0)
  take(13, 0)
  expect(order.missing(5)).toEqual([])
  expect(order.missing(20)).toEqual([11, 12])
  expect(order.missing(40)).toEqual([])
  expect(order.missing(90)).toEqual([11, 12])
  take(11, 95)
  expect(order.missing(200)).toEqual([12])
  expect(seen).toEqual([10, 11])
  order.missing(1_100)
  expect(seen).toEqual([10, 11, 'lost', 13])
  expect(order.lost).toBe(1)
  expect(order.missing(2_000)).toEqual([])
})

test('what comes after it was given up is passed over', () => {
  const { order, seen, take } = createOrder()
  take(1, 0)
  take(3, 0)
  order.missing(1_500)
  take(2, 1_600)
  take(4, 1_600)
  expect(seen).toEqual([1, 'lost', 3, 4])
})

test('a jump far ahead is a new beginning and asks for nothing', () => {
  const { order, seen, take } = createOrder()
  take(1, 0)
  take(20_000, 0)
  take(20_001, 0)
  expect(order.missing(500)).toEqual([])
  expect(seen).toEqual([1, 'jumped', 20_000, 20_001])
})

test('the share that was lost counts from one report to the next', () => {
  const { order, take } = createOrder()
  for (const sequence of [1, 2, 4]) take(sequence, 0)
  expect(order.takeFractionLost()).toBe(64)
  for (const sequence of [5, 6, 7, 8]) take(sequence, 0)
  expect(order.takeFractionLost()).toBe(0)
})
