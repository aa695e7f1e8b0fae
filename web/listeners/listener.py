# SIGNING_SECRET=whsec_… python3 listener.py
import base64, hashlib, hmac, json, os, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = base64.b64decode(os.environ["SIGNING_SECRET"].removeprefix("whsec_"))
TOLERANCE_SECONDS = 300
handled = set()  # kept in memory; a unique constraint in your database is safer


def is_genuine(headers, body):
    """The signature covers the id, the time and the very bytes of the body."""
    timestamp = headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    signed = f"{headers.get('webhook-id')}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(expected, given) for given in headers.get("webhook-signature", "").split())


class Listener(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if not is_genuine(self.headers, body):
            return self.answer(401)
        call_id = self.headers["webhook-id"]
        is_test = self.headers.get("webhook-test") == "true"
        if self.headers["webhook-event"] == "onMeetingScheduled" and not is_test and call_id not in handled:
            print(json.loads(body), flush=True)
        handled.add(call_id)
        self.answer(204)

    do_PUT = do_POST

    def answer(self, status):
        self.send_response(status)
        self.end_headers()


ThreadingHTTPServer(("", int(os.environ.get("PORT", 3000))), Listener).serve_forever()
