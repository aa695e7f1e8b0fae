"""Receives the web hooks of a simplex Meeting server. One file, nothing but Python's own library (3.9 or newer).

    from simplex_meeting_receiver import HookCallError, receive

    try:
        call = receive(request.headers, request.get_data(), secret=os.environ.get("SIGNING_SECRET"))
    except HookCallError as error:
        return f"{error.code}: {error}", error.status
    if call.event == "onMeetingClosed" and not call.is_test:
        print(call.payload["topic"])
    return "", 204

Give the body as it arrived, as bytes: `request.get_data()` in Flask, `request.body` in Django, `await request.body()` in
FastAPI. Answer 2xx within 15 seconds. Delivery is at least once: deduplicate by `call.id`, under a unique constraint in
the transaction that does the work. Every refusal has the status to answer with; all of them make the sender try again.
"""

import base64
import binascii
import hashlib
import hmac
import json
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Iterable, Mapping, Optional, Union

HOOK_NAMES = (
    "onMeetingScheduled",
    "onMeetingUpdated",
    "onMeetingClosed",
    "onMeetingDeleted",
    "onMeetingSummaryCreated",
    "onMeetingRecordingCreated",
)
TIMESTAMP_TOLERANCE_SECONDS = 300
SIGNATURES_LIMIT = 10
HIGHEST_COUNT = 10**11

_STATUSES = {
    "missing-header": 400,
    "malformed-header": 400,
    "malformed-body": 400,
    "unknown-event": 422,
    "unexpected-event": 422,
    "unexpected-payload": 422,
    "wrong-api-key": 401,
    "signature-missing": 401,
    "signature-mismatch": 401,
    "timestamp-too-old": 401,
    "timestamp-too-new": 401,
    "malformed-key": 500,
    "no-credential": 500,
}

Secrets = Union[None, str, Iterable[str]]


class HookCallError(Exception):
    """Why a call was refused: `code` is stable, `status` the HTTP status to answer with, the text says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.status = _STATUSES[code]


@dataclass(frozen=True)
class MeetingReference:
    """A meeting that a call is about. `sequence` numbers its events 1, 2, 3 …: the highest shows the newest state."""

    id: str
    sequence: Optional[int]
    occurrence: Optional[str]
    change: Optional[str]


@dataclass(frozen=True)
class HookCall:
    """A verified call. `id` is the same on every try and every resend; `payload` is the parsed body, where a deleted
    meeting has `addedByEmail`, too; `body` holds the bytes as they arrived."""

    event: str
    id: str
    attempt: int
    meetings: "tuple[MeetingReference, ...]"
    timestamp: datetime
    is_test: bool
    payload: Any
    body: bytes


def receive(
    headers: Mapping[str, str],
    body: Union[bytes, str],
    *,
    secret: Secrets = None,
    api_key: Secrets = None,
    event: Optional[str] = None,
    unverified: bool = False,
    tolerance_seconds: int = TIMESTAMP_TOLERANCE_SECONDS,
    now: Optional[float] = None,
) -> HookCall:
    """Verifies and reads a call; raises a HookCallError.

    `secret` is the `whsec_…` of the web hook, `api_key` what it sends as X-API-KEY; of several any one will do, and
    where both are given both must be right. `event` says which hook the route is for: a call that names another is
    refused, and one that names none, as the commercial product's do, is taken for it. `now` is for tests.
    """
    told = {str(name).lower(): str(value) for name, value in dict(headers).items() if value}
    data = body.encode() if isinstance(body, str) else bytes(body)
    moment = time.time() if now is None else now
    name = _event(told, event)
    secrets, keys = _listed(secret), _listed(api_key)
    if not secrets and not keys and not unverified:
        raise HookCallError(
            "no-credential",
            "The listener has no secret or API key for this web hook, so anybody could call it. An environment variable "
            "that is not set arrives as None.",
        )
    if keys:
        _verify_api_key(told, keys)
    if secrets:
        verify_signature(told, data, secrets, tolerance_seconds, moment)

    is_bare = "webhook-event" not in told
    is_test = told.get("webhook-test") == "true"
    payload = _parse(name, data)
    identity = _require(told, "webhook-id", is_bare)
    timestamp = _require(told, "webhook-timestamp", is_bare)
    sequences = None if is_test else _require(told, "webhook-sequence", is_bare)
    return HookCall(
        event=name,
        id=identity or str(uuid.uuid4()),
        attempt=_count("webhook-attempt", _require(told, "webhook-attempt", is_bare) or "1"),
        meetings=_meetings(told, payload, sequences),
        timestamp=datetime.fromtimestamp(
            _count("webhook-timestamp", timestamp) if timestamp else moment, timezone.utc
        ),
        is_test=is_test,
        payload=payload,
        body=data,
    )


def verify_signature(
    headers: Mapping[str, str], body: bytes, secrets: Iterable[str], tolerance_seconds: int, now: float
) -> None:
    """Returns when a `v1` signature matches and the timestamp is recent. Header names are in lower case."""
    keys = [_decode_secret(secret) for secret in secrets]
    identity = _require(headers, "webhook-id")
    timestamp = _require(headers, "webhook-timestamp")
    age = int(now) - _count("webhook-timestamp", timestamp)
    if abs(age) > tolerance_seconds:
        raise HookCallError(
            "timestamp-too-old" if age > 0 else "timestamp-too-new",
            f"The call was signed {abs(age)} s {'ago' if age > 0 else 'in the future'}, and {tolerance_seconds} s are "
            "allowed. Set both clocks by NTP.",
        )
    signatures = headers.get("webhook-signature")
    if not signatures:
        raise HookCallError(
            "signature-missing",
            "The call has no webhook-signature. Switch signing on for this web hook, or look for a proxy that drops "
            "headers.",
        )
    signed = f"{identity}.{timestamp}.".encode() + body
    expected = ["v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode() for key in keys]
    given = signatures.split(" ")[:SIGNATURES_LIMIT]
    if any(hmac.compare_digest(one.encode(), other.encode()) for one in expected for other in given):
        return
    raise HookCallError(
        "signature-mismatch",
        "None of the signatures was made with the key given. Check that it is this web hook's own and was not rotated "
        "since, and that the body is passed as it arrived.",
    )


def _event(told: Mapping[str, str], expected: Optional[str]) -> str:
    name = told.get("webhook-event") or expected or _require(told, "webhook-event")
    if name not in HOOK_NAMES:
        raise HookCallError("unknown-event", f"{name!r} is not a web hook that this version knows.")
    if expected and name != expected:
        raise HookCallError("unexpected-event", f"This route is for {expected}, and the call is one of {name}.")
    return name


def _listed(value: Secrets) -> "list[str]":
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def _verify_api_key(told: Mapping[str, str], keys: "list[str]") -> None:
    if "" in keys:
        raise HookCallError("malformed-key", "The API key is empty.")
    given = told.get("x-api-key", "").encode()
    if not any(hmac.compare_digest(given, key.encode()) for key in keys):
        raise HookCallError("wrong-api-key", "X-API-KEY is absent or another one.")


def _decode_secret(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret[len("whsec_") :], validate=True) if secret.startswith("whsec_") else b""
    except binascii.Error:
        key = b""
    if not key:
        raise HookCallError("malformed-key", "The secret is not whsec_ followed by base64. Copy it again, whole.")
    return key


def _require(told: Mapping[str, str], name: str, may_be_absent: bool = False) -> str:
    value = told.get(name, "")
    if not value and not may_be_absent:
        raise HookCallError("missing-header", f"The header {name} is missing. Look for a proxy that drops headers.")
    return value


def _count(name: str, digits: str) -> int:
    if digits.isascii() and digits.isdigit() and digits[0] != "0" and int(digits) < HIGHEST_COUNT:
        return int(digits)
    raise HookCallError("malformed-header", f"{name} is not a whole number from 1. Look for what changed it.")


def _parse(name: str, body: bytes) -> Any:
    try:
        payload = json.loads(body.decode("utf-8-sig"))
    except ValueError:
        raise HookCallError(
            "malformed-body", f"The body of this {name} is not JSON in UTF-8. Pass it as it arrived, uncompressed."
        ) from None
    try:
        # What a listener reads first; further keys of a newer server are let through.
        if name == "onMeetingDeleted":
            return [_with_added_by_email(meeting) for meeting in _of_type(payload, list)]
        required = {"onMeetingSummaryCreated": "data", "onMeetingRecordingCreated": "mergedRecordingUrl"}
        _of_type(payload, dict)[required.get(name, "addedByEmail")]
        _meeting_ids(payload)
        return payload
    except (KeyError, TypeError):
        raise HookCallError("unexpected-payload", f"The body is not what is documented for {name}.") from None


def _of_type(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise TypeError
    return value


def _with_added_by_email(meeting: Any) -> Any:
    rest = {key: value for key, value in _of_type(meeting, dict).items() if key != "addedByUserEmail"}
    rest["id"]
    return {**rest, "addedByEmail": meeting["addedByUserEmail"]}


def _meeting_ids(payload: Any) -> "list[str]":
    if isinstance(payload, list):
        return [meeting["id"] for meeting in payload]
    if "data" in payload:
        return [payload["data"]["meetingId"]]
    return [payload["id"] if "topic" in payload else payload["meetingId"]]


def _meetings(told: Mapping[str, str], payload: Any, sequences: Optional[str]) -> "tuple[MeetingReference, ...]":
    ids = _meeting_ids(payload)
    numbers = [_count("webhook-sequence", number.strip()) for number in sequences.split(",")] if sequences else None
    if numbers is not None and len(numbers) != len(ids):
        raise HookCallError(
            "malformed-header", f"webhook-sequence has {len(numbers)} numbers for {len(ids)} meetings."
        )

    def mark(name: str, index: int) -> Optional[str]:
        marks = told.get(name, "").split(",")
        one = marks[index].strip() if len(marks) == len(ids) else "-"
        return None if one in ("-", "") else one

    return tuple(
        MeetingReference(
            id=identity,
            sequence=numbers[index] if numbers else None,
            occurrence=mark("webhook-occurrence", index),
            change=mark("webhook-change", index),
        )
        for index, identity in enumerate(ids)
    )
