<?php

declare(strict_types=1);

namespace SimplexMeeting;

/**
 * Receives the web hooks of a simplex Meeting server. One file, no dependencies; PHP 8.1 or newer.
 *
 *     require 'SimplexMeetingReceiver.php';
 *     try {
 *         $call = SimplexMeeting\receive(getallheaders(), file_get_contents('php://input'), secret: getenv('SIGNING_SECRET'));
 *     } catch (SimplexMeeting\HookCallError $error) {
 *         http_response_code($error->status);
 *         exit("{$error->reason}: {$error->getMessage()}");
 *     }
 *     if ($call->event === 'onMeetingClosed' && !$call->isTest) {
 *         error_log($call->payload['topic']);
 *     }
 *     http_response_code(204);
 *
 * Give the body as it arrived. Answer 2xx within 15 seconds. Delivery is at least once: deduplicate by `$call->id`, under
 * a unique constraint in the transaction that does the work. Every refusal has the status to answer with; all of them
 * make the sender try again.
 */

const HOOK_NAMES = [
    'onMeetingScheduled',
    'onMeetingUpdated',
    'onMeetingClosed',
    'onMeetingDeleted',
    'onMeetingSummaryCreated',
    'onMeetingRecordingCreated',
];
const TIMESTAMP_TOLERANCE_SECONDS = 300;
const SIGNATURES_LIMIT = 10;

/** Why a call was refused: `reason` is stable, `status` the HTTP status to answer with, the message says what to do. */
final class HookCallError extends \RuntimeException
{
    private const STATUSES = [
        'missing-header' => 400,
        'malformed-header' => 400,
        'malformed-body' => 400,
        'unknown-event' => 422,
        'unexpected-event' => 422,
        'unexpected-payload' => 422,
        'wrong-api-key' => 401,
        'signature-missing' => 401,
        'signature-mismatch' => 401,
        'timestamp-too-old' => 401,
        'timestamp-too-new' => 401,
        'malformed-key' => 500,
        'no-credential' => 500,
    ];
    public readonly int $status;

    public function __construct(public readonly string $reason, string $message)
    {
        parent::__construct($message);
        $this->status = self::STATUSES[$reason];
    }
}

/** A meeting that a call is about. `sequence` numbers its events 1, 2, 3 …: the highest shows the newest state. */
final class MeetingReference
{
    public function __construct(
        public readonly string $id,
        public readonly ?int $sequence,
        public readonly ?string $occurrence,
        public readonly ?string $change,
    ) {
    }
}

/**
 * A verified call. `id` is the same on every try and every resend; `payload` is the parsed body as arrays, where a deleted
 * meeting has `addedByEmail`, too; `body` holds the bytes as they arrived.
 */
final class HookCall
{
    /** @param list<MeetingReference> $meetings */
    public function __construct(
        public readonly string $event,
        public readonly string $id,
        public readonly int $attempt,
        public readonly array $meetings,
        public readonly int $timestamp,
        public readonly bool $isTest,
        public readonly array $payload,
        public readonly string $body,
    ) {
    }
}

/**
 * Verifies and reads a call; throws a HookCallError.
 *
 * `$secret` is the `whsec_…` of the web hook, `$apiKey` what it sends as X-API-KEY; of several any one will do, and where
 * both are given both must be right. False, as `getenv` answers for what is not set, is none. `$event` says which hook the
 * route is for: a call that names another is refused, and one that names none, as the commercial product's do, is taken
 * for it. `$now` is for tests.
 */
function receive(
    array $headers,
    string $body,
    string|array|false|null $secret = null,
    string|array|false|null $apiKey = null,
    ?string $event = null,
    bool $unverified = false,
    int $toleranceSeconds = TIMESTAMP_TOLERANCE_SECONDS,
    ?int $now = null,
): HookCall {
    $told = [];
    foreach ($headers as $name => $value) {
        $told[strtolower((string) $name)] = is_array($value) ? implode(', ', $value) : (string) $value;
    }
    $now ??= time();
    $name = readEvent($told, $event);
    $secrets = listed($secret);
    $keys = listed($apiKey);
    if ($secrets === [] && $keys === [] && !$unverified) {
        throw new HookCallError(
            'no-credential',
            'The listener has no secret or API key for this web hook, so anybody could call it. An environment variable '
                . 'that is not set arrives as false.',
        );
    }
    if ($keys !== []) {
        verifyApiKey($told, $keys);
    }
    if ($secrets !== []) {
        verifySignature($told, $body, $secrets, $toleranceSeconds, $now);
    }

    $isBare = ($told['webhook-event'] ?? '') === '';
    $isTest = ($told['webhook-test'] ?? '') === 'true';
    $payload = parse($name, $body);
    $id = header($told, 'webhook-id', $isBare);
    $timestamp = header($told, 'webhook-timestamp', $isBare);
    $sequences = $isTest ? '' : header($told, 'webhook-sequence', $isBare);
    $attempt = header($told, 'webhook-attempt', $isBare);
    return new HookCall(
        event: $name,
        id: $id !== '' ? $id : bin2hex(random_bytes(16)),
        attempt: count_('webhook-attempt', $attempt !== '' ? $attempt : '1'),
        meetings: meetings($told, $payload, $sequences),
        timestamp: $timestamp !== '' ? count_('webhook-timestamp', $timestamp) : $now,
        isTest: $isTest,
        payload: $payload,
        body: $body,
    );
}

/** Returns when a `v1` signature matches and the timestamp is recent. Header names are in lower case. */
function verifySignature(array $told, string $body, array $secrets, int $toleranceSeconds, int $now): void
{
    $keys = array_map(decodeSecret(...), $secrets);
    $id = header($told, 'webhook-id');
    $timestamp = header($told, 'webhook-timestamp');
    $age = $now - count_('webhook-timestamp', $timestamp);
    if (abs($age) > $toleranceSeconds) {
        throw new HookCallError(
            $age > 0 ? 'timestamp-too-old' : 'timestamp-too-new',
            'The call was signed ' . abs($age) . ' s ' . ($age > 0 ? 'ago' : 'in the future')
                . ", and $toleranceSeconds s are allowed. Set both clocks by NTP.",
        );
    }
    $signatures = $told['webhook-signature'] ?? '';
    if ($signatures === '') {
        throw new HookCallError(
            'signature-missing',
            'The call has no webhook-signature. Switch signing on for this web hook, or look for a proxy that drops headers.',
        );
    }
    $given = array_slice(explode(' ', $signatures), 0, SIGNATURES_LIMIT);
    foreach ($keys as $key) {
        $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
        foreach ($given as $signature) {
            if (hash_equals($expected, $signature)) {
                return;
            }
        }
    }
    throw new HookCallError(
        'signature-mismatch',
        "None of the signatures was made with the key given. Check that it is this web hook's own and was not rotated since, "
            . 'and that the body is passed as it arrived.',
    );
}

function readEvent(array $told, ?string $expected): string
{
    $name = ($told['webhook-event'] ?? '') ?: $expected ?? header($told, 'webhook-event');
    if (!in_array($name, HOOK_NAMES, true)) {
        throw new HookCallError('unknown-event', "'$name' is not a web hook that this version knows.");
    }
    if ($expected !== null && $name !== $expected) {
        throw new HookCallError('unexpected-event', "This route is for $expected, and the call is one of $name.");
    }
    return $name;
}

function listed(string|array|false|null $value): array
{
    if ($value === null || $value === false) {
        return [];
    }
    return array_values((array) $value);
}

function verifyApiKey(array $told, array $keys): void
{
    if (in_array('', $keys, true)) {
        throw new HookCallError('malformed-key', 'The API key is empty.');
    }
    foreach ($keys as $key) {
        if (hash_equals($key, $told['x-api-key'] ?? '')) {
            return;
        }
    }
    throw new HookCallError('wrong-api-key', 'X-API-KEY is absent or another one.');
}

function decodeSecret(string $secret): string
{
    // PHP's own strict decoding lets blanks through.
    $isOne = preg_match('~^whsec_([A-Za-z0-9+/]+={0,2})\z~', $secret, $match) === 1;
    $key = $isOne ? base64_decode($match[1], true) : '';
    if ($key === false || $key === '') {
        throw new HookCallError('malformed-key', 'The secret is not whsec_ followed by base64. Copy it again, whole.');
    }
    return $key;
}

function header(array $told, string $name, bool $mayBeAbsent = false): string
{
    $value = $told[$name] ?? '';
    if ($value === '' && !$mayBeAbsent) {
        throw new HookCallError('missing-header', "The header $name is missing. Look for a proxy that drops headers.");
    }
    return $value;
}

function count_(string $name, string $digits): int
{
    if (preg_match('/^[1-9][0-9]{0,10}\z/', $digits) === 1) {
        return (int) $digits;
    }
    throw new HookCallError('malformed-header', "$name is not a whole number from 1. Look for what changed it.");
}

function parse(string $name, string $body): array
{
    try {
        $payload = json_decode($body, true, 512, JSON_THROW_ON_ERROR);
    } catch (\JsonException) {
        throw new HookCallError(
            'malformed-body',
            "The body of this $name is not JSON in UTF-8. Pass it as it arrived, uncompressed.",
        );
    }
    // What a listener reads first; further keys of a newer server are let through.
    $required = match ($name) {
        'onMeetingDeleted' => 'addedByUserEmail',
        'onMeetingSummaryCreated' => 'data',
        'onMeetingRecordingCreated' => 'mergedRecordingUrl',
        default => 'addedByEmail',
    };
    $isList = is_array($payload) && array_is_list($payload);
    $parts = $name === 'onMeetingDeleted' ? ($isList ? $payload : [null]) : [$isList ? null : $payload];
    foreach ($parts as $part) {
        if (!is_array($part) || !isset($part[$required]) || meetingId($part) === null) {
            throw new HookCallError('unexpected-payload', "The body is not what is documented for $name.");
        }
    }
    if ($name !== 'onMeetingDeleted') {
        return $payload;
    }
    return array_map(static function (array $meeting): array {
        $meeting['addedByEmail'] = $meeting['addedByUserEmail'];
        unset($meeting['addedByUserEmail']);
        return $meeting;
    }, $payload);
}

function meetingId(array $part): ?string
{
    return $part['data']['meetingId'] ?? (isset($part['topic']) ? $part['id'] ?? null : $part['meetingId'] ?? null);
}

/** @return list<MeetingReference> */
function meetings(array $told, array $payload, string $sequences): array
{
    $ids = array_map(meetingId(...), array_is_list($payload) ? $payload : [$payload]);
    $numbers = $sequences === '' ? null : array_map(
        static fn (string $number): int => count_('webhook-sequence', trim($number)),
        explode(',', $sequences),
    );
    if ($numbers !== null && count($numbers) !== count($ids)) {
        throw new HookCallError(
            'malformed-header',
            'webhook-sequence has ' . count($numbers) . ' numbers for ' . count($ids) . ' meetings.',
        );
    }
    $mark = static function (string $name, int $index) use ($told, $ids): ?string {
        $marks = explode(',', $told[$name] ?? '');
        $one = count($marks) === count($ids) ? trim($marks[$index]) : '-';
        return $one === '-' || $one === '' ? null : $one;
    };
    return array_map(
        static fn (string $id, int $index): MeetingReference => new MeetingReference(
            $id,
            $numbers[$index] ?? null,
            $mark('webhook-occurrence', $index),
            $mark('webhook-change', $index),
        ),
        $ids,
        array_keys($ids),
    );
}
