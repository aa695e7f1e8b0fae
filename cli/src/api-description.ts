/** Written by `npm run descriptions` from openapi.json. */
export interface paths {
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists accounts
         * @description Lists accounts. Needs the scope `administration:read`.
         */
        get: operations["listAccounts"];
        put?: never;
        /**
         * Makes an account
         * @description With a room of its own. For callers of the whole instance. Needs the scope `administration:write`.
         */
        post: operations["createAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads an account
         * @description Reads an account. Needs the scope `administration:read`.
         */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes an account
         * @description With `sharesMeetings` its hosts see, change and host each other's meetings; with `isSandbox` nothing is mailed for it. The whole account as it was read is taken, too. Needs the scope `administration:write`.
         */
        patch: operations["updateAccount"];
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists API keys, revoked ones too
         * @description Lists API keys, revoked ones too. Needs the scope `administration:read`.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Makes an API key
         * @description Answers with the key, this once. It may do at most what its maker may. Needs the scope `administration:write`.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads an API key: what it may do, never the key
         * @description Reads an API key: what it may do, never the key. Needs the scope `administration:read`.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Revokes an API key at once
         * @description Revokes an API key at once. Needs the scope `administration:write`.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists who changed what, newest first
         * @description Lists who changed what, newest first. Needs the scope `administration:read`.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/branding/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Brings a picture of the white label
         * @description The body is a PNG, JPEG, WebP or SVG of up to 512 KiB; which of them is read from its bytes, whatever Content-Type says. It shows at once. A new logo takes the print logo away. Needs the scope `administration:write`.
         */
        put: operations["storeBrandImage"];
        post?: never;
        /**
         * Takes a picture of the white label away
         * @description Takes a picture of the white label away. Needs the scope `administration:write`.
         */
        delete: operations["deleteBrandImage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connection-tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives what is needed to test a connection
         * @description A media room for two participants who are both the caller: what one of them sends reaches the other as in a meeting, or does not. For anybody; nothing is stored.
         */
        post: operations["testConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists deliveries and test calls, newest first
         * @description A page may be short, even empty, and still have a next one: only nextCursor null is the end. Hosts see state and times. Needs the scope `deliveries:read`.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads a delivery with its body and its tries
         * @description Keys and signatures are masked. Needs the scope `deliveries:read`.
         */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives up a delivery that waits
         * @description It becomes `failed`, and holds nothing up any more. 409 while it is being sent. Needs the scope `deliveries:write`.
         */
        post: operations["cancelDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a finished delivery again
         * @description A new delivery of the same event: the same bytes, the same `webhook-id`. Needs the scope `deliveries:write`.
         */
        post: operations["resendDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/try-now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has a delivery that waits tried now
         * @description It counts as a try. While the breaker of its web hook is open it is the next probe. 409 `web-hook-off`, `web-hook-gone`, `delivery-held` (an earlier call of its meeting comes first), `delivery-kept` (it waits for Catch up), `delivery-in-flight`, `probe-in-flight`, `delivery-finished`. Needs the scope `deliveries:write`.
         */
        post: operations["tryDeliveryNow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deliveries as they change: server-sent events
         * @description Events `delivery` (a row of the list, each time it changes) and `gap` (too much changed: read the list again). Come back with `Last-Event-ID` to be shown what changed meanwhile. A comment every 15 s. Needs the scope `deliveries:read`.
         */
        get: operations["watchDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The catch-up feed: all events, oldest first
         * @description For a receiver that would rather ask than listen, or heals itself. Nothing ever appears behind a cursor that was handed out. Without `after` from the beginning. 410 `cursor-expired` with `oldestCursor` where it is older than what is kept. Needs the scope `events:read`.
         */
        get: operations["readEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erases what an event said
         * @description Its body is gone for good, what is pending of it fails, and a resend is refused. That it happened stays in the log. Needs the scope `administration:write`.
         */
        post: operations["eraseEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The catch-up feed as it grows: server-sent events
         * @description Events `event` (an event of the feed); their `id:` is a cursor. From `Last-Event-ID`, else from `after`, else from now on. A comment every 15 s. Needs the scope `events:read`.
         */
        get: operations["followEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Says how the instance is doing, and what to do where it is not well
         * @description For callers of the whole instance. Needs the scope `administration:read`.
         */
        get: operations["getInstanceHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/join/{meetingId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What people are told before they join
         * @description For anyone who has the number of the meeting, as a page says it before joining.
         */
        get: operations["getMeetingDoor"];
        put?: never;
        /**
         * Joins a meeting that is open
         * @description Gives what is needed to connect to the room; inside is who is connected. The same user, or anyone who shows the same guest token, is the same participant. 403 while it is not open, 410 once it is closed.
         */
        post: operations["joinMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media-quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists how well picture and sound reached people in the last seven days
         * @description Measured by the embedded media engine once a minute; nothing with LiveKit. For callers of the whole instance. Needs the scope `administration:read`.
         */
        get: operations["listMediaQuality"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Where a LiveKit server reports events
         * @description Name this address under `webhook.urls` in the configuration of the LiveKit server. Its reports are signed with the API secret; each one has the lists of its rooms read again.
         */
        post: operations["reportMediaEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meeting-defaults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Says what a new meeting is where nothing else is said
         * @description Says what a new meeting is where nothing else is said. Needs the scope `meetings:read`.
         */
        get: operations["getMeetingDefaults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists meetings
         * @description By startTime, the latest first. Of a series: the occurrence that is on or next, and each that was closed. Needs the scope `meetings:read`.
         */
        get: operations["listMeetings"];
        put?: never;
        /**
         * Schedules a meeting or a series
         * @description Schedules a meeting or a series. Needs the scope `meetings:write`.
         */
        post: operations["scheduleMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads a meeting
         * @description A series is shown with the times of the occurrence that is on or next. Needs the scope `meetings:read`.
         */
        get: operations["getMeeting"];
        put?: never;
        post?: never;
        /**
         * Deletes a meeting, or occurrences of a series
         * @description Deletes a meeting, or occurrences of a series. Needs the scope `meetings:write`.
         */
        delete: operations["deleteMeeting"];
        options?: never;
        head?: never;
        /**
         * Updates a meeting
         * @description A merge patch; the whole meeting as it was read is one, too. With scope=following the answer is the new series that begins there, with an id of its own. With the room token of a host as a bearer: `endTime` alone, of the occurrence that is on. Needs the scope `meetings:write`.
         */
        patch: operations["updateMeeting"];
        trace?: never;
    };
    "/api/v1/meetings/{id}/calendar.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads the invitation as an iCalendar file
         * @description For anybody who has the token of the meeting: `icsUrl` of the meeting has it.
         */
        get: operations["getCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/chat/{messageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Hides what somebody wrote in the chat
         * @description It disappears from all pages, and is not shown to who comes later. With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        delete: operations["hideChatMessage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Closes a meeting that is open
         * @description Of a series: the occurrence that is open. The answer shows what was closed. Also with the room token of a host as a bearer. Needs the scope `meetings:write`.
         */
        post: operations["closeMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds a document to a meeting
         * @description The body is the file, up to 20 MiB; its Content-Type is kept as the document’s. Needs the scope `meetings:write`.
         */
        post: operations["addDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/documents/{documentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Downloads a document
         * @description For anybody who has its `url`, which has a token.
         */
        get: operations["downloadDocument"];
        put?: never;
        post?: never;
        /**
         * Takes a document off a meeting
         * @description Takes a document off a meeting. Needs the scope `meetings:write`.
         */
        delete: operations["deleteDocument"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the events of a meeting, in order, each with its deliveries
         * @description Also of a meeting that was deleted, by its id. Hosts see of deliveries state and times. Needs the scope `deliveries:read`.
         */
        get: operations["listMeetingEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Says what became of the mails to the invitees
         * @description Says what became of the mails to the invitees. Needs the scope `meetings:read`.
         */
        get: operations["listInvitations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/invitations/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mails the invitation to invitees, again where they had it
         * @description 409 `mail-not-configured` where this instance sends no mails. Needs the scope `meetings:write`.
         */
        post: operations["sendInvitations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/join-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a link for a person whom another product knows
         * @description Anyone who opens it joins under that name and role. It is signed, not stored. Needs the scope `meetings:write`.
         */
        post: operations["createJoinLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the occurrences of a series
         * @description The earliest first, with those that were closed, changed by themselves or cancelled. A meeting that does not repeat has one. `originalStart` is what `webhook-occurrence` carries, and a `start` for changes. Needs the scope `meetings:read`.
         */
        get: operations["listOccurrences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/participants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people of the meeting that is on, or was last held
         * @description In the order in which they came; who has not come in yet is last. With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:read`.
         */
        get: operations["listParticipants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/participants/{participantId}/admit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets in who waits
         * @description 409 where it makes no sense. With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        post: operations["admitParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/participants/{participantId}/give-floor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives somebody the floor of a boardroom, or brings them to the stage of a classroom
         * @description 409 where it makes no sense. With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        post: operations["giveFloorParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/participants/{participantId}/lower-hand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lowers a raised hand
         * @description 409 where it makes no sense. With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        post: operations["lowerHandParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/participants/{participantId}/make-co-host": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives somebody the powers of a host
         * @description 409 where it makes no sense. With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        post: operations["makeCoHostParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/participants/{participantId}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mutes a microphone
         * @description 409 where it makes no sense. With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        post: operations["muteParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/participants/{participantId}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuses who waits; they may ask again
         * @description They see the word that goes with it. 409 where they do not wait. With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        post: operations["refuseParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/participants/{participantId}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Lets somebody back who was removed
         * @description With the last one, strangers do not have to wait any more. With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        delete: operations["letParticipantBack"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/participants/{participantId}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Removes somebody from the meeting
         * @description 409 where it makes no sense. With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        post: operations["removeParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/participants/{participantId}/stop-camera": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stops a camera
         * @description 409 where it makes no sense. With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        post: operations["stopCameraParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/participants/{participantId}/stop-screen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stops a shared screen
         * @description 409 where it makes no sense. With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        post: operations["stopScreenParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/participants/{participantId}/take-floor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes the floor, or the place on the stage, away again
         * @description 409 where it makes no sense. With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        post: operations["takeFloorParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/participants/{participantId}/unmake-co-host": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes the powers of a host away again
         * @description 409 where it makes no sense. With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        post: operations["unmakeCoHostParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/participants/admit-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets in everybody who waits
         * @description With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        post: operations["admitAllParticipants"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/participants/mute-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mutes everybody but hosts and co-hosts
         * @description With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        post: operations["muteAllParticipants"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/recording-parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opens a part of a recording
         * @description The same participant and index again is the same part: 200. Until a while after the close. With the room token as a bearer, for one’s own recording, or with a key. Needs the scope `recordings:write`.
         */
        post: operations["openRecordingPart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{id}/room": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the room of a meeting is set
         * @description With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:read`.
         */
        get: operations["getMeetingRoom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Sets the room of a meeting
         * @description While it is open, for this occurrence; before, the default of the meeting and of all its occurrences. With the room token of a host or co-host as a bearer, or with a key. Needs the scope `meetings:write`.
         */
        patch: operations["updateMeetingRoom"];
        trace?: never;
    };
    "/api/v1/meetings/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deletes several meetings, all or none
         * @description One onMeetingDeleted call tells of all of them. Needs the scope `meetings:write`.
         */
        post: operations["deleteMeetings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads this description
         * @description OpenAPI 3.1, made from the routes of this very server.
         */
        get: operations["getApiDescription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recording-parts/{id}/chunks/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sends a chunk of a part
         * @description The body is the chunk, 1 byte to 8 MiB. Chunks come in any order. The same bytes again: 204; other bytes under the same number: 409. With the room token as a bearer, for one’s own recording, or with a key. Needs the scope `recordings:write`.
         */
        put: operations["putRecordingChunk"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recording-parts/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Completes a part
         * @description 409 with `missing` where chunks have not arrived: send them, then complete it again. With the room token as a bearer, for one’s own recording, or with a key. Needs the scope `recordings:write`.
         */
        post: operations["completeRecordingPart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists recordings
         * @description The newest first. Needs the scope `recordings:read`.
         */
        get: operations["listRecordings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads a recording, with its parts
         * @description Reads a recording, with its parts. Needs the scope `recordings:read`.
         */
        get: operations["getRecording"];
        put?: never;
        post?: never;
        /**
         * Deletes a recording with its files
         * @description No web hook is called; `mergedRecordingUrl` is 404 from then on. 409 while the meeting is open. Needs the scope `recordings:write`.
         */
        delete: operations["deleteRecording"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The merged file
         * @description For anyone who has its address, `mergedRecordingUrl`, or may read recordings. Takes `Range`, `If-Range` and `If-None-Match`; 416 where the file is shorter. Needs the scope `recordings:read`.
         */
        get: operations["getRecordingFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{id}/film": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads what a player shows of a merged recording
         * @description For anyone who has the token of `mergedRecordingUrl`, or may read recordings. The film itself is `/file`. Needs the scope `recordings:read`.
         */
        get: operations["getRecordingFilm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merges a failed recording again
         * @description One that failed, or waits to be tried again by itself: it is due at once, and all attempts are open to it. 409 in every other state. Needs the scope `recordings:write`.
         */
        post: operations["mergeRecordingAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{id}/parts.zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All parts of a recording in one ZIP
         * @description For anyone who has the token of `mergedRecordingUrl`, or may read recordings. Not compressed, and sent as it is made. Names say who, what, and from when in the film. Needs the scope `recordings:read`.
         */
        get: operations["getRecordingParts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{id}/parts/{part}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of the parts that a recording was made of
         * @description For anyone who has the token of `mergedRecordingUrl`, or may read recordings. Parts are there once the merge has closed them, also where it failed. Needs the scope `recordings:read`.
         */
        get: operations["getRecordingPart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{id}/questions.vtt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The questions of the meeting at their times, as WebVTT
         * @description For anyone who has the token of `mergedRecordingUrl`, or may read recordings. Needs the scope `recordings:read`.
         */
        get: operations["getRecordingQuestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{id}/strip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Small pictures along the merged file, row by row
         * @description For anyone who has the token of `mergedRecordingUrl`, or may read recordings. Needs the scope `recordings:read`.
         */
        get: operations["getRecordingStrip"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{id}/strip.vtt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Says which small picture belongs to which time, as WebVTT
         * @description For anyone who has the token of `mergedRecordingUrl`, or may read recordings. Each cue names a piece of `/strip`, as players take it. Needs the scope `recordings:read`.
         */
        get: operations["getRecordingStripTrack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of the merged file; of sound alone, its waveform
         * @description For anyone who has the token of `mergedRecordingUrl`, or may read recordings. Needs the scope `recordings:read`.
         */
        get: operations["getRecordingThumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/replays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads how far a replay is
         * @description Reads how far a replay is. Needs the scope `web-hooks:read`.
         */
        get: operations["getReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/replays/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends a replay
         * @description What is in flight is let finish; the rest is not sent. Needs the scope `web-hooks:write`.
         */
        post: operations["cancelReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/room": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The room as a WebSocket: presence, chat and questions
         * @description JSON text frames. The server sends `{"type":"welcome","participantId"}` and every 5 s `{"type":"ping","n"}`; the client answers `{"type":"pong","n","at"}`, `at` being its clock in epoch milliseconds: what it records is then placed by the server’s time. Connected is joined; away for longer than the grace time is left. Who waits in the lobby has not joined: the socket tells them `{"type":"admitted","media"}` when a host lets them in. Close codes: 4401 bad token, 4403 removed or refused, 4409 replaced by a newer connection, 4410 meeting closed, 4411 deleted.
         */
        get: operations["openRoom"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists rooms
         * @description Lists rooms. Needs the scope `meetings:read`.
         */
        get: operations["listRooms"];
        put?: never;
        /**
         * Makes a permanent room with a name of its own
         * @description Makes a permanent room with a name of its own. Needs the scope `administration:write`.
         */
        post: operations["createRoom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads a room
         * @description Reads a room. Needs the scope `meetings:read`.
         */
        get: operations["getRoom"];
        put?: never;
        post?: never;
        /**
         * Removes a room in which no meeting is or was held
         * @description Removes a room in which no meeting is or was held. Needs the scope `administration:write`.
         */
        delete: operations["deleteRoom"];
        options?: never;
        head?: never;
        /**
         * Renames a room
         * @description The whole room as it was read is taken, too. Needs the scope `administration:write`.
         */
        patch: operations["updateRoom"];
        trace?: never;
    };
    "/api/v1/sandbox/advance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Moves a meeting of a sandbox account through time
         * @description What it waits for (opening, closing by itself, the summary, the recording) comes as if the clock had advanced by so many seconds. `startTime` stays, and there is no `onMeetingUpdated`. 409 `not-a-sandbox` for a meeting of another account. Needs the scope `meetings:write`.
         */
        post: operations["advanceMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Says who the caller is
         * @description Of a browser also its CSRF token.
         */
        get: operations["getSession"];
        put?: never;
        /**
         * Signs in
         * @description Sets the session cookie, and one by which a browser that signed in before is known. Wrong guesses are held back, longer each time: of a known browser its own only.
         */
        post: operations["signIn"];
        /**
         * Signs out
         * @description The session ends at once, in all tabs.
         */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        /**
         * Changes one’s own name, language or password
         * @description A new password needs currentPassword beside it.
         */
        patch: operations["updateProfile"];
        trace?: never;
    };
    "/api/v1/session/openid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sends the browser to the OpenID provider
         * @description The first step of signing in by OpenID Connect; a page leads here.
         */
        get: operations["beginOpenIdSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/openid/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the OpenID provider sends the browser back to
         * @description The redirect URI to register at the provider. Signs in, or leads to a page that says why not.
         */
        get: operations["finishOpenIdSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mails a link for a new password, if the address is a user’s
         * @description The answer is the same for every address. 409 `mail-not-configured` where this instance sends no mails.
         */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Switches the second factor on
         * @description With a code of the secret that POST answered, which shows that the app has it, and with the password, where the user has one. 409 where a second factor is on.
         */
        put: operations["enableTotp"];
        /**
         * Makes a secret for an authenticator app
         * @description It counts once it is confirmed by a code. 409 where a second factor is on.
         */
        post: operations["proposeTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/totp/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switches the second factor off
         * @description With the current password or with a code.
         */
        post: operations["disableTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/set-up/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Says what a one-time link is for
         * @description Also whether a second factor is asked for. The link stays usable.
         */
        get: operations["getSetUpLink"];
        put?: never;
        /**
         * Sets the password, and with it name and instance, and signs in
         * @description Works once. Only the link of purpose set-up takes email, productName and timezone. Of a user who has a second factor it needs totp.
         */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/set-up/{token}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Checks name, e-mail address and password before the link is used
         * @description Answers as the set-up itself would, and changes nothing.
         */
        post: operations["checkSetUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads System Configuration
         * @description For callers of the whole instance. Needs the scope `administration:read`.
         */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes System Configuration
         * @description The whole of it as it was read is taken, too. What an environment variable fixes cannot be changed. For callers of the whole instance. Needs the scope `administration:write`.
         */
        patch: operations["changeSettings"];
        trace?: never;
    };
    "/api/v1/settings/test-mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a test mail at once, and says what the mail server said
         * @description By the saved settings. 200 also where it was not sent: `isSent` and `fault` say so. Needs the scope `administration:write`.
         */
        post: operations["sendTestMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/summaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists summaries
         * @description The newest first. Needs the scope `summaries:read`.
         */
        get: operations["listSummaries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/summaries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads a summary
         * @description Reads a summary. Needs the scope `summaries:read`.
         */
        get: operations["getSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Writes the minutes
         * @description The whole summary as it was read is taken, too. No web hook is called. 409 where the meeting was off the record. Needs the scope `summaries:write`.
         */
        patch: operations["updateSummary"];
        trace?: never;
    };
    "/api/v1/summaries/{id}/attendance.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who was there when, as CSV
         * @description A row for each stay, and one for who was invited and did not come: `name`, `email`, `status` (`present`, `absent`), `joined`, `left` (UTC), `seconds`. UTF-8 with a byte order mark, for Excel; what a spreadsheet would take for a formula begins with an apostrophe. Needs the scope `summaries:read`.
         */
        get: operations["getSummaryAttendance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/summaries/{id}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The summary as a PDF
         * @description For anyone who has its address, `pdf` of the summary, or may read summaries. Needs the scope `summaries:read`.
         */
        get: operations["getSummaryPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists users
         * @description Lists users. Needs the scope `administration:read`.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Invites a user
         * @description Answers with the link that lets them set their password, this once. Needs the scope `administration:write`.
         */
        post: operations["inviteUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads a user
         * @description Reads a user. Needs the scope `administration:read`.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes, disables or enables a user
         * @description The whole user as it was read is taken, too. Needs the scope `administration:write`.
         */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/api/v1/users/{id}/one-time-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a new one-time link for a user
         * @description The invitation again, or a new password for somebody who forgot theirs. Ends older links. Needs the scope `administration:write`.
         */
        post: operations["renewUserLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/web-hooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists web hooks with their health, newest first
         * @description Lists web hooks with their health, newest first. Needs the scope `web-hooks:read`.
         */
        get: operations["listWebHooks"];
        put?: never;
        /**
         * Creates a web hook
         * @description Answers with its signing secret, this once. From now on every event of its kind is told to it. Needs the scope `web-hooks:write`.
         */
        post: operations["createWebHook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/web-hooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads a web hook
         * @description Secrets are never shown. The ETag is for If-Match on changes. Needs the scope `web-hooks:read`.
         */
        get: operations["getWebHook"];
        put?: never;
        post?: never;
        /**
         * Deletes a web hook
         * @description What is pending for it fails, with that reason. Its log stays until retention takes it. Needs the scope `web-hooks:write`.
         */
        delete: operations["deleteWebHook"];
        options?: never;
        head?: never;
        /**
         * Changes a web hook
         * @description A merge patch; the whole web hook as it was read is one, too. Secrets that are not given stay. The event cannot be changed. Switched on again, what was kept goes out at once, or waits for Catch up where catchUpAutomatically is false. Needs the scope `web-hooks:write`.
         */
        patch: operations["updateWebHook"];
        trace?: never;
    };
    "/api/v1/web-hooks/{id}/catch-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets go on what was kept
         * @description While it was off, its breaker open, or the receiver gone. Oldest first, in order, at its pace. 409 while it is switched off. Needs the scope `web-hooks:write`.
         */
        post: operations["catchUpWebHook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/web-hooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tells the events of a time window again
         * @description The stored bytes, under the same `webhook-id`. With dryRun it only counts them. Needs the scope `web-hooks:write`.
         */
        post: operations["replayWebHook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/web-hooks/{id}/rotate-api-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a web hook another API key, from a time on
         * @description Answers with it, this once. Until then the old one is sent. Needs the scope `web-hooks:write`.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/web-hooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a web hook a new signing secret
         * @description Answers with it, this once. Until the overlap is over calls are signed with both; secrets of earlier rotations stay until their own time. Needs the scope `web-hooks:write`.
         */
        post: operations["rotateSigningSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/web-hooks/{id}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calls of the last 24 hours, by hour
         * @description Calls of the last 24 hours, by hour. Needs the scope `web-hooks:read`.
         */
        get: operations["getWebHookStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/web-hooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Calls a web hook as it is saved
         * @description One try through the very path of real calls, with a sample body and `webhook-test: true`; no event, no retry. 200 with the finished delivery, also where the receiver failed. Needs the scope `web-hooks:write`.
         */
        post: operations["testWebHook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/web-hooks/{id}/try-now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has everything tried now that waits for a retry
         * @description Each counts as a try. While the breaker is open one call goes out as the next probe, and its outcome decides. 409 `web-hook-off`, `web-hook-gone`, `probe-in-flight`. Needs the scope `web-hooks:write`.
         */
        post: operations["tryWebHookNow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/web-hooks/by-name/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads the web hook of a name
         * @description Without accountId, the one of that name of all accounts, or of the account of the key. Needs the scope `web-hooks:read`.
         */
        get: operations["getWebHookByName"];
        /**
         * Creates or changes the web hook of a name: web hooks as code
         * @description Idempotent. What is not given is set to its default, but for what cannot be read back: apiKey, headers, clientCertificate and clientKey stay. A name belongs to an account; without accountId, to all of them. The first time 201 with the signing secret, this once; then 200. The whole web hook as it was read is taken, too. Needs the scope `web-hooks:write`.
         */
        put: operations["putWebHookByName"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/web-hooks/public-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The public key of v1a signatures
         * @description The Ed25519 key of this server, for all web hooks with `signedAsymmetrically`. It stays the same as long as SECRET_KEY does.
         */
        get: operations["getPublicKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/web-hooks/set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Creates the web hooks of one listener: all six, or some
         * @description All or none. They share a signing secret, answered this once; each can be changed by itself afterwards. 409 `web-hook-exists` where the account has a web hook of one of the events and its URL. Needs the scope `web-hooks:write`.
         */
        post: operations["createWebHookSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/web-hooks/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Calls a web hook that is not saved
         * @description One try through the very path of real calls, with a sample body and `webhook-test: true`; no event, no retry. 200 with the finished delivery, also where the receiver failed. Needs the scope `web-hooks:write`.
         */
        post: operations["testUnsavedWebHook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alive?
         * @description Answers while the process lives, whatever becomes of the database.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * For Prometheus
         * @description Metrics in the text format of Prometheus. Keep it inside your network.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready for traffic?
         * @description 200 while the database is reachable and migrated, else 503: for a load balancer.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    onMeetingScheduled: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Called whenever a new meeting, or a new series of meetings, was scheduled.
         * @description Sent to the URL of each web hook for this event, by POST or PUT. Answer with any 2xx status.
         */
        post: operations["onMeetingScheduled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    onMeetingUpdated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Called whenever a meeting was changed, or an occurrence was taken out of its series.
         * @description Sent to the URL of each web hook for this event, by POST or PUT. Answer with any 2xx status.
         */
        post: operations["onMeetingUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    onMeetingClosed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Called whenever a meeting was closed, automatically or by hand, once per occurrence.
         * @description Sent to the URL of each web hook for this event, by POST or PUT. Answer with any 2xx status.
         */
        post: operations["onMeetingClosed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    onMeetingDeleted: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Called once per deletion with all the meetings that it deleted; the last call about each of them.
         * @description Sent to the URL of each web hook for this event, by POST or PUT. Answer with any 2xx status.
         */
        post: operations["onMeetingDeleted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    onMeetingSummaryCreated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Called when the summary of a closed meeting exists, 5 minutes after the close by default.
         * @description Sent to the URL of each web hook for this event, by POST or PUT. Answer with any 2xx status.
         */
        post: operations["onMeetingSummaryCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    onMeetingRecordingCreated: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Called when the recording of a meeting was merged, always after its summary.
         * @description Sent to the URL of each web hook for this event, by POST or PUT. Answer with any 2xx status.
         */
        post: operations["onMeetingRecordingCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * Account
         * @description A tenant: its users, rooms and meetings are invisible to others
         */
        Account: {
            /** @description Identifies the account */
            id: string;
            /** @description Shown in administration */
            name: string;
            /** @description Whether its hosts see, change and host every meeting of the account; else their own, and those to which their address is invited */
            sharesMeetings: boolean;
            /** @description For trying things out: nothing is mailed to its users or invitees, and `POST /sandbox/advance` moves its meetings through time */
            isSandbox: boolean;
            /** @description How the films of its recordings show three people and more: who speaks large, or all alike; null: as the setting `recordingLayout` of the instance */
            recordingLayout: ("speaker" | "grid") | null;
            /**
             * Format: date-time
             * @description When it was made
             */
            createdAt: string;
        };
        /**
         * ApiKey
         * @description A key for a machine
         */
        ApiKey: {
            /** @description Names the key */
            id: string;
            /** @description What it is for */
            name: string;
            /** @description Its first characters, so that people can tell keys apart */
            prefix: string;
            /**
             * @description How far it reaches
             * @enum {string}
             */
            level: "instance" | "account";
            /** @description The account that it is confined to; null: the whole instance */
            accountId: string | null;
            /** @description Its owner: the author of what it makes */
            userId: string;
            scopes: ("meetings:read" | "meetings:write" | "recordings:read" | "recordings:write" | "summaries:read" | "summaries:write" | "web-hooks:read" | "web-hooks:write" | "deliveries:read" | "deliveries:write" | "administration:read" | "administration:write" | "events:read")[];
            /**
             * Format: date-time
             * @description When it was made
             */
            createdAt: string;
            /** @description Its last use, to the minute */
            lastUsedAt: string | null;
            /** @description Since when it is refused */
            revokedAt: string | null;
        };
        /**
         * CreatedApiKey
         * @description A new key
         */
        CreatedApiKey: {
            /** @description Names the key */
            id: string;
            /** @description What it is for */
            name: string;
            /** @description Its first characters, so that people can tell keys apart */
            prefix: string;
            /**
             * @description How far it reaches
             * @enum {string}
             */
            level: "instance" | "account";
            /** @description The account that it is confined to; null: the whole instance */
            accountId: string | null;
            /** @description Its owner: the author of what it makes */
            userId: string;
            scopes: ("meetings:read" | "meetings:write" | "recordings:read" | "recordings:write" | "summaries:read" | "summaries:write" | "web-hooks:read" | "web-hooks:write" | "deliveries:read" | "deliveries:write" | "administration:read" | "administration:write" | "events:read")[];
            /**
             * Format: date-time
             * @description When it was made
             */
            createdAt: string;
            /** @description Its last use, to the minute */
            lastUsedAt: string | null;
            /** @description Since when it is refused */
            revokedAt: string | null;
            /** @description The key itself, this once; only its hash is kept */
            key: string;
        };
        /**
         * AuditEvent
         * @description Somebody changed something
         */
        AuditEvent: {
            /** @description Rises in the order of recording */
            id: number;
            /**
             * Format: date-time
             * @description When
             */
            at: string;
            /** @description The account concerned; null: the instance */
            accountId: string | null;
            /** @description user:<id>, api-key:<id> or server */
            actor: string;
            /** @description What the user or the key is called now; null: the server, or somebody who is gone */
            actorName: string | null;
            /** @description resource.verb, such as web-hook.updated */
            action: string;
            /** @description Id of the thing concerned */
            subject: string;
            /** @description What it is called now, or was called then; null: it has no name */
            subjectName: string | null;
            /** @description What changed; never a secret */
            details: {
                [key: string]: unknown;
            };
        };
        /**
         * Settings
         * @description System Configuration
         */
        Settings: {
            /**
             * @description Name of the white label, shown to people and in mails
             * @default simplex Meeting
             */
            productName: string;
            /**
             * @description IANA time zone of meetings that name none
             * @default UTC
             */
            timezone: string;
            /**
             * @description BCP 47 tag of pages and mails where a person has chosen none
             * @default en
             */
            language: string;
            /**
             * @description Languages that people may choose on the pages
             * @default [
             *       "en",
             *       "de",
             *       "fr",
             *       "it"
             *     ]
             */
            languages: ("en" | "de" | "fr" | "it")[];
            /**
             * @description Accent colour
             * @default #1f6feb
             */
            color: string;
            /**
             * @description False: the logo says the name already
             * @default true
             */
            nameBesideLogo: boolean;
            /**
             * @description Sender of mails: an address, or Name <address>
             * @default
             */
            mailFrom: string;
            /**
             * @description Mail server; empty: no mail goes out
             * @default
             */
            smtpHost: string;
            /**
             * @description Port of the mail server
             * @default 587
             */
            smtpPort: number;
            /**
             * @description starttls: TLS is asked for and required; tls: from the first byte; optional: where offered; none: never
             * @default starttls
             * @enum {string}
             */
            smtpSecurity: "starttls" | "tls" | "optional" | "none";
            /**
             * @description With whom to sign in to the mail server; empty: without
             * @default
             */
            smtpUser: string;
            /**
             * @description Length of meetings that say none
             * @default 60
             */
            meetingDurationMinutes: number;
            /**
             * @description Type of meetings that say none
             * @default standard
             * @enum {string}
             */
            meetingType: "standard" | "boardroom" | "classroom" | "offTheRecord";
            /**
             * @description Whether meetings that do not say are recorded
             * @default false
             */
            meetingIsRecorded: boolean;
            /**
             * @description Video resolution of meetings that say none
             * @default standard
             * @enum {string}
             */
            meetingVideoResolution: "low" | "standard" | "hd";
            /**
             * @description People in a standard meeting, at most
             * @default 16
             */
            standardPeopleLimit: number;
            /**
             * @description People in a boardroom, at most
             * @default 30
             */
            boardroomPeopleLimit: number;
            /**
             * @description People in a classroom, at most
             * @default 50
             */
            classroomPeopleLimit: number;
            /**
             * @description People in a meeting off the record, at most
             * @default 16
             */
            offTheRecordPeopleLimit: number;
            /**
             * @description People may enter this long before the start
             * @default 900
             */
            openBeforeSeconds: number;
            /**
             * @description Past the end with nobody inside, a meeting closes after this long
             * @default 900
             */
            closeGraceSeconds: number;
            /**
             * @description A used meeting closes this long after the last person left
             * @default 300
             */
            closeEmptySeconds: number;
            /**
             * @description After the start, even with people inside
             * @default 86400
             */
            closeHardMaxSeconds: number;
            /**
             * @description A lost connection becomes a left after this long
             * @default 15
             */
            leaveGraceSeconds: number;
            /**
             * @description From the close to the summary
             * @default 300
             */
            summaryDelaySeconds: number;
            /**
             * @description Recording parts are taken for this long after the close
             * @default 60
             */
            recordingGraceSeconds: number;
            /**
             * @description Recordings are deleted this long after their meeting closed; null: kept
             * @default null
             */
            recordingRetentionDays: number | null;
            /**
             * @description How films of three people and more show them: speaker: who speaks large, the others beside; grid: all alike. An account may have its own
             * @default speaker
             * @enum {string}
             */
            recordingLayout: "speaker" | "grid";
            /**
             * @description False: hooks and feed leave without personal data
             * @default true
             */
            privateDataVisible: boolean;
            /**
             * @description When a failed call is tried again, where its web hook does not say. Waits in seconds: the first after the first failed try, and so on, each ±10 %; a call that fails after the last one is given up. 7 days together at most
             * @default [
             *       5,
             *       30,
             *       120,
             *       600,
             *       1800,
             *       3600,
             *       10800,
             *       21600,
             *       43200,
             *       86400,
             *       100800
             *     ]
             */
            retrySchedule: number[];
            /**
             * @description Log of delivered calls
             * @default 30
             */
            deliveredRetentionDays: number;
            /**
             * @description Log of failed calls, and events
             * @default 90
             */
            failedRetentionDays: number;
            /**
             * @description meetingPermissionId of the wire contract
             * @default null
             */
            meetingPermissionId: string | null;
            /**
             * @description dialInConferenceRoom of the wire contract
             * @default null
             */
            dialInConferenceRoom: string | null;
            /**
             * @description Telephone numbers
             * @default []
             */
            dialInNumbers: string[];
            /**
             * @description dialInPin of the wire contract
             * @default null
             */
            dialInPin: string | null;
            /**
             * @description sipProxy of the wire contract
             * @default null
             */
            sipProxy: string | null;
            /**
             * @description sipDomain of the wire contract
             * @default null
             */
            sipDomain: string | null;
            /**
             * @description Host name of the media node, where there is one
             * @default
             */
            sfuHostname: string;
            /**
             * @description STUN and TURN servers by which participants reach each other across networks; told to everybody who joins
             * @default []
             */
            iceServers: {
                /** @description Addresses of the server, such as `turn:turn.example.com:3478` */
                urls: string[];
                username?: string;
                credential?: string;
            }[];
            /**
             * @description A LiveKit server or cluster instead of the embedded engine, from the next start of this server; empty: the embedded engine
             * @default
             */
            liveKitUrl: string;
            /**
             * @description Name of the key for LiveKit
             * @default
             */
            liveKitApiKey: string;
            /** @description Whether there is a password for the mail server */
            smtpPasswordSet: boolean;
            /** @description Whether there is a secret for LiveKit */
            liveKitApiSecretSet: boolean;
            /** @description Pictures of the white label */
            images: {
                /** @description Served at /branding/<name>; null: there is none */
                logo: {
                    /** @description What it is */
                    mediaType: string;
                    /** @description Changes with the picture; as ?v= of its address it is kept by browsers */
                    version: string;
                } | null;
                /** @description Served at /branding/<name>; null: there is none */
                "print-logo": {
                    /** @description What it is */
                    mediaType: string;
                    /** @description Changes with the picture; as ?v= of its address it is kept by browsers */
                    version: string;
                } | null;
                /** @description Served at /branding/<name>; null: there is none */
                icon: {
                    /** @description What it is */
                    mediaType: string;
                    /** @description Changes with the picture; as ?v= of its address it is kept by browsers */
                    version: string;
                } | null;
            };
            /** @description Whether mails go out: there is a mail server and a sender. Without them invitations are not mailed */
            mailConfigured: boolean;
            /** @description Settings that cannot be changed here, each with the environment variable that fixes it */
            locked: {
                [key: string]: string;
            };
        };
        /**
         * ConnectionTest
         * @description What a page needs to test its connection
         */
        ConnectionTest: {
            /** @description Null: this server has no picture and sound at the moment */
            media: {
                /** @description Where to connect, `ws:` or `wss:`, by any LiveKit client SDK */
                url: string;
                /** @description For a participant who may send a picture; valid for a minute */
                senderToken: string;
                /** @description For a participant who receives it; valid for a minute */
                receiverToken: string;
            } | null;
            /** @description Whether a TURN server is set up, by which media get through firewalls; null: the LiveKit server knows */
            hasTurn: boolean | null;
        };
        /**
         * HookName
         * @enum {string}
         */
        HookName: "onMeetingScheduled" | "onMeetingUpdated" | "onMeetingClosed" | "onMeetingDeleted" | "onMeetingSummaryCreated" | "onMeetingRecordingCreated";
        /**
         * Delivery
         * @description What is told to one web hook about one event
         */
        Delivery: {
            /** @description Names the delivery */
            id: string;
            /** @description Where it goes; null for a test call of a web hook that is not saved, and for hosts */
            webHookId: string | null;
            /** @description What it tells: the `webhook-id`; null for a test call */
            eventId: string | null;
            event: components["schemas"]["HookName"];
            /** @description Of an event about one occurrence of a series: the start that its rule gives it, whatever it was moved to */
            occurrence: string | null;
            /** @description Of an event of a series: what changed; following: the series ends before `occurrence`. Of an event about several meetings: of the first. Null: no series */
            change: ("series" | "occurrence" | "occurrence-cancelled" | "following") | null;
            /** @description The meetings that it is about */
            meetingIds: string[];
            /** @description The first of them; null where it was deleted */
            meeting: {
                /** @description Its id */
                id: string;
                /** @description Its sixteen digits */
                meetingId: string;
                /** @description What it is called now */
                topic: string;
            } | null;
            /**
             * @description pending: due at nextAttemptAt; sending; held: waits for an earlier call of its meeting; paused: its web hook makes no calls, or it waits for Catch up; delivered; failed: given up
             * @enum {string}
             */
            state: "pending" | "sending" | "held" | "paused" | "delivered" | "failed";
            /** @description Why it is paused, or failed, in words */
            reason: string | null;
            /** @description The same as a code: web-hook-deleted, web-hook-off, gone, failing, moving, kept; of a failed one, the errorCode of what ended it, given-up where nothing was called. Null for hosts */
            reasonCode: string | null;
            /** @description A test call */
            isTest: boolean;
            /** @description The delivery that it repeats */
            resendOf: string | null;
            /** @description Tries so far; null for hosts */
            attemptCount: number | null;
            /** @description The latest try; null before the first, and for hosts */
            lastAttempt: {
                /** @description HTTP status of the answer; null: none came */
                status: number | null;
                /** @description Of the whole exchange; null: no call was made */
                durationMs: number | null;
                /** @description As called */
                url: string | null;
                /** @description Why it failed: status, timeout, dns, connect, tls, reset, protocol, proxy, refused-address or interrupted; null: it did not */
                errorCode: string | null;
            } | null;
            /** @description When the next try is due */
            nextAttemptAt: string | null;
            /**
             * Format: date-time
             * @description When it was made
             */
            createdAt: string;
            /** @description When it was delivered or given up */
            finishedAt: string | null;
        };
        /**
         * Attempt
         * @description One try
         */
        Attempt: {
            /** @description `webhook-attempt` */
            number: number;
            /** @description When the call began; null: it was not made, or nobody stored when */
            startedAt: string | null;
            /** @description Of the whole exchange */
            durationMs: number | null;
            timings: {
                /** @description Looking the name up; null on a connection that was open already */
                dnsMs: number | null;
                /** @description TCP; null on a connection that was open already */
                connectMs: number | null;
                /** @description TLS; null without, and on a connection that was open already */
                tlsMs: number | null;
                /** @description From the request to the first byte of the answer */
                firstByteMs: number | null;
            };
            /** @description The address that was called */
            address: string | null;
            /** @description As sent */
            method: string | null;
            /** @description As called */
            url: string | null;
            /** @description As sent; keys and signatures are masked */
            requestHeaders: {
                [key: string]: unknown;
            } | null;
            /** @description HTTP status of the answer; null: none came */
            status: number | null;
            /** @description Of the answer */
            responseHeaders: {
                [key: string]: unknown;
            } | null;
            /** @description First 16 KiB of the answer */
            responseBody: string | null;
            /** @description The answer was longer, or broke off */
            truncated: boolean;
            /** @description Why it failed, in words */
            error: string | null;
            /** @description Why it failed: status, timeout, dns, connect, tls, reset, protocol, proxy, refused-address or interrupted; null: it did not */
            errorCode: string | null;
        };
        /**
         * DeliveryDetail
         * @description A delivery with its body and its tries
         */
        DeliveryDetail: {
            /** @description Names the delivery */
            id: string;
            /** @description Where it goes; null for a test call of a web hook that is not saved, and for hosts */
            webHookId: string | null;
            /** @description What it tells: the `webhook-id`; null for a test call */
            eventId: string | null;
            event: components["schemas"]["HookName"];
            /** @description Of an event about one occurrence of a series: the start that its rule gives it, whatever it was moved to */
            occurrence: string | null;
            /** @description Of an event of a series: what changed; following: the series ends before `occurrence`. Of an event about several meetings: of the first. Null: no series */
            change: ("series" | "occurrence" | "occurrence-cancelled" | "following") | null;
            /** @description The meetings that it is about */
            meetingIds: string[];
            /** @description The first of them; null where it was deleted */
            meeting: {
                /** @description Its id */
                id: string;
                /** @description Its sixteen digits */
                meetingId: string;
                /** @description What it is called now */
                topic: string;
            } | null;
            /**
             * @description pending: due at nextAttemptAt; sending; held: waits for an earlier call of its meeting; paused: its web hook makes no calls, or it waits for Catch up; delivered; failed: given up
             * @enum {string}
             */
            state: "pending" | "sending" | "held" | "paused" | "delivered" | "failed";
            /** @description Why it is paused, or failed, in words */
            reason: string | null;
            /** @description The same as a code: web-hook-deleted, web-hook-off, gone, failing, moving, kept; of a failed one, the errorCode of what ended it, given-up where nothing was called. Null for hosts */
            reasonCode: string | null;
            /** @description A test call */
            isTest: boolean;
            /** @description The delivery that it repeats */
            resendOf: string | null;
            /** @description Tries so far; null for hosts */
            attemptCount: number | null;
            /** @description The latest try; null before the first, and for hosts */
            lastAttempt: {
                /** @description HTTP status of the answer; null: none came */
                status: number | null;
                /** @description Of the whole exchange; null: no call was made */
                durationMs: number | null;
                /** @description As called */
                url: string | null;
                /** @description Why it failed: status, timeout, dns, connect, tls, reset, protocol, proxy, refused-address or interrupted; null: it did not */
                errorCode: string | null;
            } | null;
            /** @description When the next try is due */
            nextAttemptAt: string | null;
            /**
             * Format: date-time
             * @description When it was made
             */
            createdAt: string;
            /** @description When it was delivered or given up */
            finishedAt: string | null;
            /** @description What happens next, in words */
            explanation: string | null;
            /** @description In order; the latest 100 */
            attempts: components["schemas"]["Attempt"][];
            /** @description The very JSON that is sent; null where it was erased, and for hosts */
            body: unknown;
        };
        /**
         * FeedEvent
         * @description What happened to a meeting
         */
        FeedEvent: {
            /** @description `webhook-id` */
            id: string;
            event: components["schemas"]["HookName"];
            /** @description Of an event about one occurrence of a series: the start that its rule gives it, whatever it was moved to */
            occurrence: string | null;
            /** @description Of an event of a series: what changed; following: the series ends before `occurrence`. Of an event about several meetings: of the first. Null: no series */
            change: ("series" | "occurrence" | "occurrence-cancelled" | "following") | null;
            /** @description The first meeting that it is about */
            meetingId: string;
            /** @description Its number for that meeting: 1, 2, 3 … */
            sequence: number;
            /** @description All of them, in the order of the body */
            meetings: {
                id: string;
                /** @description Its number for that meeting: 1, 2, 3 … */
                sequence: number;
            }[];
            /**
             * Format: date-time
             * @description When it was recorded
             */
            createdAt: string;
            /** @description The very JSON that is sent; null where it was erased */
            body: unknown;
        };
        /** FeedPage */
        FeedPage: {
            data: components["schemas"]["FeedEvent"][];
            /** @description Always set: where to go on from, also at the end of the feed */
            nextCursor: string;
        };
        /** ErasedEvent */
        ErasedEvent: {
            id: string;
            event: components["schemas"]["HookName"];
            /**
             * Format: date-time
             * @description When its body was erased
             */
            erasedAt: string;
        };
        /**
         * Trouble
         * @description Something that is wrong with the instance
         */
        Trouble: {
            /**
             * @description What it is; stable
             * @enum {string}
             */
            code: "disk-full" | "disk-low" | "web-hooks-stopped" | "queue-old" | "clock-skew" | "mail-failing" | "mail-not-configured" | "mails-old" | "mails-failed" | "ffmpeg-missing" | "media-missing" | "recorder-missing" | "media-address-shared" | "turn-failing" | "turn-missing" | "ice-servers-old" | "public-url-insecure" | "web-hooks-failing" | "time-zone-data-old";
            /**
             * @description bad: something does not work; attention: something will not, or does less than it could
             * @enum {string}
             */
            severity: "bad" | "attention";
            /** @description What it is, and what to do */
            detail: string;
            /** @description What the words are about: a number, a name */
            subject: string;
        };
        /**
         * Health
         * @description How the instance is doing
         */
        Health: {
            /**
             * @description The worst of the troubles
             * @enum {string}
             */
            state: "good" | "attention" | "bad";
            /** @description What is wrong, worst first */
            troubles: components["schemas"]["Trouble"][];
            /**
             * Format: date-time
             * @description When this was found out
             */
            checkedAt: string;
            /** @description The process that answers */
            server: {
                /** @description Of this product */
                version: string;
                /** @description Of Node.js */
                node: string;
                /**
                 * Format: date-time
                 * @description When this process started
                 */
                startedAt: string;
                /** @description How people reach it */
                publicUrl: string;
                /** @description Version of the time zone rules, such as 2026c */
                timeZoneData: string;
            };
            /** @description The database */
            database: {
                /** @description Of PostgreSQL */
                version: string;
                /** @description On its disk */
                sizeBytes: number;
                /** @description Its clock, as compared with the server’s */
                clockAheadMs: number;
            };
            /** @description The disk of the data folder */
            disk: {
                /** @description Free */
                freeBytes: number;
                /** @description In all */
                totalBytes: number;
            };
            /** @description Web hook calls */
            queue: {
                /** @description Calls that are owed and will go out by themselves */
                waiting: number;
                /** @description Calls that wait for a person: Catch up, or a web hook that is switched off */
                kept: number;
                /** @description More than 10,000 calls are owed; counted are the oldest, so that there are at least so many */
                backlogIsMore: boolean;
                /** @description Since when the oldest call is owed that will go out by itself */
                oldestPendingAt: string | null;
                /** @description Web hooks that are switched on and make no calls */
                stoppedWebHooks: number;
                /** @description Web hooks whose latest call failed */
                failingWebHooks: number;
                /** @description Events that the feed cannot show yet, because a transaction before them is running */
                feedLag: number;
            };
            /** @description Outgoing mail */
            mail: {
                /**
                 * @description Whether mail goes out
                 * @enum {string}
                 */
                state: "working" | "failing" | "not-configured";
                /** @description Host and port; null where there is none */
                server: string | null;
                /** @description What to look at; see a test mail */
                fault: string | null;
                /** @description What the mail server said */
                answer: string | null;
                /** @description Mails that are owed */
                waiting: number;
                /** @description Since when the oldest mail is owed */
                oldestAt: string | null;
                /** @description Invitations that were given up, of meetings that are still to be held */
                failed: number;
            };
            /** @description Merging recordings */
            recordings: {
                /** @description Recordings that wait to be merged */
                waiting: number;
                /** @description Version of ffmpeg; null where it is missing */
                ffmpeg: string | null;
            };
            /** @description Picture and sound */
            media: {
                /**
                 * @description embedded: this server’s own engine; livekit: a LiveKit server
                 * @enum {string}
                 */
                kind: "embedded" | "livekit";
                /** @description Where browsers connect */
                url: string;
                /** @description Why there is no picture and no sound; null: it works */
                fault: string | null;
                restarts: number | null;
                /** @description The TURN servers, tried from this server; with LiveKit that server has them */
                turn: {
                    /** @description As browsers are told it */
                    url: string;
                    /** @description Why it gives no address; null: it does, or was not tried */
                    fault: string | null;
                    /** @description False: TURN over DTLS, which is not tried from here */
                    isTried: boolean;
                }[];
                /** @description The embedded engine, now; null where it is not ours or does not answer */
                engine: {
                    /** @description Rooms with somebody in them */
                    rooms: number;
                    /** @description People in these rooms */
                    people: number;
                    /** @description Packets in and out */
                    packetsPerSecond: number;
                    /** @description In and out */
                    bitsPerSecond: number;
                    /** @description Share of one core; 0.4 is 40 % */
                    processor: number;
                    /** @description How late it was at worst, in the last second */
                    lagMs: number;
                    /** @description 0: everybody gets all; more: pictures are left out so that sound is whole */
                    overloadLevel: number;
                } | null;
            };
        };
        /**
         * MediaQuality
         * @description How well picture and sound reached one person in one meeting
         */
        MediaQuality: {
            /** @description Of the person in this meeting */
            participantId: string;
            /** @description Of the person */
            name: string;
            /** @description Of the meeting */
            meetingId: string;
            /** @description Its sixteen digits */
            meetingNumber: string;
            /** @description Of the meeting */
            topic: string;
            /**
             * Format: date-time
             * @description The first minute that was measured
             */
            firstAt: string;
            /**
             * Format: date-time
             * @description The last one
             */
            lastAt: string;
            /** @description They are connected now */
            isLive: boolean;
            /** @description How many minutes were measured */
            minutes: number;
            /** @description In how many of them the quality was poor or lost */
            badMinutes: number;
            /**
             * @description In the worst minute
             * @enum {string}
             */
            quality: "excellent" | "good" | "poor" | "lost";
            /** @description Packets lost on the way from them, in the worst minute; 0.05 is 5 % */
            lossIn: number;
            /** @description Packets lost on the way to them, in the worst minute */
            lossOut: number;
            /** @description To them and back, in the worst minute; null: not measured */
            roundTripMs: number | null;
            /** @description From them, on average */
            bitsPerSecondIn: number;
            /** @description To them, on average */
            bitsPerSecondOut: number;
            /** @description In how many minutes they missed pictures, because their connection did not carry them */
            pausedMinutes: number;
        };
        /**
         * MeetingDefaults
         * @description What a new meeting is where nothing else is said
         */
        MeetingDefaults: {
            /** @description IANA name */
            timezone: string;
            /** @description BCP 47 tag of invitations */
            language: string;
            /** @description Minutes */
            duration: number;
            /**
             * @description The kind of meeting, `standard` by default. `offTheRecord` is never recorded and has no minutes.
             * @enum {string}
             */
            type: "standard" | "boardroom" | "classroom" | "offTheRecord";
            /** @description Whether the meeting is recorded. */
            isRecorded: boolean;
            /**
             * @description The picture quality that cameras send.
             * @enum {string}
             */
            videoResolution: "low" | "standard" | "hd";
            /** @description Whether invitees are mailed */
            mailConfigured: boolean;
        };
        /**
         * InvitedParticipant
         * @description Somebody who was invited to the meeting.
         */
        InvitedParticipant: {
            /** @description The name as it was typed in the invitation. */
            name: string;
            /** @description Where the invitation goes. */
            email: string;
            /**
             * @description What the person may do once inside.
             * @enum {string}
             */
            role: "host" | "participant";
            /** @description Language of the invitation, as a BCP 47 tag such as `de` or `fr-CH`. */
            language: string;
        };
        /**
         * MeetingRecurrence
         * @description How a meeting repeats.
         */
        MeetingRecurrence: {
            /**
             * @description The unit of repetition; `""` for none.
             * @enum {string}
             */
            frequencyType: "" | "daily" | "weekly" | "monthly" | "yearly";
            /** @description Every how many of these units the meeting repeats, 1 or more; null where it does not repeat. */
            frequency: number | null;
            /**
             * @description Whether a monthly meeting keeps its day of the month or its weekday; `""` where it is not monthly. Which day that is follows from `startTime` in `timezone`.
             * @enum {string}
             */
            monthlyPattern: "" | "dayOfMonth" | "dayOfWeek";
            /**
             * @description What ends the series; `""` where there is none.
             * @enum {string}
             */
            endsType: "" | "never" | "on" | "after";
            /**
             * Format: date-time
             * @description When the series ends, where `endsType` is `on`. Elsewhere it means nothing and holds the time at which the meeting was created.
             */
            endsOn: string;
            /** @description After how many occurrences the series ends, where `endsType` is `after`; elsewhere 0. */
            endsAfter: number;
        };
        /**
         * MeetingDocument
         * @description A file that was added to the meeting.
         */
        MeetingDocument: {
            /** @description Identifies the document within the meeting. */
            id: string;
            /** @description File name, for people to read. */
            name: string;
            /** @description Media type, such as `application/pdf`. */
            mimeType: string;
            /** @description Length of the file in bytes. */
            size: number;
            /** @description Where the file can be fetched. */
            url: string;
        };
        /**
         * MeetingView
         * @description A Meeting of the wire contract, with its addresses
         * @example {
         *       "invitedParticipants": [],
         *       "meetingId": "9974-7653-8886-0485",
         *       "id": "5e945c36b863b82cefdddf54",
         *       "topic": "My Meeting Topic",
         *       "startTime": "2022-04-07T09:00:00.000Z",
         *       "endTime": "2022-04-07T10:00:00.000Z",
         *       "duration": "60",
         *       "type": "standard",
         *       "roomId": "5e9459c5b863b82cefdddf50",
         *       "isRecurring": false,
         *       "isDialin": false,
         *       "recurring": {
         *         "frequencyType": "",
         *         "frequency": null,
         *         "monthlyPattern": "",
         *         "endsType": "",
         *         "endsOn": "2022-04-13T12:18:07.211Z",
         *         "endsAfter": 0
         *       },
         *       "isRecorded": false,
         *       "agenda": "",
         *       "documents": [],
         *       "meetingPermissionId": null,
         *       "videoResolution": "standard",
         *       "dtClosedAt": null,
         *       "whitelabelId": "5c737902b377b0f7fbf81fce",
         *       "addedByUserId": "5e9459c5b863b82cefdddf4e",
         *       "addedByEmail": "test-user@example.com",
         *       "accountId": "5e9459c5b863b82cefdddf4f",
         *       "addedByUsername": "Test User",
         *       "timezone": "Europe/Zurich",
         *       "privateDataVisible": true,
         *       "icalSequence": "0",
         *       "icsToken": "c89f842f-3295-4bf9-807d-a46841fbc2ec-25f722e4-70fc-4163-9cda-b4b7d8aec358",
         *       "isActive": false,
         *       "isClosed": true,
         *       "isOpen": false,
         *       "dialInConferenceRoom": null,
         *       "dialInNumbers": [],
         *       "dialInPin": null,
         *       "sipProxy": null,
         *       "sipDomain": null,
         *       "isDemo": false,
         *       "isPromo": false,
         *       "joinUrl": "https://meet.example.com/join/9974-7653-8886-0485",
         *       "icsUrl": "https://meet.example.com/api/v1/meetings/5e945c36b863b82cefdddf54/calendar.ics?token=c89f842f-3295-4bf9-807d-a46841fbc2ec-25f722e4-70fc-4163-9cda-b4b7d8aec358"
         *     }
         */
        MeetingView: {
            /** @description Who was invited. Empty also where the instance redacts private data. */
            invitedParticipants: components["schemas"]["InvitedParticipant"][];
            /** @description The number that people type to join: sixteen digits as `dddd-dddd-dddd-dddd`, unique. */
            meetingId: string;
            /** @description Identifies the meeting, and a series as a whole. 24 hex digits that sort by creation. */
            id: string;
            /** @description What the meeting is called. */
            topic: string;
            /**
             * Format: date-time
             * @description When it starts; in a series, when this occurrence starts. With `id` it names the occurrence.
             */
            startTime: string;
            /**
             * Format: date-time
             * @description When it ends; in a series, when this occurrence ends.
             */
            endTime: string;
            /** @description Minutes from `startTime` to `endTime`, as a string. */
            duration: string;
            /**
             * @description The kind of meeting, `standard` by default. `offTheRecord` is never recorded and has no minutes.
             * @enum {string}
             */
            type: "standard" | "boardroom" | "classroom" | "offTheRecord";
            /** @description The room in which it takes place. */
            roomId: string;
            /** @description Whether this is a series. */
            isRecurring: boolean;
            /** @description Whether people may dial in by telephone. */
            isDialin: boolean;
            recurring: components["schemas"]["MeetingRecurrence"];
            /** @description Whether the meeting is recorded. */
            isRecorded: boolean;
            /** @description What is to be discussed. */
            agenda: string;
            /** @description Files added to the meeting. Empty also where the instance redacts private data. */
            documents: components["schemas"]["MeetingDocument"][];
            /** @description The set of permissions that governs it; null unless configured. */
            meetingPermissionId: string | null;
            /**
             * @description The picture quality that cameras send.
             * @enum {string}
             */
            videoResolution: "low" | "standard" | "hd";
            /** @description When the meeting was closed; null until then. */
            dtClosedAt: string | null;
            /** @description The white label instance that it belongs to. */
            whitelabelId: string;
            /** @description The user who scheduled it. */
            addedByUserId: string;
            /** @description E-mail address of the user who scheduled it; `""` where there is none or it is redacted. */
            addedByEmail: string;
            /** @description The account that it belongs to. */
            accountId: string;
            /** @description The name of the user who scheduled it. */
            addedByUsername: string;
            /** @description IANA name of the time zone in which the recurrence is expanded, such as `Europe/Zurich`. */
            timezone: string;
            /** @description False where the instance is set to redact: then topic, agenda, names, e-mail addresses, invitees and documents are `""` or `[]`. */
            privateDataVisible: boolean;
            /** @description The iCalendar SEQUENCE, an integer as a string. It rises with every change for which RFC 5546 wants a new one, and on cancellation. */
            icalSequence: string;
            /** @description The capability in the URL of the meeting's calendar file: anyone who has it may read the file. Keep it out of logs. */
            icsToken: string;
            /** @description Whether somebody is inside. */
            isActive: boolean;
            /** @description Whether the meeting, or this occurrence of it, is closed. */
            isClosed: boolean;
            /** @description Whether people may enter now: from a while before the start until it is closed. */
            isOpen: boolean;
            /** @description The conference room to dial; null unless configured. */
            dialInConferenceRoom: string | null;
            /** @description Telephone numbers to dial; empty unless configured. */
            dialInNumbers: string[];
            /** @description The PIN to enter after dialling; null unless configured. */
            dialInPin: string | null;
            /** @description The SIP proxy; null unless configured. */
            sipProxy: string | null;
            /** @description The SIP domain; null unless configured. */
            sipDomain: string | null;
            /** @description Whether this is a demonstration. */
            isDemo: boolean;
            /** @description Whether this is a promotion. */
            isPromo: boolean;
            /** @description Where people join */
            joinUrl: string;
            /** @description The invitation as a file, for anyone who has this address */
            icsUrl: string;
        };
        /**
         * MeetingEvent
         * @description An event of a meeting, with its deliveries
         */
        MeetingEvent: {
            /** @description `webhook-id` */
            id: string;
            event: components["schemas"]["HookName"];
            /** @description Of an event about one occurrence of a series: the start that its rule gives it, whatever it was moved to */
            occurrence: string | null;
            /** @description Of an event of a series: what changed; following: the series ends before `occurrence`. Of an event about several meetings: of the first. Null: no series */
            change: ("series" | "occurrence" | "occurrence-cancelled" | "following") | null;
            /** @description Its number for that meeting: 1, 2, 3 … */
            sequence: number;
            /** @description All meetings that it is about */
            meetingIds: string[];
            /**
             * Format: date-time
             * @description When it was recorded
             */
            createdAt: string;
            /** @description When its body was erased on request */
            erasedAt: string | null;
            /** @description To whom it was told, in the order of making */
            deliveries: components["schemas"]["Delivery"][];
        };
        /**
         * InvitationMail
         * @description The latest mail to one invitee
         */
        InvitationMail: {
            /**
             * @description What it says
             * @enum {string}
             */
            kind: "invitation" | "update" | "cancellation";
            /**
             * @description waiting: it goes out, or is tried again; sent: the mail server has taken it; failed: given up
             * @enum {string}
             */
            state: "waiting" | "sent" | "failed";
            /** @description Why the latest try failed; null: none has failed */
            fault: ("not-configured" | "unreachable" | "refused-address" | "timeout" | "tls" | "authentication" | "sender-refused" | "recipient-refused" | "refused") | null;
            /** @description What the mail server said then */
            answer: string | null;
            /**
             * Format: date-time
             * @description Since when it is so
             */
            changedAt: string;
        };
        /**
         * Invitations
         * @description What became of the mails to a meeting’s invitees
         */
        Invitations: {
            /** @description Whether this instance sends mails */
            mailConfigured: boolean;
            /** @description In the order of invitedParticipants */
            data: {
                /** @description Of the invitee */
                name: string;
                /** @description Where mails go */
                email: string;
                /** @description Null: nothing was mailed */
                mail: components["schemas"]["InvitationMail"] | null;
            }[];
        };
        /**
         * Occurrence
         * @description One time at which a meeting takes place
         */
        Occurrence: {
            /**
             * Format: date-time
             * @description The start that the rule gives it: names it, whatever it was moved to
             */
            originalStart: string;
            /**
             * Format: date-time
             * @description When it starts
             */
            startTime: string;
            /**
             * Format: date-time
             * @description When it ends
             */
            endTime: string;
            /** @description Its own, or that of the series */
            topic: string;
            /** @description Its own, or that of the series */
            agenda: string;
            /**
             * @description current: the one that people join next
             * @enum {string}
             */
            state: "coming" | "current" | "closed" | "cancelled";
            /** @description Whether it has a time, a length, a topic or an agenda of its own */
            isChanged: boolean;
        };
        /**
         * OpenedRecordingPart
         * @description A part that is being uploaded
         */
        OpenedRecordingPart: {
            /** @description Names the part in the addresses of its chunks */
            id: string;
            /** @description As `recordingUrls` of the web hook has it */
            fileName: string;
        };
        /**
         * Recording
         * @description The recording of one held meeting: parts come in, one merged file comes out
         */
        Recording: {
            /** @description Names the recording */
            id: string;
            /** @description The meeting */
            meetingId: string;
            /**
             * Format: uuid
             * @description The held session
             */
            meetingToken: string;
            /** @description The account */
            accountId: string;
            /** @description Of the meeting */
            topic: string;
            /**
             * Format: date-time
             * @description When the meeting began, by plan
             */
            startTime: string;
            /**
             * @description collecting: the meeting is open; waiting: for the merge; merging; merged; failed: given up, `POST …/merge` tries it again; unusable: there is nothing to merge
             * @enum {string}
             */
            state: "collecting" | "waiting" | "merging" | "merged" | "failed" | "unusable";
            /** @description Why it waits, failed or is unusable, in words */
            reason: string | null;
            /** @description Share of the merge that is done */
            progress: number;
            /** @description How long the merge will still take; null while that cannot be said */
            secondsLeft: number | null;
            /** @description When the merge begins, or is tried again; null while collecting and when finished */
            mergeDueAt: string | null;
            /** @description Of the merged file */
            sizeBytes: number | null;
            /** @description Of the merged file */
            durationMs: number | null;
            /** @description As in the web hook; works without credentials until the recording is deleted */
            mergedRecordingUrl: string | null;
            /**
             * Format: date-time
             * @description When its first part was opened, or the meeting closed
             */
            createdAt: string;
            /** @description When the merge was done */
            mergedAt: string | null;
        };
        /**
         * RecordingPart
         * @description What one participant recorded without a break
         */
        RecordingPart: {
            /** @description The part */
            id: string;
            /** @description Who recorded it */
            participantId: string;
            /** @description By which name they joined */
            participantName: string;
            /** @description Counts the participant’s parts from 0 */
            index: number;
            /**
             * Format: date-time
             * @description When it began
             */
            startedAt: string;
            /** @description As the recorder said */
            mimeType: string;
            /**
             * @description What its picture shows: a shared screen is large in the merged file. A camera unless said, and where it has none
             * @enum {string}
             */
            picture: "camera" | "screen";
            /** @description As `recordingUrls` of the web hook has it */
            fileName: string;
            /** @description How much of it has come in */
            receivedBytes: number;
            /** @description False: what has come in of it is merged all the same */
            isComplete: boolean;
        };
        /**
         * RecordingGap
         * @description When nothing was recorded of a recorded meeting
         */
        RecordingGap: {
            /**
             * Format: date-time
             * @description From when on
             */
            from: string;
            /**
             * Format: date-time
             * @description Until when; of one that lasts, now
             */
            to: string;
            /**
             * @description paused, stopped: by a host; recorder-lost, server-lost: it ended without warning; disk-full, too-large: there was no room
             * @enum {string}
             */
            reason: "paused" | "stopped" | "recorder-lost" | "server-lost" | "disk-full" | "too-large";
        };
        /**
         * RecordingChapter
         * @description Where something begins in the merged file
         */
        RecordingChapter: {
            /** @description From the beginning of the merged file */
            startMs: number;
            /**
             * @description joined: they came for the first time; screen: it began to be shared; paused or lost, resumed: nobody was recorded in between, because a host wanted it so, or because something failed
             * @enum {string}
             */
            kind: "joined" | "screen" | "paused" | "lost" | "resumed";
            /** @description Those who joined, or whose screen it is */
            names: string[];
        };
        /**
         * RecordingVoice
         * @description When somebody speaks in the merged file
         */
        RecordingVoice: {
            /** @description Who speaks */
            participantId: string;
            /** @description By which name they joined */
            name: string;
            /** @description From when to when they speak, in milliseconds of the merged file, in order */
            times: number[][];
        };
        /**
         * RecordingPartRemark
         * @description What is to be said about a part of a recording
         */
        RecordingPartRemark: {
            /** @description Of the part */
            fileName: string;
            /** @description In words */
            reason: string;
            /** @description False: it is not in the recording; true: something of it is missing */
            isUsed: boolean;
        };
        /**
         * RecordingDetail
         * @description A recording with its parts
         */
        RecordingDetail: {
            /** @description Names the recording */
            id: string;
            /** @description The meeting */
            meetingId: string;
            /**
             * Format: uuid
             * @description The held session
             */
            meetingToken: string;
            /** @description The account */
            accountId: string;
            /** @description Of the meeting */
            topic: string;
            /**
             * Format: date-time
             * @description When the meeting began, by plan
             */
            startTime: string;
            /**
             * @description collecting: the meeting is open; waiting: for the merge; merging; merged; failed: given up, `POST …/merge` tries it again; unusable: there is nothing to merge
             * @enum {string}
             */
            state: "collecting" | "waiting" | "merging" | "merged" | "failed" | "unusable";
            /** @description Why it waits, failed or is unusable, in words */
            reason: string | null;
            /** @description Share of the merge that is done */
            progress: number;
            /** @description How long the merge will still take; null while that cannot be said */
            secondsLeft: number | null;
            /** @description When the merge begins, or is tried again; null while collecting and when finished */
            mergeDueAt: string | null;
            /** @description Of the merged file */
            sizeBytes: number | null;
            /** @description Of the merged file */
            durationMs: number | null;
            /** @description As in the web hook; works without credentials until the recording is deleted */
            mergedRecordingUrl: string | null;
            /**
             * Format: date-time
             * @description When its first part was opened, or the meeting closed
             */
            createdAt: string;
            /** @description When the merge was done */
            mergedAt: string | null;
            /** @description In the order in which they began */
            parts: components["schemas"]["RecordingPart"][];
            /** @description When nothing was recorded, in order of time */
            gaps: components["schemas"]["RecordingGap"][];
            /** @description Of the merged file, in order of time */
            chapters: components["schemas"]["RecordingChapter"][];
            /** @description Who speaks when; breaks of less than a second are none. Empty until it is merged */
            voices: components["schemas"]["RecordingVoice"][];
            /** @description Parts that were left out, or not used as a whole, and why */
            report: components["schemas"]["RecordingPartRemark"][];
        };
        /**
         * RecordingStrip
         * @description How the strip of small pictures is made up
         */
        RecordingStrip: {
            /** @description From one picture to the next, in the film */
            intervalMs: number;
            /** @description How many there are */
            count: number;
            /** @description How many there are in a row */
            columns: number;
            /** @description Of each, in pixels */
            width: number;
            /** @description Of each, in pixels */
            height: number;
        };
        /**
         * RecordingFilmPart
         * @description A part that can be downloaded
         */
        RecordingFilmPart: {
            /** @description Names the part in `/parts/{part}` */
            id: string;
            /** @description Who it is of */
            participantName: string;
            /**
             * @description What its picture shows: a shared screen is large in the merged file. A camera unless said, and where it has none
             * @enum {string}
             */
            picture: "camera" | "screen";
            /** @description When it begins in the film; null where that is not known */
            startMs: number | null;
            /** @description Of its file */
            sizeBytes: number;
        };
        /**
         * RecordingFilm
         * @description What a player shows of a merged recording
         */
        RecordingFilm: {
            /** @description Names the recording */
            id: string;
            /** @description Of the meeting */
            topic: string;
            /**
             * Format: date-time
             * @description When the meeting began, by plan
             */
            startTime: string;
            /** @description When the film begins; null: it was merged before this was written down */
            beganAt: string | null;
            /** @description Of the film */
            durationMs: number;
            /**
             * @description audio/webm: nobody had a picture
             * @enum {string}
             */
            mimeType: "video/webm" | "audio/webm";
            /** @description Of the film */
            sizeBytes: number;
            /** @description In order of time */
            chapters: components["schemas"]["RecordingChapter"][];
            /** @description Who speaks when */
            voices: components["schemas"]["RecordingVoice"][];
            /** @description Whether there is a `/thumbnail` */
            hasThumbnail: boolean;
            /** @description Of `/strip`; null: there is none */
            strip: components["schemas"]["RecordingStrip"] | null;
            /** @description How many `/questions.vtt` has */
            questionCount: number;
            /** @description In the order in which they began */
            parts: components["schemas"]["RecordingFilmPart"][];
        };
        /**
         * Replay
         * @description Repeating the events of a time window to one web hook
         */
        Replay: {
            /** @description Names the replay */
            id: string;
            /** @description To whom */
            webHookId: string;
            /**
             * Format: date-time
             * @description Start of the window
             */
            since: string;
            /**
             * Format: date-time
             * @description End of the window
             */
            until: string;
            /** @enum {string} */
            only: "failed" | "missed" | "all";
            /** @description Events in it when it began */
            total: number;
            /** @description How many of their deliveries are finished */
            done: number;
            /** @enum {string} */
            state: "running" | "done" | "cancelled";
            /**
             * Format: date-time
             * @description When it began
             */
            createdAt: string;
            /** @description When it was done or cancelled */
            finishedAt: string | null;
        };
        /**
         * Room
         * @description Where meetings are held
         */
        Room: {
            /** @description Identifies the room: roomId of a meeting */
            id: string;
            /** @description The account that owns it */
            accountId: string;
            /** @description Name of a permanent room; empty: the account's own room */
            name: string;
            /**
             * Format: date-time
             * @description When it was made
             */
            createdAt: string;
        };
        /**
         * SessionUser
         * @description Who is signed in, or whose key it is
         */
        SessionUser: {
            /** @description Identifies the user */
            id: string;
            /** @description What they sign in with; null for the key of an account, which is told the name of its owner only */
            email: string | null;
            /** @description Their name */
            username: string;
            /**
             * @description administrator: everything on the instance; host: their own meetings, or all of the account where it shares them
             * @enum {string}
             */
            role: "administrator" | "host";
            /**
             * @description How far they reach
             * @enum {string}
             */
            level: "instance" | "account";
            /** @description The account in which they act where they name none */
            accountId: string;
            /** @description BCP 47 tag of the pages */
            language: string;
            /** @description Whether they use a second factor; null for the key of an account */
            totpEnabled: boolean | null;
            /** @description What they may do */
            scopes: ("meetings:read" | "meetings:write" | "recordings:read" | "recordings:write" | "summaries:read" | "summaries:write" | "web-hooks:read" | "web-hooks:write" | "deliveries:read" | "deliveries:write" | "administration:read" | "administration:write" | "events:read")[];
        };
        /**
         * Session
         * @description Who the caller is
         */
        Session: {
            user: components["schemas"]["SessionUser"];
            /** @description To be sent as X-CSRF-Token with every write; null where a key was sent, which needs none */
            csrfToken: string | null;
        };
        /**
         * TotpSecret
         * @description A secret for an authenticator app
         */
        TotpSecret: {
            /** @description In base32; kept for 15 minutes, until a code of it confirms it */
            secret: string;
            /** @description otpauth URL, to be shown as a QR code */
            url: string;
        };
        /**
         * SetUpLink
         * @description What a one-time link is for
         */
        SetUpLink: {
            /**
             * @description What the link is for
             * @enum {string}
             */
            purpose: "set-up" | "invitation" | "password-reset";
            /**
             * Format: date-time
             * @description Not accepted from here on
             */
            expiresAt: string;
            /** @description What the person will sign in with; empty where they have to say */
            email: string;
            /** @description Their name so far */
            username: string;
            /** @description A BCP 47 tag, such as de or fr-CH */
            language: string;
            /** @description Whether the code of their second factor is needed, too */
            totpRequired: boolean;
            /** @description Name of the instance */
            productName: string;
            /** @description IANA time zone of the instance */
            timezone: string;
        };
        /**
         * TestMailOutcome
         * @description What became of a test mail
         */
        TestMailOutcome: {
            /** @description Whether the mail server has taken it */
            isSent: boolean;
            /** @description Where it goes */
            to: string;
            /** @description The sender */
            from: string;
            /** @description Host and port of the mail server */
            server: string;
            /** @description What the mail server said, or what went wrong before it could */
            answer: string;
            /** @description What to look at where it was not sent */
            fault: ("not-configured" | "unreachable" | "refused-address" | "timeout" | "tls" | "authentication" | "sender-refused" | "recipient-refused" | "refused") | null;
        };
        /**
         * PresenceChange
         * @description A participant came or went.
         */
        PresenceChange: {
            /**
             * @description What happened.
             * @enum {string}
             */
            action: "joined" | "left";
            /** @description When it happened, in epoch milliseconds. */
            timestamp: number;
        };
        /**
         * BrowserInfo
         * @description What the participant's browser said of itself. All six keys always, `""` for what is unknown.
         */
        BrowserInfo: {
            /** @description Version of the browser, such as `82.0.4062.0`. */
            browserVersion: string;
            /** @description Name of the browser, such as `Chrome`. */
            browserName: string;
            /** @description Name of the operating system, such as `macOS`. */
            osName: string;
            /** @description Version of the operating system, such as `10.15.6`. */
            osVersion: string;
            /** @description Kind of device, such as `desktop`, `tablet` or `mobile`. */
            platformType: string;
            /** @description Maker of the device, such as `Apple`. */
            platformVendor: string;
        };
        /**
         * SummaryParticipant
         * @description One person, however often they came and went: the same user, or the same guest.
         */
        SummaryParticipant: {
            /** @description The name under which the person took part; `""` where the instance redacts private data. */
            name: string;
            /** @description Comings and goings in order, `joined` and `left` in turn. Anyone who is inside at the close leaves at the close. */
            durations: components["schemas"]["PresenceChange"][];
            info: components["schemas"]["BrowserInfo"];
        };
        /**
         * MeetingQuestion
         * @description A question that was asked during the meeting.
         */
        MeetingQuestion: {
            /** @description What was asked. */
            question: string;
            /** @description The name of the person who asked. */
            askedBy: string;
            /** @description The answers given, in order. */
            answers: string[];
        };
        /**
         * AbsentInvitee
         * @description Somebody who was invited and did not come
         */
        AbsentInvitee: {
            /** @description As invited */
            name: string;
            /** @description As invited */
            email: string;
        };
        /**
         * SummaryView
         * @description A MeetingSummary of the wire contract, with the name and time of its meeting
         */
        SummaryView: {
            /** @description Identifies the summary. */
            id: string;
            /** @description The meeting's `id` of 24 hex digits, not the sixteen digits that people type. */
            meetingId: string;
            /**
             * @description The kind of meeting it was.
             * @enum {string}
             */
            meetingType: "standard" | "boardroom" | "classroom" | "offTheRecord";
            /** @description The agenda as it stood; `""` where there was none. */
            agenda: string;
            /** @description The minutes; `""` where there are none, and always for an off-the-record meeting. */
            minutes: string;
            /** @description Everybody who was inside, once each. Empty where nobody came. */
            participants: components["schemas"]["SummaryParticipant"][];
            /** @description Files added to the meeting. */
            documents: components["schemas"]["MeetingDocument"][];
            /** @description Where the summary can be fetched as a PDF; null where there is none. */
            pdf: string | null;
            /** @description Local midnight, in the meeting's time zone, of the day on which it took place, in epoch milliseconds. */
            dayTimestamp: number;
            /** @description The account that the meeting belongs to. */
            accountId: string;
            /** @description Whether it was held in a permanent room with a name of its own. */
            isNamedRoom: boolean;
            /** @description Whether the recording was already merged when this summary was made. */
            isRecordingPrepared: boolean;
            /** @description The media node that carried the meeting; `""` where there was none. */
            sfuHostname: string;
            /** @description Questions asked during the meeting. Always empty for an off-the-record meeting. */
            meetingQuestions: components["schemas"]["MeetingQuestion"][];
            /** @description Of the meeting */
            topic: string;
            /**
             * Format: date-time
             * @description When it began, by plan
             */
            startTime: string;
            /**
             * Format: date-time
             * @description When it was closed
             */
            closedAt: string;
            /**
             * Format: date-time
             * @description When the summary was made
             */
            createdAt: string;
            /** @description Who was invited and did not come, by address, or by name where a guest gave none */
            absent: components["schemas"]["AbsentInvitee"][];
        };
        /**
         * User
         * @description Somebody who signs in
         */
        User: {
            /** @description Identifies the user */
            id: string;
            /** @description The account that they belong to */
            accountId: string;
            /** @description What they sign in with; empty until the first administrator was set up */
            email: string;
            /** @description Their name */
            username: string;
            /**
             * @description administrator: everything on the instance; host: their own meetings, or all of the account where it shares them
             * @enum {string}
             */
            role: "administrator" | "host";
            /** @description A BCP 47 tag, such as de or fr-CH */
            language: string;
            /** @description Since when they may no longer sign in; null: active */
            disabledAt: string | null;
            /** @description False until they followed their invitation */
            hasPassword: boolean;
            /** @description Whether they use a second factor */
            totpEnabled: boolean;
            /**
             * Format: date-time
             * @description When the user was made
             */
            createdAt: string;
        };
        /**
         * OneTimeLink
         * @description A link that lets a person set their password, once
         */
        OneTimeLink: {
            /** @description Anyone who opens it first sets the password. Shown this once */
            url: string;
            /**
             * Format: date-time
             * @description Not accepted from here on
             */
            expiresAt: string;
            /** @description Whether it is mailed to the user, too */
            isMailed: boolean;
        };
        /**
         * InvitedUser
         * @description The new user, and the link that invites them
         */
        InvitedUser: {
            user: components["schemas"]["User"];
            invitation: components["schemas"]["OneTimeLink"];
        };
        /** WebHookHealth */
        WebHookHealth: {
            /**
             * @description failing: the latest call failed; open: calls are kept, because too many failed or the receiver is gone; off: switched off
             * @enum {string}
             */
            state: "delivering" | "failing" | "open" | "off";
            /** @description In words; `gone` where the receiver answered 410 and a person has to resume it */
            reason: string | null;
            /** @description Since when it is so */
            since: string | null;
            /** @description Deliveries that are owed; exact up to 10,000 */
            backlog: number;
            /** @description There are more than 10,000 */
            backlogIsMore: boolean;
            /** @description Of these, how many wait for Catch up */
            kept: number;
            /** @description When the oldest of them was made */
            oldestPendingAt: string | null;
            /** @description While it is `open` and not `gone`: when the next call is tried */
            nextTryAt: string | null;
        };
        /** WebHookWarning */
        WebHookWarning: {
            /**
             * @description gone: the receiver answered 410; breaker-open: too many calls failed; off: switched off; catch-up-waits: calls wait for Catch up; backlog-old: the oldest call waits for more than an hour; last-try: a call is about to be given up; certificate-expires: the receiver’s; client-certificate-expires: ours; signing-secret-retires: the old secret; api-key-changes: the next key is sent soon
             * @enum {string}
             */
            code: "gone" | "breaker-open" | "off" | "catch-up-waits" | "backlog-old" | "last-try" | "certificate-expires" | "client-certificate-expires" | "signing-secret-retires" | "api-key-changes";
            /** @description Since when it is so */
            since: string | null;
            /** @description When what it warns of happens: a key changes, a certificate expires */
            deadline: string | null;
            /** @description How many deliveries it is about */
            count: number | null;
            /** @description In words: what happened, and what to do next */
            detail: string;
        };
        /**
         * WebHook
         * @description Where and how a hook calls out
         */
        WebHook: {
            /** @description Names the web hook */
            id: string;
            event: components["schemas"]["HookName"];
            /** @description Where calls go; read at each try, so a corrected one heals what is pending */
            url: string;
            /**
             * @description POST by default
             * @enum {string}
             */
            method: "POST" | "PUT";
            /** @description Switched off, its deliveries are kept as `paused`. True by default */
            enabled: boolean;
            /** @description Calls carry `webhook-signature`. True by default */
            signed: boolean;
            /** @description Calls also carry a `v1a` signature; see the public key. False by default */
            signedAsymmetrically: boolean;
            /** @description What was kept goes out as soon as calls go out again; else it waits for Catch up. True by default */
            catchUpAutomatically: boolean;
            /** @description Ceiling of calls in flight, over all servers. 50 by default; the limit in force begins at 10 and rises while answers come as quickly */
            maxInFlight: number;
            /** @description Ceiling of calls per second, over all servers; null, the default: none */
            ratePerSecond: number | null;
            /** @description Null, the default: as System Configuration says */
            retrySchedule: number[] | null;
            /** @description How long a call may wait for an earlier one of its meeting. 600 by default */
            holdSeconds: number;
            /** @description For the whole exchange. 15 by default */
            timeoutSeconds: number;
            /** @description Shown to a receiver that asks for one (mTLS); needs its key */
            clientCertificate: string | null;
            /** @description Authorities that are trusted besides the usual ones */
            extraCa: string | null;
            name: string | null;
            /** @description The account whose events it gets; null: those of every account */
            accountId: string | null;
            /** @description Whether calls carry `X-API-KEY` */
            apiKeySet: boolean;
            /** @description The latest rotation with a time of its own; null: none */
            apiKeyRotation: {
                /**
                 * Format: date-time
                 * @description From when the new key is sent
                 */
                from: string;
                /**
                 * @description What became of the old one
                 * @enum {string}
                 */
                oldKey: "sent" | "retired";
            } | null;
            /** @description Names of the custom headers, each with a mask */
            headers: {
                [key: string]: string;
            };
            /** @description Until then calls carry a signature by a former secret, too; null: no longer */
            oldSecretRetiresAt: string | null;
            /** @description Whether a private key is stored */
            clientKeySet: boolean;
            /**
             * Format: date-time
             * @description When it was created
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Last change
             */
            updatedAt: string;
            health: components["schemas"]["WebHookHealth"];
            /** @description What a person should know or do, the most urgent first. Administrators are mailed the same */
            warnings: components["schemas"]["WebHookWarning"][];
        };
        /** NewWebHook */
        NewWebHook: {
            event: components["schemas"]["HookName"];
            /** @description Where calls go; read at each try, so a corrected one heals what is pending */
            url: string;
            /**
             * @description POST by default
             * @enum {string}
             */
            method?: "POST" | "PUT";
            /** @description Switched off, its deliveries are kept as `paused`. True by default */
            enabled?: boolean;
            /** @description Calls carry `webhook-signature`. True by default */
            signed?: boolean;
            /** @description Calls also carry a `v1a` signature; see the public key. False by default */
            signedAsymmetrically?: boolean;
            /** @description What was kept goes out as soon as calls go out again; else it waits for Catch up. True by default */
            catchUpAutomatically?: boolean;
            /** @description Ceiling of calls in flight, over all servers. 50 by default; the limit in force begins at 10 and rises while answers come as quickly */
            maxInFlight?: number;
            /** @description Ceiling of calls per second, over all servers; null, the default: none */
            ratePerSecond?: number | null;
            /** @description Null, the default: as System Configuration says */
            retrySchedule?: number[] | null;
            /** @description How long a call may wait for an earlier one of its meeting. 600 by default */
            holdSeconds?: number;
            /** @description For the whole exchange. 15 by default */
            timeoutSeconds?: number;
            /** @description Shown to a receiver that asks for one (mTLS); needs its key */
            clientCertificate?: string | null;
            /** @description Authorities that are trusted besides the usual ones */
            extraCa?: string | null;
            /** @description Goes out as `X-API-KEY`; null: no header. Never shown */
            apiKey?: string | null;
            /** @description Private key of the client certificate. Never shown */
            clientKey?: string | null;
            /** @description Custom headers. Values are never shown; `•••` in place of one means the stored value */
            headers?: {
                [key: string]: string;
            };
            /** @description `whsec_` and base64 of 24 to 64 bytes, for several web hooks of one listener that share one. One is made up by default */
            signingSecret?: string;
            name?: string | null;
            /** @description The account whose events it gets; null: those of every account */
            accountId?: string | null;
        };
        /**
         * CreatedWebHook
         * @description A new web hook, with its signing secret
         */
        CreatedWebHook: {
            /** @description Names the web hook */
            id: string;
            event: components["schemas"]["HookName"];
            /** @description Where calls go; read at each try, so a corrected one heals what is pending */
            url: string;
            /**
             * @description POST by default
             * @enum {string}
             */
            method: "POST" | "PUT";
            /** @description Switched off, its deliveries are kept as `paused`. True by default */
            enabled: boolean;
            /** @description Calls carry `webhook-signature`. True by default */
            signed: boolean;
            /** @description Calls also carry a `v1a` signature; see the public key. False by default */
            signedAsymmetrically: boolean;
            /** @description What was kept goes out as soon as calls go out again; else it waits for Catch up. True by default */
            catchUpAutomatically: boolean;
            /** @description Ceiling of calls in flight, over all servers. 50 by default; the limit in force begins at 10 and rises while answers come as quickly */
            maxInFlight: number;
            /** @description Ceiling of calls per second, over all servers; null, the default: none */
            ratePerSecond: number | null;
            /** @description Null, the default: as System Configuration says */
            retrySchedule: number[] | null;
            /** @description How long a call may wait for an earlier one of its meeting. 600 by default */
            holdSeconds: number;
            /** @description For the whole exchange. 15 by default */
            timeoutSeconds: number;
            /** @description Shown to a receiver that asks for one (mTLS); needs its key */
            clientCertificate: string | null;
            /** @description Authorities that are trusted besides the usual ones */
            extraCa: string | null;
            name: string | null;
            /** @description The account whose events it gets; null: those of every account */
            accountId: string | null;
            /** @description Whether calls carry `X-API-KEY` */
            apiKeySet: boolean;
            /** @description The latest rotation with a time of its own; null: none */
            apiKeyRotation: {
                /**
                 * Format: date-time
                 * @description From when the new key is sent
                 */
                from: string;
                /**
                 * @description What became of the old one
                 * @enum {string}
                 */
                oldKey: "sent" | "retired";
            } | null;
            /** @description Names of the custom headers, each with a mask */
            headers: {
                [key: string]: string;
            };
            /** @description Until then calls carry a signature by a former secret, too; null: no longer */
            oldSecretRetiresAt: string | null;
            /** @description Whether a private key is stored */
            clientKeySet: boolean;
            /**
             * Format: date-time
             * @description When it was created
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Last change
             */
            updatedAt: string;
            health: components["schemas"]["WebHookHealth"];
            /** @description What a person should know or do, the most urgent first. Administrators are mailed the same */
            warnings: components["schemas"]["WebHookWarning"][];
            /** @description `whsec_…`, shown this once */
            signingSecret: string;
        };
        /** WebHookPatch */
        WebHookPatch: {
            /** @description Where calls go; read at each try, so a corrected one heals what is pending */
            url?: string;
            /**
             * @description POST by default
             * @enum {string}
             */
            method?: "POST" | "PUT";
            /** @description Switched off, its deliveries are kept as `paused`. True by default */
            enabled?: boolean;
            /** @description Calls carry `webhook-signature`. True by default */
            signed?: boolean;
            /** @description Calls also carry a `v1a` signature; see the public key. False by default */
            signedAsymmetrically?: boolean;
            /** @description What was kept goes out as soon as calls go out again; else it waits for Catch up. True by default */
            catchUpAutomatically?: boolean;
            /** @description Ceiling of calls in flight, over all servers. 50 by default; the limit in force begins at 10 and rises while answers come as quickly */
            maxInFlight?: number;
            /** @description Ceiling of calls per second, over all servers; null, the default: none */
            ratePerSecond?: number | null;
            /** @description Null, the default: as System Configuration says */
            retrySchedule?: number[] | null;
            /** @description How long a call may wait for an earlier one of its meeting. 600 by default */
            holdSeconds?: number;
            /** @description For the whole exchange. 15 by default */
            timeoutSeconds?: number;
            /** @description Shown to a receiver that asks for one (mTLS); needs its key */
            clientCertificate?: string | null;
            /** @description Authorities that are trusted besides the usual ones */
            extraCa?: string | null;
            /** @description Goes out as `X-API-KEY`; null: no header. Never shown */
            apiKey?: string | null;
            /** @description Private key of the client certificate. Never shown */
            clientKey?: string | null;
            /** @description Headers that are not named stay; null takes one away, or all */
            headers?: {
                [key: string]: string | null;
            } | null;
            event?: components["schemas"]["HookName"];
            name?: string | null;
            /** @description The account whose events it gets; null: those of every account */
            accountId?: string | null;
        };
        /** ReplayCount */
        ReplayCount: {
            /** @description How many calls it would be */
            count: number;
        };
        /** RotatedApiKey */
        RotatedApiKey: {
            /** @description The new key, shown this once */
            apiKey: string;
            /**
             * Format: date-time
             * @description From when it is sent
             */
            from: string;
        };
        /** RotatedSecret */
        RotatedSecret: {
            /** @description `whsec_…`, shown this once */
            signingSecret: string;
            /** @description From when the old one is no longer used; null: at once */
            oldSecretRetiresAt: string | null;
        };
        /** WebHookStatistics */
        WebHookStatistics: {
            /** @description The last 24, this one included, in order */
            hours: {
                /**
                 * Format: date-time
                 * @description The hour begins
                 */
                start: string;
                /** @description Calls that succeeded */
                delivered: number;
                /** @description Tries that failed */
                failed: number;
            }[];
            /** @description False: only the newest 100,000 tries were counted */
            isComplete: boolean;
        };
        /** TriedNow */
        TriedNow: {
            /** @description How many calls are due now */
            count: number;
            /** @description More wait; ask again */
            isMore: boolean;
        };
        /** NamedWebHook */
        NamedWebHook: {
            event: components["schemas"]["HookName"];
            /** @description Where calls go; read at each try, so a corrected one heals what is pending */
            url: string;
            /**
             * @description POST by default
             * @enum {string}
             */
            method?: "POST" | "PUT";
            /** @description Switched off, its deliveries are kept as `paused`. True by default */
            enabled?: boolean;
            /** @description Calls carry `webhook-signature`. True by default */
            signed?: boolean;
            /** @description Calls also carry a `v1a` signature; see the public key. False by default */
            signedAsymmetrically?: boolean;
            /** @description What was kept goes out as soon as calls go out again; else it waits for Catch up. True by default */
            catchUpAutomatically?: boolean;
            /** @description Ceiling of calls in flight, over all servers. 50 by default; the limit in force begins at 10 and rises while answers come as quickly */
            maxInFlight?: number;
            /** @description Ceiling of calls per second, over all servers; null, the default: none */
            ratePerSecond?: number | null;
            /** @description Null, the default: as System Configuration says */
            retrySchedule?: number[] | null;
            /** @description How long a call may wait for an earlier one of its meeting. 600 by default */
            holdSeconds?: number;
            /** @description For the whole exchange. 15 by default */
            timeoutSeconds?: number;
            /** @description Shown to a receiver that asks for one (mTLS); needs its key */
            clientCertificate?: string | null;
            /** @description Authorities that are trusted besides the usual ones */
            extraCa?: string | null;
            /** @description Goes out as `X-API-KEY`; null: no header. Never shown */
            apiKey?: string | null;
            /** @description Private key of the client certificate. Never shown */
            clientKey?: string | null;
            /** @description Custom headers. Values are never shown; `•••` in place of one means the stored value */
            headers?: {
                [key: string]: string;
            };
            /** @description The account whose events it gets; null: those of every account */
            accountId?: string | null;
        };
        /** PublicKey */
        PublicKey: {
            /** @description `whpk_…`: verifies `v1a` signatures of all web hooks */
            publicKey: string;
        };
        /** NewWebHookSet */
        NewWebHookSet: {
            /** @description Where calls go; `{event}` in it stands for the name of the hook */
            url: string;
            /**
             * @description POST by default
             * @enum {string}
             */
            method?: "POST" | "PUT";
            /** @description Switched off, its deliveries are kept as `paused`. True by default */
            enabled?: boolean;
            /** @description Calls carry `webhook-signature`. True by default */
            signed?: boolean;
            /** @description Calls also carry a `v1a` signature; see the public key. False by default */
            signedAsymmetrically?: boolean;
            /** @description What was kept goes out as soon as calls go out again; else it waits for Catch up. True by default */
            catchUpAutomatically?: boolean;
            /** @description Ceiling of calls in flight, over all servers. 50 by default; the limit in force begins at 10 and rises while answers come as quickly */
            maxInFlight?: number;
            /** @description Ceiling of calls per second, over all servers; null, the default: none */
            ratePerSecond?: number | null;
            /** @description Null, the default: as System Configuration says */
            retrySchedule?: number[] | null;
            /** @description How long a call may wait for an earlier one of its meeting. 600 by default */
            holdSeconds?: number;
            /** @description For the whole exchange. 15 by default */
            timeoutSeconds?: number;
            /** @description Shown to a receiver that asks for one (mTLS); needs its key */
            clientCertificate?: string | null;
            /** @description Authorities that are trusted besides the usual ones */
            extraCa?: string | null;
            /** @description Goes out as `X-API-KEY`; null: no header. Never shown */
            apiKey?: string | null;
            /** @description Private key of the client certificate. Never shown */
            clientKey?: string | null;
            /** @description Custom headers. Values are never shown; `•••` in place of one means the stored value */
            headers?: {
                [key: string]: string;
            };
            /** @description `whsec_` and base64 of 24 to 64 bytes, for several web hooks of one listener that share one. One is made up by default */
            signingSecret?: string;
            /** @description The hooks that it serves; all six by default */
            events?: components["schemas"]["HookName"][];
            /** @description Null, the default: they have no names */
            name?: string | null;
            /** @description The account whose events it gets; null: those of every account */
            accountId?: string | null;
        };
        /**
         * CreatedWebHookSet
         * @description New web hooks of one listener, which share a secret
         */
        CreatedWebHookSet: {
            /** @description One for each hook */
            data: components["schemas"]["WebHook"][];
            /** @description `whsec_…`, shown this once */
            signingSecret: string;
        };
        /** WebHookTest */
        WebHookTest: {
            event: components["schemas"]["HookName"];
            /** @description Where calls go; read at each try, so a corrected one heals what is pending */
            url: string;
            /**
             * @description POST by default
             * @enum {string}
             */
            method?: "POST" | "PUT";
            /** @description Switched off, its deliveries are kept as `paused`. True by default */
            enabled?: boolean;
            /** @description Calls carry `webhook-signature`. True by default */
            signed?: boolean;
            /** @description Calls also carry a `v1a` signature; see the public key. False by default */
            signedAsymmetrically?: boolean;
            /** @description What was kept goes out as soon as calls go out again; else it waits for Catch up. True by default */
            catchUpAutomatically?: boolean;
            /** @description Ceiling of calls in flight, over all servers. 50 by default; the limit in force begins at 10 and rises while answers come as quickly */
            maxInFlight?: number;
            /** @description Ceiling of calls per second, over all servers; null, the default: none */
            ratePerSecond?: number | null;
            /** @description Null, the default: as System Configuration says */
            retrySchedule?: number[] | null;
            /** @description How long a call may wait for an earlier one of its meeting. 600 by default */
            holdSeconds?: number;
            /** @description For the whole exchange. 15 by default */
            timeoutSeconds?: number;
            /** @description Shown to a receiver that asks for one (mTLS); needs its key */
            clientCertificate?: string | null;
            /** @description Authorities that are trusted besides the usual ones */
            extraCa?: string | null;
            /** @description Goes out as `X-API-KEY`; null: no header. Never shown */
            apiKey?: string | null;
            /** @description Private key of the client certificate. Never shown */
            clientKey?: string | null;
            /** @description Custom headers. Values are never shown; `•••` in place of one means the stored value */
            headers?: {
                [key: string]: string;
            };
            name?: string | null;
            /** @description The account whose events it gets; null: those of every account */
            accountId?: string | null;
            /** @description Uses the stored secrets of this web hook, only while the URL names the same receiver */
            webHookId?: string;
        };
        /**
         * Meeting
         * @description A meeting, or one occurrence of a series, as it stands.
         * @example {
         *       "invitedParticipants": [],
         *       "meetingId": "9974-7653-8886-0485",
         *       "id": "5e945c36b863b82cefdddf54",
         *       "topic": "My Meeting Topic",
         *       "startTime": "2022-04-07T09:00:00.000Z",
         *       "endTime": "2022-04-07T10:00:00.000Z",
         *       "duration": "60",
         *       "type": "standard",
         *       "roomId": "5e9459c5b863b82cefdddf50",
         *       "isRecurring": false,
         *       "isDialin": false,
         *       "recurring": {
         *         "frequencyType": "",
         *         "frequency": null,
         *         "monthlyPattern": "",
         *         "endsType": "",
         *         "endsOn": "2022-04-13T12:18:07.211Z",
         *         "endsAfter": 0
         *       },
         *       "isRecorded": false,
         *       "agenda": "",
         *       "documents": [],
         *       "meetingPermissionId": null,
         *       "videoResolution": "standard",
         *       "dtClosedAt": null,
         *       "whitelabelId": "5c737902b377b0f7fbf81fce",
         *       "addedByUserId": "5e9459c5b863b82cefdddf4e",
         *       "addedByEmail": "test-user@example.com",
         *       "accountId": "5e9459c5b863b82cefdddf4f",
         *       "addedByUsername": "Test User",
         *       "timezone": "Europe/Zurich",
         *       "privateDataVisible": true,
         *       "icalSequence": "0",
         *       "icsToken": "c89f842f-3295-4bf9-807d-a46841fbc2ec-25f722e4-70fc-4163-9cda-b4b7d8aec358",
         *       "isActive": false,
         *       "isClosed": true,
         *       "isOpen": false,
         *       "dialInConferenceRoom": null,
         *       "dialInNumbers": [],
         *       "dialInPin": null,
         *       "sipProxy": null,
         *       "sipDomain": null,
         *       "isDemo": false,
         *       "isPromo": false
         *     }
         */
        Meeting: {
            /** @description Who was invited. Empty also where the instance redacts private data. */
            invitedParticipants: components["schemas"]["InvitedParticipant"][];
            /** @description The number that people type to join: sixteen digits as `dddd-dddd-dddd-dddd`, unique. */
            meetingId: string;
            /** @description Identifies the meeting, and a series as a whole. 24 hex digits that sort by creation. */
            id: string;
            /** @description What the meeting is called. */
            topic: string;
            /**
             * Format: date-time
             * @description When it starts; in a series, when this occurrence starts. With `id` it names the occurrence.
             */
            startTime: string;
            /**
             * Format: date-time
             * @description When it ends; in a series, when this occurrence ends.
             */
            endTime: string;
            /** @description Minutes from `startTime` to `endTime`, as a string. */
            duration: string;
            /**
             * @description The kind of meeting, `standard` by default. `offTheRecord` is never recorded and has no minutes.
             * @enum {string}
             */
            type: "standard" | "boardroom" | "classroom" | "offTheRecord";
            /** @description The room in which it takes place. */
            roomId: string;
            /** @description Whether this is a series. */
            isRecurring: boolean;
            /** @description Whether people may dial in by telephone. */
            isDialin: boolean;
            recurring: components["schemas"]["MeetingRecurrence"];
            /** @description Whether the meeting is recorded. */
            isRecorded: boolean;
            /** @description What is to be discussed. */
            agenda: string;
            /** @description Files added to the meeting. Empty also where the instance redacts private data. */
            documents: components["schemas"]["MeetingDocument"][];
            /** @description The set of permissions that governs it; null unless configured. */
            meetingPermissionId: string | null;
            /**
             * @description The picture quality that cameras send.
             * @enum {string}
             */
            videoResolution: "low" | "standard" | "hd";
            /** @description When the meeting was closed; null until then. */
            dtClosedAt: string | null;
            /** @description The white label instance that it belongs to. */
            whitelabelId: string;
            /** @description The user who scheduled it. */
            addedByUserId: string;
            /** @description E-mail address of the user who scheduled it; `""` where there is none or it is redacted. */
            addedByEmail: string;
            /** @description The account that it belongs to. */
            accountId: string;
            /** @description The name of the user who scheduled it. */
            addedByUsername: string;
            /** @description IANA name of the time zone in which the recurrence is expanded, such as `Europe/Zurich`. */
            timezone: string;
            /** @description False where the instance is set to redact: then topic, agenda, names, e-mail addresses, invitees and documents are `""` or `[]`. */
            privateDataVisible: boolean;
            /** @description The iCalendar SEQUENCE, an integer as a string. It rises with every change for which RFC 5546 wants a new one, and on cancellation. */
            icalSequence: string;
            /** @description The capability in the URL of the meeting's calendar file: anyone who has it may read the file. Keep it out of logs. */
            icsToken: string;
            /** @description Whether somebody is inside. */
            isActive: boolean;
            /** @description Whether the meeting, or this occurrence of it, is closed. */
            isClosed: boolean;
            /** @description Whether people may enter now: from a while before the start until it is closed. */
            isOpen: boolean;
            /** @description The conference room to dial; null unless configured. */
            dialInConferenceRoom: string | null;
            /** @description Telephone numbers to dial; empty unless configured. */
            dialInNumbers: string[];
            /** @description The PIN to enter after dialling; null unless configured. */
            dialInPin: string | null;
            /** @description The SIP proxy; null unless configured. */
            sipProxy: string | null;
            /** @description The SIP domain; null unless configured. */
            sipDomain: string | null;
            /** @description Whether this is a demonstration. */
            isDemo: boolean;
            /** @description Whether this is a promotion. */
            isPromo: boolean;
        };
        /**
         * DeletedMeeting
         * @description The final state of a deleted meeting: a Meeting whose `addedByEmail` is called `addedByUserEmail`.
         * @example {
         *       "invitedParticipants": [],
         *       "meetingId": "9974-7653-8886-0485",
         *       "id": "5e945c36b863b82cefdddf54",
         *       "topic": "My Meeting Topic",
         *       "startTime": "2022-04-07T09:00:00.000Z",
         *       "endTime": "2022-04-07T10:00:00.000Z",
         *       "duration": "60",
         *       "type": "standard",
         *       "roomId": "5e9459c5b863b82cefdddf50",
         *       "isRecurring": false,
         *       "isDialin": false,
         *       "recurring": {
         *         "frequencyType": "",
         *         "frequency": null,
         *         "monthlyPattern": "",
         *         "endsType": "",
         *         "endsOn": "2022-04-13T12:18:07.211Z",
         *         "endsAfter": 0
         *       },
         *       "isRecorded": false,
         *       "agenda": "",
         *       "documents": [],
         *       "meetingPermissionId": null,
         *       "videoResolution": "standard",
         *       "dtClosedAt": null,
         *       "whitelabelId": "5c737902b377b0f7fbf81fce",
         *       "addedByUserId": "5e9459c5b863b82cefdddf4e",
         *       "addedByUserEmail": "test-user@example.com",
         *       "accountId": "5e9459c5b863b82cefdddf4f",
         *       "addedByUsername": "Test User",
         *       "timezone": "Europe/Zurich",
         *       "privateDataVisible": true,
         *       "icalSequence": "0",
         *       "icsToken": "c89f842f-3295-4bf9-807d-a46841fbc2ec-25f722e4-70fc-4163-9cda-b4b7d8aec358",
         *       "isActive": false,
         *       "isClosed": true,
         *       "isOpen": false,
         *       "dialInConferenceRoom": null,
         *       "dialInNumbers": [],
         *       "dialInPin": null,
         *       "sipProxy": null,
         *       "sipDomain": null,
         *       "isDemo": false,
         *       "isPromo": false
         *     }
         */
        DeletedMeeting: {
            /** @description Who was invited. Empty also where the instance redacts private data. */
            invitedParticipants: components["schemas"]["InvitedParticipant"][];
            /** @description The number that people type to join: sixteen digits as `dddd-dddd-dddd-dddd`, unique. */
            meetingId: string;
            /** @description Identifies the meeting, and a series as a whole. 24 hex digits that sort by creation. */
            id: string;
            /** @description What the meeting is called. */
            topic: string;
            /**
             * Format: date-time
             * @description When it starts; in a series, when this occurrence starts. With `id` it names the occurrence.
             */
            startTime: string;
            /**
             * Format: date-time
             * @description When it ends; in a series, when this occurrence ends.
             */
            endTime: string;
            /** @description Minutes from `startTime` to `endTime`, as a string. */
            duration: string;
            /**
             * @description The kind of meeting, `standard` by default. `offTheRecord` is never recorded and has no minutes.
             * @enum {string}
             */
            type: "standard" | "boardroom" | "classroom" | "offTheRecord";
            /** @description The room in which it takes place. */
            roomId: string;
            /** @description Whether this is a series. */
            isRecurring: boolean;
            /** @description Whether people may dial in by telephone. */
            isDialin: boolean;
            recurring: components["schemas"]["MeetingRecurrence"];
            /** @description Whether the meeting is recorded. */
            isRecorded: boolean;
            /** @description What is to be discussed. */
            agenda: string;
            /** @description Files added to the meeting. Empty also where the instance redacts private data. */
            documents: components["schemas"]["MeetingDocument"][];
            /** @description The set of permissions that governs it; null unless configured. */
            meetingPermissionId: string | null;
            /**
             * @description The picture quality that cameras send.
             * @enum {string}
             */
            videoResolution: "low" | "standard" | "hd";
            /** @description When the meeting was closed; null until then. */
            dtClosedAt: string | null;
            /** @description The white label instance that it belongs to. */
            whitelabelId: string;
            /** @description The user who scheduled it. */
            addedByUserId: string;
            /** @description E-mail address of the user who scheduled it; `""` where there is none or it is redacted. */
            addedByUserEmail: string;
            /** @description The account that it belongs to. */
            accountId: string;
            /** @description The name of the user who scheduled it. */
            addedByUsername: string;
            /** @description IANA name of the time zone in which the recurrence is expanded, such as `Europe/Zurich`. */
            timezone: string;
            /** @description False where the instance is set to redact: then topic, agenda, names, e-mail addresses, invitees and documents are `""` or `[]`. */
            privateDataVisible: boolean;
            /** @description The iCalendar SEQUENCE, an integer as a string. It rises with every change for which RFC 5546 wants a new one, and on cancellation. */
            icalSequence: string;
            /** @description The capability in the URL of the meeting's calendar file: anyone who has it may read the file. Keep it out of logs. */
            icsToken: string;
            /** @description Whether somebody is inside. */
            isActive: boolean;
            /** @description Whether the meeting, or this occurrence of it, is closed. */
            isClosed: boolean;
            /** @description Whether people may enter now: from a while before the start until it is closed. */
            isOpen: boolean;
            /** @description The conference room to dial; null unless configured. */
            dialInConferenceRoom: string | null;
            /** @description Telephone numbers to dial; empty unless configured. */
            dialInNumbers: string[];
            /** @description The PIN to enter after dialling; null unless configured. */
            dialInPin: string | null;
            /** @description The SIP proxy; null unless configured. */
            sipProxy: string | null;
            /** @description The SIP domain; null unless configured. */
            sipDomain: string | null;
            /** @description Whether this is a demonstration. */
            isDemo: boolean;
            /** @description Whether this is a promotion. */
            isPromo: boolean;
        };
        /**
         * MeetingsDeleted
         * @description Every meeting that one operation deleted. An array also for a single one.
         * @example [
         *       {
         *         "invitedParticipants": [],
         *         "meetingId": "9974-7653-8886-0485",
         *         "id": "5e945c36b863b82cefdddf54",
         *         "topic": "My Meeting Topic",
         *         "startTime": "2022-04-07T09:00:00.000Z",
         *         "endTime": "2022-04-07T10:00:00.000Z",
         *         "duration": "60",
         *         "type": "standard",
         *         "roomId": "5e9459c5b863b82cefdddf50",
         *         "isRecurring": false,
         *         "isDialin": false,
         *         "recurring": {
         *           "frequencyType": "",
         *           "frequency": null,
         *           "monthlyPattern": "",
         *           "endsType": "",
         *           "endsOn": "2022-04-13T12:18:07.211Z",
         *           "endsAfter": 0
         *         },
         *         "isRecorded": false,
         *         "agenda": "",
         *         "documents": [],
         *         "meetingPermissionId": null,
         *         "videoResolution": "standard",
         *         "dtClosedAt": null,
         *         "whitelabelId": "5c737902b377b0f7fbf81fce",
         *         "addedByUserId": "5e9459c5b863b82cefdddf4e",
         *         "addedByUserEmail": "test-user@example.com",
         *         "accountId": "5e9459c5b863b82cefdddf4f",
         *         "addedByUsername": "Test User",
         *         "timezone": "Europe/Zurich",
         *         "privateDataVisible": true,
         *         "icalSequence": "0",
         *         "icsToken": "c89f842f-3295-4bf9-807d-a46841fbc2ec-25f722e4-70fc-4163-9cda-b4b7d8aec358",
         *         "isActive": false,
         *         "isClosed": true,
         *         "isOpen": false,
         *         "dialInConferenceRoom": null,
         *         "dialInNumbers": [],
         *         "dialInPin": null,
         *         "sipProxy": null,
         *         "sipDomain": null,
         *         "isDemo": false,
         *         "isPromo": false
         *       }
         *     ]
         */
        MeetingsDeleted: components["schemas"]["DeletedMeeting"][];
        /**
         * MeetingSummary
         * @description The summary of one closed meeting or occurrence.
         * @example {
         *       "id": "5f7d49eb62e8f9a43b23f986",
         *       "meetingId": "5f7d49e662e8f9a43b23f983",
         *       "meetingType": "boardroom",
         *       "agenda": "",
         *       "minutes": "",
         *       "participants": [
         *         {
         *           "name": "Participant 1",
         *           "durations": [
         *             {
         *               "action": "joined",
         *               "timestamp": 1602046445811
         *             },
         *             {
         *               "action": "left",
         *               "timestamp": 1602046670808
         *             },
         *             {
         *               "action": "joined",
         *               "timestamp": 1602047908378
         *             },
         *             {
         *               "action": "left",
         *               "timestamp": 1602048304208
         *             }
         *           ],
         *           "info": {
         *             "browserVersion": "82.0.4062.0",
         *             "browserName": "Chrome",
         *             "osName": "macOS",
         *             "osVersion": "10.15.6",
         *             "platformType": "desktop",
         *             "platformVendor": "Apple"
         *           }
         *         },
         *         {
         *           "name": "Participant 2",
         *           "durations": [
         *             {
         *               "action": "joined",
         *               "timestamp": 1602046456329
         *             },
         *             {
         *               "action": "left",
         *               "timestamp": 1602046669443
         *             }
         *           ],
         *           "info": {
         *             "browserVersion": "82.0.4062.0",
         *             "browserName": "Chrome",
         *             "osName": "macOS",
         *             "osVersion": "10.15.6",
         *             "platformType": "desktop",
         *             "platformVendor": "Apple"
         *           }
         *         }
         *       ],
         *       "documents": [],
         *       "pdf": null,
         *       "dayTimestamp": 1602021600000,
         *       "accountId": "5c73790ab377b0f7fbf81fde",
         *       "isNamedRoom": false,
         *       "isRecordingPrepared": false,
         *       "sfuHostname": "ch-01-sfu-02.wlvmr.net",
         *       "meetingQuestions": []
         *     }
         */
        MeetingSummary: {
            /** @description Identifies the summary. */
            id: string;
            /** @description The meeting's `id` of 24 hex digits, not the sixteen digits that people type. */
            meetingId: string;
            /**
             * @description The kind of meeting it was.
             * @enum {string}
             */
            meetingType: "standard" | "boardroom" | "classroom" | "offTheRecord";
            /** @description The agenda as it stood; `""` where there was none. */
            agenda: string;
            /** @description The minutes; `""` where there are none, and always for an off-the-record meeting. */
            minutes: string;
            /** @description Everybody who was inside, once each. Empty where nobody came. */
            participants: components["schemas"]["SummaryParticipant"][];
            /** @description Files added to the meeting. */
            documents: components["schemas"]["MeetingDocument"][];
            /** @description Where the summary can be fetched as a PDF; null where there is none. */
            pdf: string | null;
            /** @description Local midnight, in the meeting's time zone, of the day on which it took place, in epoch milliseconds. */
            dayTimestamp: number;
            /** @description The account that the meeting belongs to. */
            accountId: string;
            /** @description Whether it was held in a permanent room with a name of its own. */
            isNamedRoom: boolean;
            /** @description Whether the recording was already merged when this summary was made. */
            isRecordingPrepared: boolean;
            /** @description The media node that carried the meeting; `""` where there was none. */
            sfuHostname: string;
            /** @description Questions asked during the meeting. Always empty for an off-the-record meeting. */
            meetingQuestions: components["schemas"]["MeetingQuestion"][];
        };
        /**
         * MeetingSummaryCreated
         * @description A summary in its envelope.
         * @example {
         *       "responseCode": 0,
         *       "data": {
         *         "id": "5f7d49eb62e8f9a43b23f986",
         *         "meetingId": "5f7d49e662e8f9a43b23f983",
         *         "meetingType": "boardroom",
         *         "agenda": "",
         *         "minutes": "",
         *         "participants": [
         *           {
         *             "name": "Participant 1",
         *             "durations": [
         *               {
         *                 "action": "joined",
         *                 "timestamp": 1602046445811
         *               },
         *               {
         *                 "action": "left",
         *                 "timestamp": 1602046670808
         *               },
         *               {
         *                 "action": "joined",
         *                 "timestamp": 1602047908378
         *               },
         *               {
         *                 "action": "left",
         *                 "timestamp": 1602048304208
         *               }
         *             ],
         *             "info": {
         *               "browserVersion": "82.0.4062.0",
         *               "browserName": "Chrome",
         *               "osName": "macOS",
         *               "osVersion": "10.15.6",
         *               "platformType": "desktop",
         *               "platformVendor": "Apple"
         *             }
         *           },
         *           {
         *             "name": "Participant 2",
         *             "durations": [
         *               {
         *                 "action": "joined",
         *                 "timestamp": 1602046456329
         *               },
         *               {
         *                 "action": "left",
         *                 "timestamp": 1602046669443
         *               }
         *             ],
         *             "info": {
         *               "browserVersion": "82.0.4062.0",
         *               "browserName": "Chrome",
         *               "osName": "macOS",
         *               "osVersion": "10.15.6",
         *               "platformType": "desktop",
         *               "platformVendor": "Apple"
         *             }
         *           }
         *         ],
         *         "documents": [],
         *         "pdf": null,
         *         "dayTimestamp": 1602021600000,
         *         "accountId": "5c73790ab377b0f7fbf81fde",
         *         "isNamedRoom": false,
         *         "isRecordingPrepared": false,
         *         "sfuHostname": "ch-01-sfu-02.wlvmr.net",
         *         "meetingQuestions": []
         *       }
         *     }
         */
        MeetingSummaryCreated: {
            /**
             * @description Always 0.
             * @constant
             */
            responseCode: 0;
            data: components["schemas"]["MeetingSummary"];
        };
        /**
         * MeetingRecordingPrepared
         * @description The recording of one session, merged.
         * @example {
         *       "meetingId": "5e945c36b863b82cefdddf54",
         *       "meetingSummaryId": "5f48a701ee0c388a879bffa7",
         *       "meetingToken": "f7140700-310e-46b8-9813-be0cb0e6b59c",
         *       "mergedRecordingUrl": "https://.../<merged-file>.webm",
         *       "recordingUrls": [
         *         "video-file-1.webm",
         *         "video-file-2.webm",
         *         "video-file-3.webm"
         *       ]
         *     }
         */
        MeetingRecordingPrepared: {
            /** @description The meeting's `id` of 24 hex digits, not the sixteen digits that people type. */
            meetingId: string;
            /** @description The summary of the same session; its `onMeetingSummaryCreated` came before. */
            meetingSummaryId: string;
            /** @description Identifies the held session: one per occurrence that took place. */
            meetingToken: string;
            /** @description Where the merged `.webm` can be fetched. It grants access to anyone who knows it, until the file is deleted: keep it out of logs. */
            mergedRecordingUrl: string;
            /** @description The bare file names of the parts that were merged, in order. */
            recordingUrls: string[];
        };
        /**
         * Problem
         * @description What went wrong (RFC 9457)
         */
        Problem: {
            /**
             * Format: uri-reference
             * @description Stable: `/problems/` and a code
             */
            type: string;
            /** @description The kind of problem, the same each time */
            title: string;
            /** @description The HTTP status */
            status: number;
            /** @description What happened to what, and what to do next */
            detail: string;
            /** @description Where input is wrong */
            errors?: {
                /** @description RFC 6901, into the body; of the query, the parameter’s name after a slash */
                pointer: string;
                /**
                 * @description What is wrong there; stable
                 * @enum {string}
                 */
                code: "required" | "unknown-field" | "wrong-type" | "whole-number" | "number" | "not-possible" | "choice" | "empty" | "too-short" | "too-long" | "too-few" | "too-many" | "repeated" | "minimum" | "maximum" | "more-than" | "less-than" | "date-time" | "email" | "url" | "language" | "color" | "form" | "text" | "too-deep" | "cursor" | "header" | "read-only" | "wrong-password" | "guessable" | "wrong-code" | "scope-missing" | "no-such-account" | "timezone" | "time-window" | "duration" | "duration-mismatch" | "recurrence" | "series-order" | "series-only" | "starts-too-early" | "never-recorded" | "no-such-room" | "no-such-meeting" | "no-such-participant" | "file-name" | "locked" | "sender" | "host" | "language-offered" | "picture" | "name-taken" | "header-value" | "signing-secret" | "secret-again" | "schedule" | "certificate" | "target" | "other";
                /** @description What words for the code need: a limit, the values to choose from */
                parameters: {
                    [key: string]: string | number | string[];
                };
                /** @description What is expected there, in English */
                detail: string;
            }[];
        };
    };
    responses: {
        /** @description This cannot be read: no JSON, no UTF-8, a broken request */
        Problem400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/malformed-request",
                 *       "title": "The request could not be read",
                 *       "status": 400,
                 *       "detail": "The request could not be read: the body is no JSON."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nobody is signed in, or the key is not known */
        Problem401: {
            headers: {
                /** @description How to prove who one is */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/wrong-api-key",
                 *       "title": "The API key is not known",
                 *       "status": 401,
                 *       "detail": "This API key is not known, or it was revoked."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The caller may not do this */
        Problem403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/missing-scope",
                 *       "title": "This needs a scope that the caller does not have",
                 *       "status": 403,
                 *       "detail": "This needs the scope meetings:write. Use a key that has it."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing */
        Problem404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/meeting-not-found",
                 *       "title": "There is no such meeting",
                 *       "status": 404,
                 *       "detail": "There is no such meeting, or it belongs to another account."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The thing is in a state that does not allow this */
        Problem409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/meeting-closed",
                 *       "title": "The meeting is closed",
                 *       "status": 409,
                 *       "detail": "This meeting is closed and cannot be changed any more."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Somebody else changed it in the meantime; read it again */
        Problem412: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/version-mismatch",
                 *       "title": "Somebody else changed it in the meantime",
                 *       "status": 412,
                 *       "detail": "The meeting was changed by somebody else in the meantime."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large */
        Problem413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/request-too-large",
                 *       "title": "The request is too large",
                 *       "status": 413,
                 *       "detail": "The body is larger than is accepted here."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body has a media type, charset or encoding that is not taken */
        Problem415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/unsupported-media-type",
                 *       "title": "The request has a media type that is not understood here",
                 *       "status": 415,
                 *       "detail": "Send the body as Content-Type: application/json."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Some values cannot be accepted; `errors` says which */
        Problem422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-input",
                 *       "title": "Some values cannot be accepted",
                 *       "status": 422,
                 *       "detail": "The request has values that cannot be accepted.",
                 *       "errors": [
                 *         {
                 *           "pointer": "/topic",
                 *           "code": "empty",
                 *           "parameters": {},
                 *           "detail": "Must not be empty."
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests, or too many at the same time; `Retry-After` says when to ask again */
        Problem429: {
            headers: {
                /** @description Seconds to wait before asking again */
                "Retry-After"?: number;
                /** @description How many are possible */
                "RateLimit-Limit"?: number;
                /** @description How many of them are left */
                "RateLimit-Remaining"?: number;
                /** @description Seconds until all are possible again */
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/too-many-requests",
                 *       "title": "Too many requests",
                 *       "status": 429,
                 *       "detail": "Too many requests. Try again in 30 seconds."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Any other problem */
        Problem: {
            headers: {
                /** @description Seconds to wait before asking again */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/database-unreachable",
                 *       "title": "The database does not answer",
                 *       "status": 503,
                 *       "detail": "The database does not answer at the moment. Try again soon."
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAccounts: {
        parameters: {
            query?: {
                /** @description How many to answer at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Account"][];
                        /** @description Ask with it for the next page; null: this is the last one */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    createAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Shown in administration */
                    name: string;
                    /** @description Whether its hosts see, change and host every meeting of the account; else their own, and those to which their address is invited */
                    sharesMeetings?: boolean;
                    /** @description For trying things out: nothing is mailed to its users or invitees, and `POST /sandbox/advance` moves its meetings through time */
                    isSandbox?: boolean;
                    /** @description How the films of its recordings show three people and more: who speaks large, or all alike; null: as the setting `recordingLayout` of the instance */
                    recordingLayout?: ("speaker" | "grid") | null;
                };
            };
        };
        responses: {
            /** @description A tenant: its users, rooms and meetings are invisible to others */
            201: {
                headers: {
                    /** @description The address of what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: 304 without a body where nothing has changed since. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tenant: its users, rooms and meetings are invisible to others */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Nothing has changed since */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    updateAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. 412 where somebody else changed it since; without it any version will do. */
                "If-Match"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Shown in administration */
                    name?: string;
                    /** @description Whether its hosts see, change and host every meeting of the account; else their own, and those to which their address is invited */
                    sharesMeetings?: boolean;
                    /** @description For trying things out: nothing is mailed to its users or invitees, and `POST /sandbox/advance` moves its meetings through time */
                    isSandbox?: boolean;
                    /** @description How the films of its recordings show three people and more: who speaks large, or all alike; null: as the setting `recordingLayout` of the instance */
                    recordingLayout?: ("speaker" | "grid") | null;
                };
            };
        };
        responses: {
            /** @description A tenant: its users, rooms and meetings are invisible to others */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description How many to answer at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                        /** @description Ask with it for the next page; null: this is the last one */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What it is for */
                    name: string;
                    /** @description Confines it to an account; null: the whole instance; default: as far as the caller reaches */
                    accountId?: string | null;
                    /** @description What it may do */
                    scopes: ("meetings:read" | "meetings:write" | "recordings:read" | "recordings:write" | "summaries:read" | "summaries:write" | "web-hooks:read" | "web-hooks:write" | "deliveries:read" | "deliveries:write" | "administration:read" | "administration:write" | "events:read")[];
                };
            };
        };
        responses: {
            /** @description A new key */
            201: {
                headers: {
                    /** @description The address of what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A key for a machine */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    listAuditEvents: {
        parameters: {
            query?: {
                /** @description How many to answer at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Of this account only */
                accountId?: string;
                /** @description By this actor only */
                actor?: string;
                /** @description Of this kind only: web-hook.updated, or all of web-hook */
                action?: string;
                /** @description About this thing only */
                subject?: string;
                /** @description Not before */
                since?: string;
                /** @description Before */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditEvent"][];
                        /** @description Ask with it for the next page; null: this is the last one */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    storeBrandImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description logo: on pages; print-logo: in mails and PDFs, in place of the logo; icon: of browser tabs */
                name: "logo" | "print-logo" | "icon";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description System Configuration */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    deleteBrandImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description logo: on pages; print-logo: in mails and PDFs, in place of the logo; icon: of browser tabs */
                name: "logo" | "print-logo" | "icon";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    testConnection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a page needs to test its connection */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionTest"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description How many to answer at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description To this web hook */
                webHook?: string;
                /** @description About this meeting: its id or its sixteen digits */
                meeting?: string;
                event?: components["schemas"]["HookName"];
                /** @description In this state now */
                state?: "pending" | "sending" | "held" | "paused" | "delivered" | "failed";
                /** @description Whose last try was answered with this HTTP status */
                status?: number;
                /** @description Made at or after */
                since?: string;
                /** @description Made before */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Delivery"][];
                        /** @description Ask with it for the next page; null: this is the last one */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A delivery with its body and its tries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    cancelDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is told to one web hook about one event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    resendDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is told to one web hook about one event */
            201: {
                headers: {
                    /** @description The address of what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    tryDeliveryNow: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is told to one web hook about one event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    watchDeliveries: {
        parameters: {
            query?: {
                /** @description To this web hook */
                webHook?: string;
                /** @description About this meeting: its id or its sixteen digits */
                meeting?: string;
                event?: components["schemas"]["HookName"];
                /** @description In this state now */
                state?: "pending" | "sending" | "held" | "paused" | "delivered" | "failed";
                /** @description Whose last try was answered with this HTTP status */
                status?: number;
                /** @description Made at or after */
                since?: string;
                /** @description Made before */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    readEvents: {
        parameters: {
            query?: {
                /** @description How many to answer at most */
                limit?: number;
                /** @description `nextCursor` of an earlier answer, or the `id:` of a stream’s event; `now`: only what happens from now on */
                after?: string;
                /** @description Of this kind; may be repeated */
                event?: components["schemas"]["HookName"] | components["schemas"]["HookName"][];
                /** @description About this meeting: its id, or its sixteen digits */
                meeting?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    eraseEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasedEvent"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    followEvents: {
        parameters: {
            query?: {
                /** @description `nextCursor` of an earlier answer, or the `id:` of a stream’s event; `now`: only what happens from now on */
                after?: string;
                /** @description Of this kind; may be repeated */
                event?: components["schemas"]["HookName"] | components["schemas"]["HookName"][];
                /** @description About this meeting: its id, or its sixteen digits */
                meeting?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getInstanceHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How the instance is doing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getMeetingDoor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The sixteen digits with or without dashes, or the 24 hex digits */
                meetingId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of the meeting */
                        topic: string;
                        /** @description Who scheduled it, by name */
                        host: string;
                        /**
                         * @description `type` of the meeting
                         * @enum {string}
                         */
                        meetingType: "standard" | "boardroom" | "classroom" | "offTheRecord";
                        /** @description It is recorded; to join is to agree */
                        isRecorded: boolean;
                        /**
                         * @description Whether people can join now
                         * @enum {string}
                         */
                        state: "not-open" | "open" | "closed";
                        /**
                         * Format: date-time
                         * @description When people can join
                         */
                        opensAt: string;
                        /**
                         * Format: date-time
                         * @description As it is planned
                         */
                        startTime: string;
                        /**
                         * Format: date-time
                         * @description As it is planned
                         */
                        endTime: string;
                        /** @description Nobody new is let in */
                        isLocked: boolean;
                        /** @description Who is inside now */
                        inside: {
                            /** @description How many people are inside */
                            count: number;
                            /** @description A host or co-host is among them */
                            hasHost: boolean;
                            /** @description The first five; empty where people may have to wait, or it is locked */
                            names: string[];
                        };
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    joinMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The sixteen digits with or without dashes, or the 24 hex digits */
                meetingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The name by which the others know them */
                    name?: string;
                    /** @description Their e-mail address, if they want to give one */
                    email?: string;
                    /** @description From an earlier answer: makes a participant who comes back the same person */
                    guestToken?: string;
                    /** @description `link` of a join link */
                    linkToken?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Names the person in this occurrence */
                        participantId: string;
                        /** @description To be shown when joining again; a secret of this person */
                        guestToken: string;
                        /** @description For the room’s socket and for recording parts */
                        roomToken: string;
                        /** @description The room’s WebSocket, complete */
                        roomUrl: string;
                        /**
                         * @description What they may do inside
                         * @enum {string}
                         */
                        role: "host" | "participant";
                        /**
                         * @description Waiting: in the lobby, until a host lets them in, which is told on the room’s socket
                         * @enum {string}
                         */
                        state: "inside" | "waiting";
                        /** @description Null while they wait; then it comes with `admitted` on the room’s socket */
                        media: {
                            /**
                             * @description LiveKit’s protocol: any LiveKit client SDK connects
                             * @constant
                             */
                            kind: "livekit";
                            /** @description Where to connect, `ws:` or `wss:` */
                            url: string;
                            /** @description For this person and this room, valid for ten minutes: join again for a new one. The identity is `participantId`, the room is the `meetingToken` */
                            token: string;
                        } | null;
                        /** @description The room is set so that they come in with the microphone muted */
                        entersMuted: boolean;
                        /** @description Of the meeting */
                        topic: string;
                        /**
                         * @description `type` of the meeting. `offTheRecord`: our pages encrypt from browser to browser
                         * @enum {string}
                         */
                        meetingType: "standard" | "boardroom" | "classroom" | "offTheRecord";
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    listMediaQuality: {
        parameters: {
            query?: {
                /** @description How many to answer at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description In this meeting: its id, or its sixteen digits with dashes */
                meeting?: string;
                /** @description True: only people who are connected now */
                isLive?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MediaQuality"][];
                        /** @description Ask with it for the next page; null: this is the last one */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    reportMediaEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/webhook+json": string;
            };
        };
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getMeetingDefaults: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a new meeting is where nothing else is said */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingDefaults"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    listMeetings: {
        parameters: {
            query?: {
                /** @description How many to answer at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description upcoming: not begun yet, also where people may enter already; open: people may enter; none: all */
                state?: "upcoming" | "open" | "closed";
                /** @description ISO 8601: those that start then or later */
                from?: string;
                /** @description ISO 8601: those that start before */
                to?: string;
                /** @description Part of the topic, or of the sixteen digits */
                q?: string;
                /** @description By startTime */
                order?: "newest" | "oldest";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MeetingView"][];
                        /** @description Ask with it for the next page; null: this is the last one */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    scheduleMeeting: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "topic": "Weekly",
                 *       "startTime": "2027-01-11T09:00:00+01:00",
                 *       "duration": 45,
                 *       "timezone": "Europe/Zurich",
                 *       "recurring": {
                 *         "frequencyType": "weekly",
                 *         "frequency": 1,
                 *         "endsType": "never"
                 *       },
                 *       "invitedParticipants": [
                 *         {
                 *           "name": "Ada Lovelace",
                 *           "email": "ada@example.com",
                 *           "role": "host",
                 *           "language": "en"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description What it is about */
                    topic: string;
                    /** @description ISO 8601 with an offset; now by default */
                    startTime?: string;
                    /** @description ISO 8601 with an offset; 1 to 1440 whole minutes after startTime */
                    endTime?: string;
                    /** @description Minutes, 1 to 1440; the instance’s default, 60, by default */
                    duration?: number | string;
                    /** @description IANA name; the instance’s by default */
                    timezone?: string;
                    /**
                     * @description The kind of meeting, `standard` by default. `offTheRecord` is never recorded and has no minutes.
                     * @enum {string}
                     */
                    type?: "standard" | "boardroom" | "classroom" | "offTheRecord";
                    agenda?: string | null;
                    /** @description Whether the meeting is recorded. */
                    isRecorded?: boolean;
                    /** @description Whether people may dial in by telephone. */
                    isDialin?: boolean;
                    /**
                     * @description The picture quality that cameras send.
                     * @enum {string}
                     */
                    videoResolution?: "low" | "standard" | "hd";
                    /** @description The room; the account’s own by default */
                    roomId?: string;
                    invitedParticipants?: {
                        /** @description Where the invitation goes */
                        email: string;
                        /** @description Their name */
                        name?: string;
                        /**
                         * @description What the person may do once inside.
                         * @enum {string}
                         */
                        role?: "host" | "participant";
                        /** @description Of the invitation; the instance’s by default */
                        language?: string;
                    }[] | null;
                    recurring?: {
                        /**
                         * @description "": does not repeat
                         * @enum {string}
                         */
                        frequencyType?: "" | "daily" | "weekly" | "monthly" | "yearly";
                        frequency?: number | null;
                        monthlyPattern?: ("" | "dayOfMonth" | "dayOfWeek") | null;
                        endsType?: ("" | "never" | "on" | "after") | null;
                        endsOn?: string | null;
                        endsAfter?: number | null;
                    } | null;
                    /** @description The account it is for; only callers of the whole instance choose */
                    accountId?: string;
                };
            };
        };
        responses: {
            /** @description A Meeting of the wire contract, with its addresses */
            201: {
                headers: {
                    /** @description The address of what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getMeeting: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: 304 without a body where nothing has changed since. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A Meeting of the wire contract, with its addresses */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingView"];
                };
            };
            /** @description Nothing has changed since */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    deleteMeeting: {
        parameters: {
            query?: {
                /** @description Of a series: one occurrence, it and all that follow, or everything. Needed with start */
                scope?: "occurrence" | "following" | "series";
                /** @description startTime of the occurrence, needed unless scope is series */
                start?: string;
            };
            header?: {
                /** @description The ETag that was read. 412 where somebody else changed it since; without it any version will do. */
                "If-Match"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    updateMeeting: {
        parameters: {
            query?: {
                /** @description Of a series: one occurrence, it and all that follow, or everything. Needed with start */
                scope?: "occurrence" | "following" | "series";
                /** @description startTime of the occurrence, needed unless scope is series */
                start?: string;
            };
            header?: {
                /** @description The ETag that was read. 412 where somebody else changed it since; without it any version will do. */
                "If-Match"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What it is about */
                    topic?: string;
                    /** @description ISO 8601 with an offset; now by default */
                    startTime?: string;
                    /** @description ISO 8601 with an offset; 1 to 1440 whole minutes after startTime */
                    endTime?: string;
                    /** @description Minutes, 1 to 1440; the instance’s default, 60, by default */
                    duration?: number | string;
                    /** @description IANA name; the instance’s by default */
                    timezone?: string;
                    /**
                     * @description The kind of meeting, `standard` by default. `offTheRecord` is never recorded and has no minutes.
                     * @enum {string}
                     */
                    type?: "standard" | "boardroom" | "classroom" | "offTheRecord";
                    agenda?: string | null;
                    /** @description Whether the meeting is recorded. */
                    isRecorded?: boolean;
                    /** @description Whether people may dial in by telephone. */
                    isDialin?: boolean;
                    /**
                     * @description The picture quality that cameras send.
                     * @enum {string}
                     */
                    videoResolution?: "low" | "standard" | "hd";
                    /** @description The room; the account’s own by default */
                    roomId?: string;
                    invitedParticipants?: {
                        /** @description Where the invitation goes */
                        email: string;
                        /** @description Their name */
                        name?: string;
                        /**
                         * @description What the person may do once inside.
                         * @enum {string}
                         */
                        role?: "host" | "participant";
                        /** @description Of the invitation; the instance’s by default */
                        language?: string;
                    }[] | null;
                    recurring?: {
                        /**
                         * @description "": does not repeat
                         * @enum {string}
                         */
                        frequencyType?: "" | "daily" | "weekly" | "monthly" | "yearly";
                        frequency?: number | null;
                        monthlyPattern?: ("" | "dayOfMonth" | "dayOfWeek") | null;
                        endsType?: ("" | "never" | "on" | "after") | null;
                        endsOn?: string | null;
                        endsAfter?: number | null;
                    } | null;
                };
            };
        };
        responses: {
            /** @description A Meeting of the wire contract, with its addresses */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getCalendar: {
        parameters: {
            query: {
                /** @description The capability in the URL */
                token: string;
            };
            header?: never;
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description text/calendar */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    hideChatMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
                /** @description The `id` of a chat message on the room’s socket */
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    closeMeeting: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
                /** @description The ETag that was read. 412 where somebody else changed it since; without it any version will do. */
                "If-Match"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A Meeting of the wire contract, with its addresses */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    addDocument: {
        parameters: {
            query: {
                /** @description File name */
                name: string;
            };
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description A file that was added to the meeting. */
            201: {
                headers: {
                    /** @description The address of what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingDocument"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    downloadDocument: {
        parameters: {
            query: {
                /** @description The capability in the URL */
                token: string;
            };
            header?: never;
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
                /** @description Its id */
                documentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, with the media type that it was uploaded with */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    deleteDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
                /** @description Its id */
                documentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    listMeetingEvents: {
        parameters: {
            query?: {
                /** @description How many to answer at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The meeting’s id, or its sixteen digits */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MeetingEvent"][];
                        /** @description Ask with it for the next page; null: this is the last one */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    listInvitations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of the mails to a meeting’s invitees */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitations"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    sendInvitations: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description To these; left out: to everybody whose latest mail failed, or who was never mailed */
                    emails?: string[];
                };
            };
        };
        responses: {
            /** @description What became of the mails to a meeting’s invitees */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitations"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    createJoinLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The name by which the others know them */
                    name: string;
                    /** @description Their e-mail address, if they want to give one */
                    email?: string;
                    /**
                     * @description What they may do inside
                     * @enum {string}
                     */
                    role: "host" | "participant";
                    /** @description Of the page that it opens; the browser’s by default */
                    language?: string;
                    /** @description From now */
                    validSeconds: number;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description The address of what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Anyone who opens it is this person: send it to them alone */
                        url: string;
                        /**
                         * Format: date-time
                         * @description Nobody joins by it from here on; who is inside stays
                         */
                        expiresAt: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    listOccurrences: {
        parameters: {
            query?: {
                /** @description How many to answer at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description ISO 8601: those that start then or later */
                from?: string;
                /** @description ISO 8601: those that start before */
                to?: string;
            };
            header?: never;
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Occurrence"][];
                        /** @description Ask with it for the next page; null: this is the last one */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    listParticipants: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description `participantId` of the answer to joining */
                            id: string;
                            /** @description By which the others know them */
                            name: string;
                            /**
                             * @description What they may do
                             * @enum {string}
                             */
                            role: "host" | "co-host" | "participant";
                            /**
                             * @description Waiting in the lobby; away: their connection is lost, and may come back
                             * @enum {string}
                             */
                            state: "inside" | "waiting" | "refused" | "away" | "left" | "removed";
                            /** @description When they first came in; null: not yet */
                            joinedAt: string | null;
                            /** @description Since when their hand is raised; null: it is not */
                            hand: string | null;
                            /** @description Whether they may send picture and sound now: inside, and with the floor where one is given */
                            mayPublish: boolean;
                            /** @description A host muted them, and they may not unmute */
                            muted: boolean;
                        }[];
                        /** @description All of them are in `data` */
                        nextCursor: null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    admitParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
                /** @description `participantId` of the answer to joining */
                participantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    giveFloorParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
                /** @description `participantId` of the answer to joining */
                participantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    lowerHandParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
                /** @description `participantId` of the answer to joining */
                participantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    makeCoHostParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
                /** @description `participantId` of the answer to joining */
                participantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    muteParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
                /** @description `participantId` of the answer to joining */
                participantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    refuseParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
                /** @description `participantId` of the answer to joining */
                participantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Shown to the person who is refused */
                    word?: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    letParticipantBack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
                /** @description `participantId` of the answer to joining */
                participantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    removeParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
                /** @description `participantId` of the answer to joining */
                participantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    stopCameraParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
                /** @description `participantId` of the answer to joining */
                participantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    stopScreenParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
                /** @description `participantId` of the answer to joining */
                participantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    takeFloorParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
                /** @description `participantId` of the answer to joining */
                participantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    unmakeCoHostParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
                /** @description `participantId` of the answer to joining */
                participantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    admitAllParticipants: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    muteAllParticipants: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    openRecordingPart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who recorded it: `participantId` of joining */
                    participantId: string;
                    /** @description Counts the participant’s parts from 0; a recorder that is started again begins the next one */
                    index: number;
                    /**
                     * Format: date-time
                     * @description When its first frame was taken, by the client’s clock
                     */
                    startedAt: string;
                    /** @description video/webm or audio/webm, with codecs where they are known */
                    mimeType: string;
                    /**
                     * @description What its picture shows: a shared screen is large in the merged file. A camera unless said, and where it has none
                     * @enum {string}
                     */
                    picture?: "camera" | "screen";
                };
            };
        };
        responses: {
            /** @description A part that is being uploaded */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedRecordingPart"];
                };
            };
            /** @description A part that is being uploaded */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedRecordingPart"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getMeetingRoom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Nobody new is let in; only while the meeting is open */
                        locked: boolean;
                        /**
                         * @description Who waits until a host lets them in. A guest has neither a session nor a join link
                         * @enum {string}
                         */
                        lobby: "nobody" | "guests" | "everybody";
                        /** @description False: participants wait until a host is inside */
                        entryBeforeHost: boolean;
                        /**
                         * @description Who comes in muted: nobody, everybody where five or more are inside, or everybody
                         * @enum {string}
                         */
                        mutedOnEntry: "never" | "fromFive" | "always";
                        /** @description False: who was muted by a host cannot unmute again */
                        mayUnmute: boolean;
                        /**
                         * @description Whether the server records it, as long as somebody is inside; only while the meeting is open. The first `on` sets `isRecorded` of the meeting, which is an `onMeetingUpdated`; `paused` and `off` leave it
                         * @enum {string}
                         */
                        recording: "off" | "on" | "paused";
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    updateMeetingRoom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 24 hex digits, or the sixteen digits, also with dashes or blanks between them */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Nobody new is let in; only while the meeting is open */
                    locked?: boolean;
                    /**
                     * @description Who waits until a host lets them in. A guest has neither a session nor a join link
                     * @enum {string}
                     */
                    lobby?: "nobody" | "guests" | "everybody";
                    /** @description False: participants wait until a host is inside */
                    entryBeforeHost?: boolean;
                    /**
                     * @description Who comes in muted: nobody, everybody where five or more are inside, or everybody
                     * @enum {string}
                     */
                    mutedOnEntry?: "never" | "fromFive" | "always";
                    /** @description False: who was muted by a host cannot unmute again */
                    mayUnmute?: boolean;
                    /**
                     * @description Whether the server records it, as long as somebody is inside; only while the meeting is open. The first `on` sets `isRecorded` of the meeting, which is an `onMeetingUpdated`; `paused` and `off` leave it
                     * @enum {string}
                     */
                    recording?: "off" | "on" | "paused";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Nobody new is let in; only while the meeting is open */
                        locked: boolean;
                        /**
                         * @description Who waits until a host lets them in. A guest has neither a session nor a join link
                         * @enum {string}
                         */
                        lobby: "nobody" | "guests" | "everybody";
                        /** @description False: participants wait until a host is inside */
                        entryBeforeHost: boolean;
                        /**
                         * @description Who comes in muted: nobody, everybody where five or more are inside, or everybody
                         * @enum {string}
                         */
                        mutedOnEntry: "never" | "fromFive" | "always";
                        /** @description False: who was muted by a host cannot unmute again */
                        mayUnmute: boolean;
                        /**
                         * @description Whether the server records it, as long as somebody is inside; only while the meeting is open. The first `on` sets `isRecorded` of the meeting, which is an `onMeetingUpdated`; `paused` and `off` leave it
                         * @enum {string}
                         */
                        recording: "off" | "on" | "paused";
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    deleteMeetings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Ids or sixteen digits of the meetings, of one account */
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deleted: string[];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getApiDescription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    putRecordingChunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The part */
                id: string;
                /** @description The number of the chunk, from 0 */
                n: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    completeRecordingPart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The part */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How many chunks the part has, from 0 to the last without a gap */
                    chunks: number;
                };
            };
        };
        responses: {
            /** @description A part that is being uploaded */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedRecordingPart"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    listRecordings: {
        parameters: {
            query?: {
                /** @description How many to answer at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Id or number of a meeting: only its own */
                meeting?: string;
                /** @description collecting: the meeting is open; waiting: for the merge; merging; merged; failed: given up, `POST …/merge` tries it again; unusable: there is nothing to merge */
                state?: "collecting" | "waiting" | "merging" | "merged" | "failed" | "unusable";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Recording"][];
                        /** @description Ask with it for the next page; null: this is the last one */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A recording with its parts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingDetail"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    deleteRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getRecordingFile: {
        parameters: {
            query?: {
                /** @description The capability in `mergedRecordingUrl`; or send credentials */
                token?: string;
            };
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The merged file; audio/webm where nobody had a picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/webm": string;
                };
            };
            /** @description The merged file; audio/webm where nobody had a picture */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/webm": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getRecordingFilm: {
        parameters: {
            query?: {
                /** @description The capability in `mergedRecordingUrl`; or send credentials */
                token?: string;
            };
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a player shows of a merged recording */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingFilm"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    mergeRecordingAgain: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A recording with its parts */
            202: {
                headers: {
                    /** @description The address of what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingDetail"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getRecordingParts: {
        parameters: {
            query?: {
                /** @description The capability in `mergedRecordingUrl`; or send credentials */
                token?: string;
            };
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getRecordingPart: {
        parameters: {
            query?: {
                /** @description The capability in `mergedRecordingUrl`; or send credentials */
                token?: string;
            };
            header?: never;
            path: {
                /** @description The recording */
                id: string;
                /** @description The part */
                part: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The part as it came in; audio/webm where it has no picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/webm": string;
                };
            };
            /** @description The part as it came in; audio/webm where it has no picture */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/webm": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getRecordingQuestions: {
        parameters: {
            query?: {
                /** @description The capability in `mergedRecordingUrl`; or send credentials */
                token?: string;
            };
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description WebVTT */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/vtt": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getRecordingStrip: {
        parameters: {
            query?: {
                /** @description The capability in `mergedRecordingUrl`; or send credentials */
                token?: string;
            };
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description The picture */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getRecordingStripTrack: {
        parameters: {
            query?: {
                /** @description The capability in `mergedRecordingUrl`; or send credentials */
                token?: string;
            };
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description WebVTT */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/vtt": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getRecordingThumbnail: {
        parameters: {
            query?: {
                /** @description The capability in `mergedRecordingUrl`; or send credentials */
                token?: string;
            };
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description The picture */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Repeating the events of a time window to one web hook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    cancelReplay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Repeating the events of a time window to one web hook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    openRoom: {
        parameters: {
            query?: {
                /** @description The room token */
                token?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection is a WebSocket from here on */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    listRooms: {
        parameters: {
            query?: {
                /** @description How many to answer at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Of this account only */
                accountId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Room"][];
                        /** @description Ask with it for the next page; null: this is the last one */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    createRoom: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Its name */
                    name: string;
                    /** @description The account; default the caller's own */
                    accountId?: string;
                };
            };
        };
        responses: {
            /** @description Where meetings are held */
            201: {
                headers: {
                    /** @description The address of what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Room"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getRoom: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: 304 without a body where nothing has changed since. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where meetings are held */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Room"];
                };
            };
            /** @description Nothing has changed since */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    deleteRoom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    updateRoom: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. 412 where somebody else changed it since; without it any version will do. */
                "If-Match"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Its name */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Where meetings are held */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Room"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    advanceMeeting: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Its id, or its sixteen digits */
                    meetingId: string;
                    /** @description By how much; a year at most */
                    seconds: number;
                };
            };
        };
        responses: {
            /** @description A Meeting of the wire contract, with its addresses */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who the caller is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description E-mail address */
                    email: string;
                    /** @description The password */
                    password: string;
                    /** @description Six digits from an authenticator app */
                    totp?: string;
                };
            };
        };
        responses: {
            /** @description Who the caller is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    updateProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Their name */
                    username?: string;
                    /** @description A BCP 47 tag, such as de or fr-CH */
                    language?: string;
                    /** @description A new password; ends all other sessions */
                    password?: string;
                    /** @description The password */
                    currentPassword?: string;
                };
            };
        };
        responses: {
            /** @description Who the caller is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    beginOpenIdSignIn: {
        parameters: {
            query?: {
                /** @description Page to go on to; default the first */
                next?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Answered */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    finishOpenIdSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Answered */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What the person signs in with */
                    email: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    enableTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Six digits from an authenticator app */
                    code: string;
                    /** @description The password */
                    currentPassword?: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    proposeTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A secret for an authenticator app */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpSecret"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    disableTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The password */
                    currentPassword?: string;
                    /** @description Six digits from an authenticator app */
                    code?: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getSetUpLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description From the link */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a one-time link is for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetUpLink"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description From the link */
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The password to sign in with from now on */
                    password: string;
                    /** @description Six digits from an authenticator app */
                    totp?: string;
                    /** @description Their name */
                    username?: string;
                    /** @description What to sign in with; purpose set-up only */
                    email?: string;
                    /** @description A BCP 47 tag, such as de or fr-CH */
                    language?: string;
                    /** @description Name of the instance; purpose set-up only */
                    productName?: string;
                    /** @description IANA time zone of the instance; purpose set-up only */
                    timezone?: string;
                };
            };
        };
        responses: {
            /** @description Who the caller is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    checkSetUp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description From the link */
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The password to sign in with from now on */
                    password: string;
                    /** @description Their name */
                    username?: string;
                    /** @description What to sign in with; purpose set-up only */
                    email?: string;
                };
            };
        };
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: 304 without a body where nothing has changed since. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description System Configuration */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description Nothing has changed since */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    changeSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. 412 where somebody else changed it since; without it any version will do. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Name of the white label, shown to people and in mails
                     * @default simplex Meeting
                     */
                    productName?: string;
                    /**
                     * @description IANA time zone of meetings that name none
                     * @default UTC
                     */
                    timezone?: string;
                    /**
                     * @description BCP 47 tag of pages and mails where a person has chosen none
                     * @default en
                     */
                    language?: string;
                    /**
                     * @description Languages that people may choose on the pages
                     * @default [
                     *       "en",
                     *       "de",
                     *       "fr",
                     *       "it"
                     *     ]
                     */
                    languages?: ("en" | "de" | "fr" | "it")[];
                    /**
                     * @description Accent colour
                     * @default #1f6feb
                     */
                    color?: string;
                    /**
                     * @description False: the logo says the name already
                     * @default true
                     */
                    nameBesideLogo?: boolean;
                    /**
                     * @description Sender of mails: an address, or Name <address>
                     * @default
                     */
                    mailFrom?: string;
                    /**
                     * @description Mail server; empty: no mail goes out
                     * @default
                     */
                    smtpHost?: string;
                    /**
                     * @description Port of the mail server
                     * @default 587
                     */
                    smtpPort?: number;
                    /**
                     * @description starttls: TLS is asked for and required; tls: from the first byte; optional: where offered; none: never
                     * @default starttls
                     * @enum {string}
                     */
                    smtpSecurity?: "starttls" | "tls" | "optional" | "none";
                    /**
                     * @description With whom to sign in to the mail server; empty: without
                     * @default
                     */
                    smtpUser?: string;
                    /**
                     * @description Password for the mail server. Stored encrypted, never shown
                     * @default
                     */
                    smtpPassword?: string;
                    /**
                     * @description Length of meetings that say none
                     * @default 60
                     */
                    meetingDurationMinutes?: number;
                    /**
                     * @description Type of meetings that say none
                     * @default standard
                     * @enum {string}
                     */
                    meetingType?: "standard" | "boardroom" | "classroom" | "offTheRecord";
                    /**
                     * @description Whether meetings that do not say are recorded
                     * @default false
                     */
                    meetingIsRecorded?: boolean;
                    /**
                     * @description Video resolution of meetings that say none
                     * @default standard
                     * @enum {string}
                     */
                    meetingVideoResolution?: "low" | "standard" | "hd";
                    /**
                     * @description People in a standard meeting, at most
                     * @default 16
                     */
                    standardPeopleLimit?: number;
                    /**
                     * @description People in a boardroom, at most
                     * @default 30
                     */
                    boardroomPeopleLimit?: number;
                    /**
                     * @description People in a classroom, at most
                     * @default 50
                     */
                    classroomPeopleLimit?: number;
                    /**
                     * @description People in a meeting off the record, at most
                     * @default 16
                     */
                    offTheRecordPeopleLimit?: number;
                    /**
                     * @description People may enter this long before the start
                     * @default 900
                     */
                    openBeforeSeconds?: number;
                    /**
                     * @description Past the end with nobody inside, a meeting closes after this long
                     * @default 900
                     */
                    closeGraceSeconds?: number;
                    /**
                     * @description A used meeting closes this long after the last person left
                     * @default 300
                     */
                    closeEmptySeconds?: number;
                    /**
                     * @description After the start, even with people inside
                     * @default 86400
                     */
                    closeHardMaxSeconds?: number;
                    /**
                     * @description A lost connection becomes a left after this long
                     * @default 15
                     */
                    leaveGraceSeconds?: number;
                    /**
                     * @description From the close to the summary
                     * @default 300
                     */
                    summaryDelaySeconds?: number;
                    /**
                     * @description Recording parts are taken for this long after the close
                     * @default 60
                     */
                    recordingGraceSeconds?: number;
                    /**
                     * @description Recordings are deleted this long after their meeting closed; null: kept
                     * @default null
                     */
                    recordingRetentionDays?: number | null;
                    /**
                     * @description How films of three people and more show them: speaker: who speaks large, the others beside; grid: all alike. An account may have its own
                     * @default speaker
                     * @enum {string}
                     */
                    recordingLayout?: "speaker" | "grid";
                    /**
                     * @description False: hooks and feed leave without personal data
                     * @default true
                     */
                    privateDataVisible?: boolean;
                    /**
                     * @description When a failed call is tried again, where its web hook does not say. Waits in seconds: the first after the first failed try, and so on, each ±10 %; a call that fails after the last one is given up. 7 days together at most
                     * @default [
                     *       5,
                     *       30,
                     *       120,
                     *       600,
                     *       1800,
                     *       3600,
                     *       10800,
                     *       21600,
                     *       43200,
                     *       86400,
                     *       100800
                     *     ]
                     */
                    retrySchedule?: number[];
                    /**
                     * @description Log of delivered calls
                     * @default 30
                     */
                    deliveredRetentionDays?: number;
                    /**
                     * @description Log of failed calls, and events
                     * @default 90
                     */
                    failedRetentionDays?: number;
                    /**
                     * @description meetingPermissionId of the wire contract
                     * @default null
                     */
                    meetingPermissionId?: string | null;
                    /**
                     * @description dialInConferenceRoom of the wire contract
                     * @default null
                     */
                    dialInConferenceRoom?: string | null;
                    /**
                     * @description Telephone numbers
                     * @default []
                     */
                    dialInNumbers?: string[];
                    /**
                     * @description dialInPin of the wire contract
                     * @default null
                     */
                    dialInPin?: string | null;
                    /**
                     * @description sipProxy of the wire contract
                     * @default null
                     */
                    sipProxy?: string | null;
                    /**
                     * @description sipDomain of the wire contract
                     * @default null
                     */
                    sipDomain?: string | null;
                    /**
                     * @description Host name of the media node, where there is one
                     * @default
                     */
                    sfuHostname?: string;
                    /**
                     * @description STUN and TURN servers by which participants reach each other across networks; told to everybody who joins
                     * @default []
                     */
                    iceServers?: {
                        /** @description Addresses of the server, such as `turn:turn.example.com:3478` */
                        urls: string[];
                        username?: string;
                        credential?: string;
                    }[];
                    /**
                     * @description A LiveKit server or cluster instead of the embedded engine, from the next start of this server; empty: the embedded engine
                     * @default
                     */
                    liveKitUrl?: string;
                    /**
                     * @description Name of the key for LiveKit
                     * @default
                     */
                    liveKitApiKey?: string;
                    /**
                     * @description Secret of that key. Stored encrypted, never shown
                     * @default
                     */
                    liveKitApiSecret?: string;
                };
            };
        };
        responses: {
            /** @description System Configuration */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    sendTestMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Where it goes; default the caller’s own address */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description What became of a test mail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestMailOutcome"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    listSummaries: {
        parameters: {
            query?: {
                /** @description How many to answer at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Id or number of a meeting: only its own */
                meeting?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SummaryView"][];
                        /** @description Ask with it for the next page; null: this is the last one */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getSummary: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: 304 without a body where nothing has changed since. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A MeetingSummary of the wire contract, with the name and time of its meeting */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SummaryView"];
                };
            };
            /** @description Nothing has changed since */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    updateSummary: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. 412 where somebody else changed it since; without it any version will do. */
                "If-Match"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The minutes, as plain text */
                    minutes?: string;
                };
            };
        };
        responses: {
            /** @description A MeetingSummary of the wire contract, with the name and time of its meeting */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SummaryView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getSummaryAttendance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV (RFC 4180) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getSummaryPdf: {
        parameters: {
            query?: {
                /** @description The capability in `pdf`; or send credentials */
                token?: string;
            };
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description application/pdf */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description How many to answer at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Of this account only */
                accountId?: string;
                /** @description Part of a name or address */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["User"][];
                        /** @description Ask with it for the next page; null: this is the last one */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    inviteUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What they will sign in with */
                    email: string;
                    /** @description Their name */
                    username: string;
                    /**
                     * @description administrator: everything on the instance; host: their own meetings, or all of the account where it shares them
                     * @enum {string}
                     */
                    role: "administrator" | "host";
                    /** @description The account; default the caller's own */
                    accountId?: string;
                    /** @description BCP 47 tag; default the language of the instance */
                    language?: string;
                };
            };
        };
        responses: {
            /** @description The new user, and the link that invites them */
            201: {
                headers: {
                    /** @description The address of what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedUser"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: 304 without a body where nothing has changed since. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Somebody who signs in */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Nothing has changed since */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. 412 where somebody else changed it since; without it any version will do. */
                "If-Match"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What they sign in with */
                    email?: string;
                    /** @description Their name */
                    username?: string;
                    /**
                     * @description administrator: everything on the instance; host: their own meetings, or all of the account where it shares them
                     * @enum {string}
                     */
                    role?: "administrator" | "host";
                    /** @description A BCP 47 tag, such as de or fr-CH */
                    language?: string;
                    /** @description True: may no longer sign in, and is signed out at once */
                    disabled?: boolean;
                    /**
                     * @description Takes away the second factor of somebody who lost it
                     * @constant
                     */
                    totpEnabled?: false;
                };
            };
        };
        responses: {
            /** @description Somebody who signs in */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    renewUserLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A link that lets a person set their password, once */
            201: {
                headers: {
                    /** @description The address of what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneTimeLink"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    listWebHooks: {
        parameters: {
            query?: {
                /** @description How many to answer at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                event?: components["schemas"]["HookName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebHook"][];
                        /** @description Ask with it for the next page; null: this is the last one */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    createWebHook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "event": "onMeetingClosed",
                 *       "url": "https://hooks.example.org/meetings",
                 *       "method": "POST",
                 *       "apiKey": "a key that the listener knows",
                 *       "name": "Billing"
                 *     }
                 */
                "application/json": components["schemas"]["NewWebHook"];
            };
        };
        responses: {
            /** @description A new web hook, with its signing secret */
            201: {
                headers: {
                    /** @description The address of what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedWebHook"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getWebHook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read: 304 without a body where nothing has changed since. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where and how a hook calls out */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebHook"];
                };
            };
            /** @description Nothing has changed since */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    deleteWebHook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. 412 where somebody else changed it since; without it any version will do. */
                "If-Match"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    updateWebHook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. 412 where somebody else changed it since; without it any version will do. */
                "If-Match"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebHookPatch"];
            };
        };
        responses: {
            /** @description Where and how a hook calls out */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebHook"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    catchUpWebHook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where and how a hook calls out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebHook"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    replayWebHook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description Start of the window, by the time of the events
                     */
                    since: string;
                    /**
                     * Format: date-time
                     * @description End of the window; now by default
                     */
                    until?: string;
                    /**
                     * @description failed: those whose delivery failed; missed: those without any delivery to this web hook; all: every one
                     * @enum {string}
                     */
                    only: "failed" | "missed" | "all";
                    /** @description Only says how many there are */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayCount"];
                };
            };
            /** @description Repeating the events of a time window to one web hook */
            202: {
                headers: {
                    /** @description The address of what was made */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
                /** @description The ETag that was read. 412 where somebody else changed it since; without it any version will do. */
                "If-Match"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The new key; one is made up by default */
                    apiKey?: string;
                    /** @description How long the old key is sent from now on. 0 by default */
                    overlapSeconds?: number;
                    /**
                     * Format: date-time
                     * @description From when the new key is sent, in place of overlapSeconds
                     */
                    from?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedApiKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    rotateSigningSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
                /** @description The ETag that was read. 412 where somebody else changed it since; without it any version will do. */
                "If-Match"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How long calls are signed with the old secret, too. 86400 by default */
                    overlapSeconds?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedSecret"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getWebHookStatistics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebHookStatistics"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    testWebHook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A delivery with its body and its tries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    tryWebHookNow: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Its id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedNow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getWebHookByName: {
        parameters: {
            query?: {
                /** @description Of this account */
                accountId?: string;
            };
            header?: {
                /** @description The ETag that was read: 304 without a body where nothing has changed since. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description Unique within its account; for web hooks as code */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where and how a hook calls out */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebHook"];
                };
            };
            /** @description Nothing has changed since */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    putWebHookByName: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. 412 where somebody else changed it since; without it any version will do. */
                "If-Match"?: string;
            };
            path: {
                /** @description Unique within its account; for web hooks as code */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NamedWebHook"];
            };
        };
        responses: {
            /** @description Where and how a hook calls out */
            200: {
                headers: {
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebHook"];
                };
            };
            /** @description A new web hook, with its signing secret */
            201: {
                headers: {
                    /** @description The address of what was made */
                    Location?: string;
                    /** @description The version of what is shown: send it back as If-Match or If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedWebHook"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getPublicKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    createWebHookSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebHookSet"];
            };
        };
        responses: {
            /** @description New web hooks of one listener, which share a secret */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedWebHookSet"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    testUnsavedWebHook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes sending again safe: for 24 hours the same key answers what the first request was answered. 422 where the request differs, 409 while the first one still runs. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebHookTest"];
            };
        };
        responses: {
            /** @description A delivery with its body and its tries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            default: components["responses"]["Problem"];
        };
    };
    onMeetingScheduled: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every try and every resend: deduplicate by it */
                "webhook-id": string;
                /** @description Unix seconds of this try */
                "webhook-timestamp": string;
                /** @description Standard Webhooks: `v1,` and the HMAC-SHA256 in base64; several, separated by spaces, while a secret is rotated */
                "webhook-signature"?: string;
                /** @description The hook’s name */
                "webhook-event": string;
                /** @description 1, 2, 3 … per meeting; for a call about several meetings one number each, separated by `, ` */
                "webhook-sequence"?: string;
                /** @description Of an event about one occurrence of a series: the start that the series’ rule gives it, whatever it was moved to */
                "webhook-occurrence"?: string;
                /** @description Of an event of a series: `series`, `occurrence`, `occurrence-cancelled`, or `following` (the series ends before webhook-occurrence); for a call about several meetings one each, separated by `, `, and `-` for one that is no series */
                "webhook-change"?: string;
                /** @description 1, 2, 3 … */
                "webhook-attempt": string;
                /** @description `true`, on test calls only */
                "webhook-test"?: string;
                /** @description The key of the web hook, where it has one */
                "X-API-KEY"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "invitedParticipants": [],
                 *       "meetingId": "9974-7653-8886-0485",
                 *       "id": "5e945c36b863b82cefdddf54",
                 *       "topic": "My Meeting Topic",
                 *       "startTime": "2022-04-07T09:00:00.000Z",
                 *       "endTime": "2022-04-07T10:00:00.000Z",
                 *       "duration": "60",
                 *       "type": "standard",
                 *       "roomId": "5e9459c5b863b82cefdddf50",
                 *       "isRecurring": false,
                 *       "isDialin": false,
                 *       "recurring": {
                 *         "frequencyType": "",
                 *         "frequency": null,
                 *         "monthlyPattern": "",
                 *         "endsType": "",
                 *         "endsOn": "2022-04-13T12:18:07.211Z",
                 *         "endsAfter": 0
                 *       },
                 *       "isRecorded": false,
                 *       "agenda": "",
                 *       "documents": [],
                 *       "meetingPermissionId": null,
                 *       "videoResolution": "standard",
                 *       "dtClosedAt": null,
                 *       "whitelabelId": "5c737902b377b0f7fbf81fce",
                 *       "addedByUserId": "5e9459c5b863b82cefdddf4e",
                 *       "addedByEmail": "test-user@example.com",
                 *       "accountId": "5e9459c5b863b82cefdddf4f",
                 *       "addedByUsername": "Test User",
                 *       "timezone": "Europe/Zurich",
                 *       "privateDataVisible": true,
                 *       "icalSequence": "0",
                 *       "icsToken": "c89f842f-3295-4bf9-807d-a46841fbc2ec-25f722e4-70fc-4163-9cda-b4b7d8aec358",
                 *       "isActive": false,
                 *       "isClosed": true,
                 *       "isOpen": false,
                 *       "dialInConferenceRoom": null,
                 *       "dialInNumbers": [],
                 *       "dialInPin": null,
                 *       "sipProxy": null,
                 *       "sipDomain": null,
                 *       "isDemo": false,
                 *       "isPromo": false
                 *     }
                 */
                "application/json": components["schemas"]["Meeting"];
            };
        };
        responses: {
            /** @description Received; everything else is tried again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onMeetingUpdated: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every try and every resend: deduplicate by it */
                "webhook-id": string;
                /** @description Unix seconds of this try */
                "webhook-timestamp": string;
                /** @description Standard Webhooks: `v1,` and the HMAC-SHA256 in base64; several, separated by spaces, while a secret is rotated */
                "webhook-signature"?: string;
                /** @description The hook’s name */
                "webhook-event": string;
                /** @description 1, 2, 3 … per meeting; for a call about several meetings one number each, separated by `, ` */
                "webhook-sequence"?: string;
                /** @description Of an event about one occurrence of a series: the start that the series’ rule gives it, whatever it was moved to */
                "webhook-occurrence"?: string;
                /** @description Of an event of a series: `series`, `occurrence`, `occurrence-cancelled`, or `following` (the series ends before webhook-occurrence); for a call about several meetings one each, separated by `, `, and `-` for one that is no series */
                "webhook-change"?: string;
                /** @description 1, 2, 3 … */
                "webhook-attempt": string;
                /** @description `true`, on test calls only */
                "webhook-test"?: string;
                /** @description The key of the web hook, where it has one */
                "X-API-KEY"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "invitedParticipants": [],
                 *       "meetingId": "9974-7653-8886-0485",
                 *       "id": "5e945c36b863b82cefdddf54",
                 *       "topic": "My Meeting Topic",
                 *       "startTime": "2022-04-07T09:00:00.000Z",
                 *       "endTime": "2022-04-07T10:00:00.000Z",
                 *       "duration": "60",
                 *       "type": "standard",
                 *       "roomId": "5e9459c5b863b82cefdddf50",
                 *       "isRecurring": false,
                 *       "isDialin": false,
                 *       "recurring": {
                 *         "frequencyType": "",
                 *         "frequency": null,
                 *         "monthlyPattern": "",
                 *         "endsType": "",
                 *         "endsOn": "2022-04-13T12:18:07.211Z",
                 *         "endsAfter": 0
                 *       },
                 *       "isRecorded": false,
                 *       "agenda": "",
                 *       "documents": [],
                 *       "meetingPermissionId": null,
                 *       "videoResolution": "standard",
                 *       "dtClosedAt": null,
                 *       "whitelabelId": "5c737902b377b0f7fbf81fce",
                 *       "addedByUserId": "5e9459c5b863b82cefdddf4e",
                 *       "addedByEmail": "test-user@example.com",
                 *       "accountId": "5e9459c5b863b82cefdddf4f",
                 *       "addedByUsername": "Test User",
                 *       "timezone": "Europe/Zurich",
                 *       "privateDataVisible": true,
                 *       "icalSequence": "0",
                 *       "icsToken": "c89f842f-3295-4bf9-807d-a46841fbc2ec-25f722e4-70fc-4163-9cda-b4b7d8aec358",
                 *       "isActive": false,
                 *       "isClosed": true,
                 *       "isOpen": false,
                 *       "dialInConferenceRoom": null,
                 *       "dialInNumbers": [],
                 *       "dialInPin": null,
                 *       "sipProxy": null,
                 *       "sipDomain": null,
                 *       "isDemo": false,
                 *       "isPromo": false
                 *     }
                 */
                "application/json": components["schemas"]["Meeting"];
            };
        };
        responses: {
            /** @description Received; everything else is tried again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onMeetingClosed: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every try and every resend: deduplicate by it */
                "webhook-id": string;
                /** @description Unix seconds of this try */
                "webhook-timestamp": string;
                /** @description Standard Webhooks: `v1,` and the HMAC-SHA256 in base64; several, separated by spaces, while a secret is rotated */
                "webhook-signature"?: string;
                /** @description The hook’s name */
                "webhook-event": string;
                /** @description 1, 2, 3 … per meeting; for a call about several meetings one number each, separated by `, ` */
                "webhook-sequence"?: string;
                /** @description Of an event about one occurrence of a series: the start that the series’ rule gives it, whatever it was moved to */
                "webhook-occurrence"?: string;
                /** @description Of an event of a series: `series`, `occurrence`, `occurrence-cancelled`, or `following` (the series ends before webhook-occurrence); for a call about several meetings one each, separated by `, `, and `-` for one that is no series */
                "webhook-change"?: string;
                /** @description 1, 2, 3 … */
                "webhook-attempt": string;
                /** @description `true`, on test calls only */
                "webhook-test"?: string;
                /** @description The key of the web hook, where it has one */
                "X-API-KEY"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "invitedParticipants": [],
                 *       "meetingId": "9974-7653-8886-0485",
                 *       "id": "5e945c36b863b82cefdddf54",
                 *       "topic": "My Meeting Topic",
                 *       "startTime": "2022-04-07T09:00:00.000Z",
                 *       "endTime": "2022-04-07T10:00:00.000Z",
                 *       "duration": "60",
                 *       "type": "standard",
                 *       "roomId": "5e9459c5b863b82cefdddf50",
                 *       "isRecurring": false,
                 *       "isDialin": false,
                 *       "recurring": {
                 *         "frequencyType": "",
                 *         "frequency": null,
                 *         "monthlyPattern": "",
                 *         "endsType": "",
                 *         "endsOn": "2022-04-13T12:18:07.211Z",
                 *         "endsAfter": 0
                 *       },
                 *       "isRecorded": false,
                 *       "agenda": "",
                 *       "documents": [],
                 *       "meetingPermissionId": null,
                 *       "videoResolution": "standard",
                 *       "dtClosedAt": null,
                 *       "whitelabelId": "5c737902b377b0f7fbf81fce",
                 *       "addedByUserId": "5e9459c5b863b82cefdddf4e",
                 *       "addedByEmail": "test-user@example.com",
                 *       "accountId": "5e9459c5b863b82cefdddf4f",
                 *       "addedByUsername": "Test User",
                 *       "timezone": "Europe/Zurich",
                 *       "privateDataVisible": true,
                 *       "icalSequence": "0",
                 *       "icsToken": "c89f842f-3295-4bf9-807d-a46841fbc2ec-25f722e4-70fc-4163-9cda-b4b7d8aec358",
                 *       "isActive": false,
                 *       "isClosed": true,
                 *       "isOpen": false,
                 *       "dialInConferenceRoom": null,
                 *       "dialInNumbers": [],
                 *       "dialInPin": null,
                 *       "sipProxy": null,
                 *       "sipDomain": null,
                 *       "isDemo": false,
                 *       "isPromo": false
                 *     }
                 */
                "application/json": components["schemas"]["Meeting"];
            };
        };
        responses: {
            /** @description Received; everything else is tried again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onMeetingDeleted: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every try and every resend: deduplicate by it */
                "webhook-id": string;
                /** @description Unix seconds of this try */
                "webhook-timestamp": string;
                /** @description Standard Webhooks: `v1,` and the HMAC-SHA256 in base64; several, separated by spaces, while a secret is rotated */
                "webhook-signature"?: string;
                /** @description The hook’s name */
                "webhook-event": string;
                /** @description 1, 2, 3 … per meeting; for a call about several meetings one number each, separated by `, ` */
                "webhook-sequence"?: string;
                /** @description Of an event about one occurrence of a series: the start that the series’ rule gives it, whatever it was moved to */
                "webhook-occurrence"?: string;
                /** @description Of an event of a series: `series`, `occurrence`, `occurrence-cancelled`, or `following` (the series ends before webhook-occurrence); for a call about several meetings one each, separated by `, `, and `-` for one that is no series */
                "webhook-change"?: string;
                /** @description 1, 2, 3 … */
                "webhook-attempt": string;
                /** @description `true`, on test calls only */
                "webhook-test"?: string;
                /** @description The key of the web hook, where it has one */
                "X-API-KEY"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "invitedParticipants": [],
                 *         "meetingId": "9974-7653-8886-0485",
                 *         "id": "5e945c36b863b82cefdddf54",
                 *         "topic": "My Meeting Topic",
                 *         "startTime": "2022-04-07T09:00:00.000Z",
                 *         "endTime": "2022-04-07T10:00:00.000Z",
                 *         "duration": "60",
                 *         "type": "standard",
                 *         "roomId": "5e9459c5b863b82cefdddf50",
                 *         "isRecurring": false,
                 *         "isDialin": false,
                 *         "recurring": {
                 *           "frequencyType": "",
                 *           "frequency": null,
                 *           "monthlyPattern": "",
                 *           "endsType": "",
                 *           "endsOn": "2022-04-13T12:18:07.211Z",
                 *           "endsAfter": 0
                 *         },
                 *         "isRecorded": false,
                 *         "agenda": "",
                 *         "documents": [],
                 *         "meetingPermissionId": null,
                 *         "videoResolution": "standard",
                 *         "dtClosedAt": null,
                 *         "whitelabelId": "5c737902b377b0f7fbf81fce",
                 *         "addedByUserId": "5e9459c5b863b82cefdddf4e",
                 *         "addedByUserEmail": "test-user@example.com",
                 *         "accountId": "5e9459c5b863b82cefdddf4f",
                 *         "addedByUsername": "Test User",
                 *         "timezone": "Europe/Zurich",
                 *         "privateDataVisible": true,
                 *         "icalSequence": "0",
                 *         "icsToken": "c89f842f-3295-4bf9-807d-a46841fbc2ec-25f722e4-70fc-4163-9cda-b4b7d8aec358",
                 *         "isActive": false,
                 *         "isClosed": true,
                 *         "isOpen": false,
                 *         "dialInConferenceRoom": null,
                 *         "dialInNumbers": [],
                 *         "dialInPin": null,
                 *         "sipProxy": null,
                 *         "sipDomain": null,
                 *         "isDemo": false,
                 *         "isPromo": false
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["MeetingsDeleted"];
            };
        };
        responses: {
            /** @description Received; everything else is tried again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onMeetingSummaryCreated: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every try and every resend: deduplicate by it */
                "webhook-id": string;
                /** @description Unix seconds of this try */
                "webhook-timestamp": string;
                /** @description Standard Webhooks: `v1,` and the HMAC-SHA256 in base64; several, separated by spaces, while a secret is rotated */
                "webhook-signature"?: string;
                /** @description The hook’s name */
                "webhook-event": string;
                /** @description 1, 2, 3 … per meeting; for a call about several meetings one number each, separated by `, ` */
                "webhook-sequence"?: string;
                /** @description Of an event about one occurrence of a series: the start that the series’ rule gives it, whatever it was moved to */
                "webhook-occurrence"?: string;
                /** @description Of an event of a series: `series`, `occurrence`, `occurrence-cancelled`, or `following` (the series ends before webhook-occurrence); for a call about several meetings one each, separated by `, `, and `-` for one that is no series */
                "webhook-change"?: string;
                /** @description 1, 2, 3 … */
                "webhook-attempt": string;
                /** @description `true`, on test calls only */
                "webhook-test"?: string;
                /** @description The key of the web hook, where it has one */
                "X-API-KEY"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "responseCode": 0,
                 *       "data": {
                 *         "id": "5f7d49eb62e8f9a43b23f986",
                 *         "meetingId": "5f7d49e662e8f9a43b23f983",
                 *         "meetingType": "boardroom",
                 *         "agenda": "",
                 *         "minutes": "",
                 *         "participants": [
                 *           {
                 *             "name": "Participant 1",
                 *             "durations": [
                 *               {
                 *                 "action": "joined",
                 *                 "timestamp": 1602046445811
                 *               },
                 *               {
                 *                 "action": "left",
                 *                 "timestamp": 1602046670808
                 *               },
                 *               {
                 *                 "action": "joined",
                 *                 "timestamp": 1602047908378
                 *               },
                 *               {
                 *                 "action": "left",
                 *                 "timestamp": 1602048304208
                 *               }
                 *             ],
                 *             "info": {
                 *               "browserVersion": "82.0.4062.0",
                 *               "browserName": "Chrome",
                 *               "osName": "macOS",
                 *               "osVersion": "10.15.6",
                 *               "platformType": "desktop",
                 *               "platformVendor": "Apple"
                 *             }
                 *           },
                 *           {
                 *             "name": "Participant 2",
                 *             "durations": [
                 *               {
                 *                 "action": "joined",
                 *                 "timestamp": 1602046456329
                 *               },
                 *               {
                 *                 "action": "left",
                 *                 "timestamp": 1602046669443
                 *               }
                 *             ],
                 *             "info": {
                 *               "browserVersion": "82.0.4062.0",
                 *               "browserName": "Chrome",
                 *               "osName": "macOS",
                 *               "osVersion": "10.15.6",
                 *               "platformType": "desktop",
                 *               "platformVendor": "Apple"
                 *             }
                 *           }
                 *         ],
                 *         "documents": [],
                 *         "pdf": null,
                 *         "dayTimestamp": 1602021600000,
                 *         "accountId": "5c73790ab377b0f7fbf81fde",
                 *         "isNamedRoom": false,
                 *         "isRecordingPrepared": false,
                 *         "sfuHostname": "ch-01-sfu-02.wlvmr.net",
                 *         "meetingQuestions": []
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["MeetingSummaryCreated"];
            };
        };
        responses: {
            /** @description Received; everything else is tried again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onMeetingRecordingCreated: {
        parameters: {
            query?: never;
            header: {
                /** @description The event’s id, the same on every try and every resend: deduplicate by it */
                "webhook-id": string;
                /** @description Unix seconds of this try */
                "webhook-timestamp": string;
                /** @description Standard Webhooks: `v1,` and the HMAC-SHA256 in base64; several, separated by spaces, while a secret is rotated */
                "webhook-signature"?: string;
                /** @description The hook’s name */
                "webhook-event": string;
                /** @description 1, 2, 3 … per meeting; for a call about several meetings one number each, separated by `, ` */
                "webhook-sequence"?: string;
                /** @description Of an event about one occurrence of a series: the start that the series’ rule gives it, whatever it was moved to */
                "webhook-occurrence"?: string;
                /** @description Of an event of a series: `series`, `occurrence`, `occurrence-cancelled`, or `following` (the series ends before webhook-occurrence); for a call about several meetings one each, separated by `, `, and `-` for one that is no series */
                "webhook-change"?: string;
                /** @description 1, 2, 3 … */
                "webhook-attempt": string;
                /** @description `true`, on test calls only */
                "webhook-test"?: string;
                /** @description The key of the web hook, where it has one */
                "X-API-KEY"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "meetingId": "5e945c36b863b82cefdddf54",
                 *       "meetingSummaryId": "5f48a701ee0c388a879bffa7",
                 *       "meetingToken": "f7140700-310e-46b8-9813-be0cb0e6b59c",
                 *       "mergedRecordingUrl": "https://.../<merged-file>.webm",
                 *       "recordingUrls": [
                 *         "video-file-1.webm",
                 *         "video-file-2.webm",
                 *         "video-file-3.webm"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["MeetingRecordingPrepared"];
            };
        };
        responses: {
            /** @description Received; everything else is tried again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
