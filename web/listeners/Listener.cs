// SIGNING_SECRET=whsec_… dotnet run
using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;

public static class Listener
{
    private const int ToleranceSeconds = 300;
    private static readonly byte[] Secret =
        Convert.FromBase64String(Environment.GetEnvironmentVariable("SIGNING_SECRET").Substring("whsec_".Length));
    // Kept in memory; a unique constraint in your database is safer.
    private static readonly ConcurrentDictionary<string, bool> Handled = new ConcurrentDictionary<string, bool>();

    public static async Task Main()
    {
        var port = Environment.GetEnvironmentVariable("PORT") ?? "3000";
        var listener = new HttpListener();
        listener.Prefixes.Add("http://localhost:" + port + "/");
        listener.Start();
        while (true)
        {
            var context = await listener.GetContextAsync();
            context.Response.StatusCode = Receive(context.Request);
            context.Response.Close();
        }
    }

    private static int Receive(HttpListenerRequest request)
    {
        var buffer = new MemoryStream();
        request.InputStream.CopyTo(buffer);
        var body = buffer.ToArray();
        if (!IsGenuine(request, body)) return 401;
        var id = request.Headers["webhook-id"];
        var isTest = request.Headers["webhook-test"] == "true";
        if (request.Headers["webhook-event"] == "onMeetingScheduled" && !isTest && !Handled.ContainsKey(id))
        {
            Console.WriteLine(Encoding.UTF8.GetString(body));
        }
        Handled[id] = true;
        return 204;
    }

    // The signature covers the id, the time and the very bytes of the body.
    private static bool IsGenuine(HttpListenerRequest request, byte[] body)
    {
        var timestamp = request.Headers["webhook-timestamp"];
        long seconds;
        if (!long.TryParse(timestamp, out seconds)) return false;
        if (Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds) > ToleranceSeconds) return false;
        var signed = Encoding.UTF8.GetBytes(request.Headers["webhook-id"] + "." + timestamp + ".").Concat(body);
        using (var hmac = new HMACSHA256(Secret))
        {
            var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(hmac.ComputeHash(signed.ToArray())));
            var given = (request.Headers["webhook-signature"] ?? "").Split(' ');
            return given.Any(each => CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(each)));
        }
    }
}
