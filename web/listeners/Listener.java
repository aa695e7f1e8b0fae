// SIGNING_SECRET=whsec_… java Listener.java
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Listener {
    private static final long TOLERANCE_SECONDS = 300;
    private static final byte[] SECRET =
        Base64.getDecoder().decode(System.getenv("SIGNING_SECRET").substring("whsec_".length()));
    // Kept in memory; a unique constraint in your database is safer.
    private static final Set<String> HANDLED = ConcurrentHashMap.newKeySet();

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "3000"));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(receive(exchange), -1);
            exchange.close();
        });
        server.start();
    }

    private static int receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!isGenuine(exchange, body)) return 401;
        String id = header(exchange, "webhook-id");
        boolean isTest = header(exchange, "webhook-test").equals("true");
        if (header(exchange, "webhook-event").equals("onMeetingScheduled") && !isTest && !HANDLED.contains(id)) {
            System.out.println(new String(body, StandardCharsets.UTF_8));
        }
        HANDLED.add(id);
        return 204;
    }

    /** The signature covers the id, the time and the very bytes of the body. */
    private static boolean isGenuine(HttpExchange exchange, byte[] body) {
        String timestamp = header(exchange, "webhook-timestamp");
        if (!timestamp.matches("\\d{1,12}")) return false;
        if (Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) > TOLERANCE_SECONDS) return false;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            mac.update((header(exchange, "webhook-id") + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            byte[] expected = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes();
            for (String given : header(exchange, "webhook-signature").split(" ")) {
                if (MessageDigest.isEqual(expected, given.getBytes())) return true;
            }
            return false;
        } catch (GeneralSecurityException error) {
            throw new IllegalStateException(error);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
