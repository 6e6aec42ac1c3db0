package io.seaworthy.jdkhttp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an application's calls on its exchange change. Used by the handler's thread only. */
final class Response {

    private final HttpExchange exchange;
    private final Reply reply;
    private final HeadersView fields;
    private @Nullable Map<String, @Nullable Object> attributes;
    private InputStream in;
    private OutputStream out;
    private int status = -1;

    Response(HttpExchange exchange, Reply reply, RequestBody body) {
        this.exchange = exchange;
        this.reply = reply;
        this.fields = reply.fresh();
        this.in = body;
        this.out = reply.body();
    }

    Headers headers() {
        return fields.headers();
    }

    InputStream requestBody() {
        return in;
    }

    OutputStream body() {
        return out;
    }

    int status() {
        return status;
    }

    void send(int status, long length) throws IOException {
        reply.send(status, length, fields);
        this.status = status;
    }

    /** Filters put compressing or counting streams around the server's. */
    void streams(@Nullable InputStream in, @Nullable OutputStream out) {
        if (in != null) {
            this.in = in;
        }
        if (out != null) {
            this.out = out;
        }
    }

    /** Ends the response, through the streams that filters have put around it. */
    void close() {
        try {
            out.close();
            reply.body().close();
        } catch (IOException gone) {
            // Noted by the body already; HttpExchange.close has no way to tell.
        }
    }

    /** The server shares its attributes between all requests of a context; here each request has its own on top. */
    @Nullable
    Object attribute(String name) {
        if (attributes != null && attributes.containsKey(name)) {
            return attributes.get(name);
        }
        return exchange.getAttribute(name);
    }

    void attribute(String name, @Nullable Object value) {
        if (attributes == null) {
            attributes = new HashMap<>();
        }
        attributes.put(name, value);
    }
}
