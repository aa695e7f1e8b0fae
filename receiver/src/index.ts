/** Receives the web hooks of a simplex Meeting server. Start with `createNodeListener` or `createFetchListener`. */
export { type HookName, hookNames, type HookPayloads, isHookName } from './contract/hook-names.ts'
export type * from './contract/payload-types.ts'
export {
  createMemoryDeduplicator,
  createSqlDeduplicator,
  type Deduplicator,
  type SqlDeduplicatorOptions,
} from './deduplicate.ts'
export {
  type CursorStore,
  FeedError,
  type FeedEvent,
  type FeedEventOf,
  followFeed,
  type FollowFeedOptions,
  parseFeedEvent,
} from './feed.ts'
export { HookCallError, type HookCallErrorCode } from './hook-call-error.ts'
export {
  createFastifyListener,
  createFetchListener,
  createLambdaListener,
  createNodeListener,
  type FastifyScope,
  type Handlers,
  type LambdaAnswer,
  type LambdaEvent,
  type ListenerOptions,
  type NodeResponse,
} from './listeners.ts'
export { createNewestStates, type MeetingState, meetingStates, type NewestStates } from './newest-state.ts'
export type { HookBody } from './read-body.ts'
export type { HeadersLike } from './read-header.ts'
export type { MeetingReference } from './read-meetings.ts'
export type { ReceivedPayloads } from './read-payload.ts'
export {
  type FetchRequest,
  type NodeRequest,
  receiveFetchRequest,
  receiveNodeRequest,
} from './receive-request.ts'
export {
  type HookCall,
  type HookCallOf,
  type PerHook,
  receiveHookCall,
  type ReceiveOptions,
} from './receive.ts'
export { type HookRequest, type SignatureOptions, verifySignature } from './verify-signature.ts'
