package io.seaworthy.auth.token;

import io.jsonwebtoken.io.AbstractDeserializer;
import io.jsonwebtoken.io.AbstractSerializer;
import io.jsonwebtoken.io.Deserializer;
import io.jsonwebtoken.io.Serializer;
import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The house's JSON as jjwt wants it, so that no other JSON library is looked for or found. Stateless. */
final class JjwtJson {

    private JjwtJson() {}

    static Serializer<Map<String, ?>> writer() {
        return new AbstractSerializer<>() {
            @Override
            protected void doSerialize(Map<String, ?> value, OutputStream out) throws IOException {
                out.write(Json.write(value));
            }
        };
    }

    static Deserializer<Map<String, ?>> reader() {
        return new AbstractDeserializer<>() {
            @Override
            protected Map<String, ?> doDeserialize(Reader in) throws Exception {
                StringBuilder text = new StringBuilder();
                char[] chunk = new char[1024];
                for (int read = in.read(chunk); read != EOF; read = in.read(chunk)) {
                    text.append(chunk, 0, read);
                }
                return Json.readObject(text.toString().getBytes(StandardCharsets.UTF_8), JsonLimits.strict());
            }
        };
    }
}
