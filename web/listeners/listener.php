<?php
// SIGNING_SECRET=whsec_… php -S 0.0.0.0:3000 listener.php
const TOLERANCE_SECONDS = 300;

/** The signature covers the id, the time and the very bytes of the body. */
function isGenuine(string $secret, string $id, string $timestamp, string $signatures, string $body): bool
{
    if (!ctype_digit($timestamp) || abs(time() - (int) $timestamp) > TOLERANCE_SECONDS) {
        return false;
    }
    $key = base64_decode(substr($secret, strlen('whsec_')));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    foreach (explode(' ', $signatures) as $given) {
        if (hash_equals($expected, $given)) {
            return true;
        }
    }
    return false;
}

$secret = getenv('SIGNING_SECRET') ?: '';
$body = file_get_contents('php://input');
$id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
$timestamp = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
$signatures = $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '';

if ($secret === '' || !isGenuine($secret, $id, $timestamp, $signatures, $body)) {
    http_response_code(401);
    exit;
}

$isTest = ($_SERVER['HTTP_WEBHOOK_TEST'] ?? '') === 'true';
if ($_SERVER['HTTP_WEBHOOK_EVENT'] === 'onMeetingScheduled' && !$isTest) {
    // Calls may come twice: insert $id under a unique constraint in the transaction that does the work.
    $payload = json_decode($body, true, 512, JSON_THROW_ON_ERROR);
    error_log(print_r($payload, true));
}

http_response_code(204);
