/** Receives the web hooks of a simplex Meeting server. Start with `receiveNodeRequest` or `receiveHookCall`. */
export type { JsonSchema } from './contract/find-problems.ts'
export {
  type HookName,
  hookNames,
  type HookPayloads,
  hookPurposes,
  isHookName,
} from './contract/hook-names.ts'
export { hookSchemas } from './contract/hook-schemas.ts'
export type * from './contract/payload-types.ts'
export { createDeduplicator, type Deduplicator, REMEMBERED_IDS_LIMIT } from './deduplicate.ts'
export { HookCallError, type HookCallErrorCode } from './hook-call-error.ts'
export type { HookBody } from './read-body.ts'
export type { HeadersLike } from './read-header.ts'
export {
  BODY_LIMIT_BYTES,
  type FetchRequest,
  type NodeRequest,
  receiveFetchRequest,
  receiveNodeRequest,
  type ReceiveRequestOptions,
} from './receive-request.ts'
export {
  type HookCall,
  type HookCallOf,
  type PerHook,
  type ReceivedPayloads,
  receiveHookCall,
  type ReceiveOptions,
} from './receive.ts'
export {
  type HookRequest,
  type SignatureOptions,
  TIMESTAMP_TOLERANCE_SECONDS,
  verifySignature,
} from './verify-signature.ts'
