package io.seaworthy.config;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Where a secret could come out, and in which forms. Stateless. */
final class LeakSinks {

    /** The JDK's private fields are closed to Gson: what holds some is written without them. */
    private static final Gson GSON = new GsonBuilder()
            .registerTypeHierarchyAdapter(
                    Path.class, (JsonSerializer<Path>) (path, type, context) -> new JsonPrimitive(path.toString()))
            .registerTypeAdapter(Duration.class, (JsonSerializer<Duration>)
                    (time, type, context) -> new JsonPrimitive(time.toString()))
            .registerTypeHierarchyAdapter(
                    Class.class, (JsonSerializer<Class<?>>) (of, type, context) -> new JsonPrimitive(of.getName()))
            .create();

    private static final ObjectMapper JACKSON = new ObjectMapper()
            .setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

    private LeakSinks() {}

    /** Encodings and digests of a text, forwards and backwards. */
    static List<String> forms(String canary) {
        byte[] bytes = canary.getBytes(StandardCharsets.UTF_8);
        List<String> forms = new ArrayList<>();
        forms.add(new StringBuilder(canary).reverse().toString());
        for (byte[] content : List.of(bytes, digest("MD5", bytes), digest("SHA-1", bytes), digest("SHA-256", bytes))) {
            forms.add(HexFormat.of().formatHex(content));
            forms.add(HexFormat.of().formatHex(content).toUpperCase(Locale.ROOT));
            forms.add(Base64.getEncoder().withoutPadding().encodeToString(content));
            forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(content));
            forms.add(URLEncoder.encode(new String(content, StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }
        forms.add(decimals(bytes)); // how Gson writes an array
        for (int from = 1;
                from < 3 && bytes.length >= 30;
                from++) { // base64 of text in which it stands at another place
            byte[] shifted = new byte[bytes.length + from];
            System.arraycopy(bytes, 0, shifted, from, bytes.length);
            forms.add(Base64.getEncoder().encodeToString(shifted).substring(4, 24));
        }
        return forms;
    }

    /** Bytes as numbers with commas between. */
    static String decimals(byte[] bytes) {
        String all = Arrays.toString(bytes).replace(" ", "");
        return all.substring(1, all.length() - 1);
    }

    /** What serialisers write that go by private fields, as Gson does always and Jackson where it is told to. */
    static String json(Object object) {
        StringBuilder text = new StringBuilder();
        try {
            text.append(GSON.toJson(object));
        } catch (RuntimeException refused) { // private fields of the JDK
            text.append(causes(refused));
        }
        try {
            text.append(JACKSON.writeValueAsString(object));
        } catch (IOException refused) {
            text.append(causes(refused));
        }
        return text.toString();
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What Java's own serialisation writes; nothing where it refuses. */
    static String serialised(Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException refused) {
            return bytes.toString(StandardCharsets.ISO_8859_1) + refused;
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** Messages of all causes and of what was suppressed. */
    static String causes(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append(cause.getLocalizedMessage());
            for (Throwable suppressed : cause.getSuppressed()) {
                text.append(causes(suppressed));
            }
        }
        return text.toString();
    }

    /** What a serialiser that works by getters and public fields finds. */
    static String getters(Object object, int depth) {
        StringBuilder text = new StringBuilder(String.valueOf(object));
        if (depth == 0 || object.getClass().getPackageName().startsWith("java.")) {
            return text.toString();
        }
        for (Method method : object.getClass().getMethods()) {
            String name = method.getName();
            boolean getter = name.startsWith("get")
                    || name.startsWith("is")
                    || object.getClass().isRecord();
            if (getter
                    && method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getDeclaringClass() != Object.class) {
                text.append(value(() -> method.invoke(object), depth));
            }
        }
        for (Field field : object.getClass().getFields()) {
            text.append(value(() -> field.get(object), depth));
        }
        return text.toString();
    }

    private interface Access {
        Object read() throws ReflectiveOperationException;
    }

    private static String value(Access access, int depth) {
        try {
            Object value = access.read();
            return value == null ? "" : getters(value, depth - 1);
        } catch (ReflectiveOperationException refused) {
            return "";
        }
    }

    /** Everything that is logged, at every level. */
    static final class Records extends Handler {

        private final StringBuilder text = new StringBuilder();
        private final Level before = Logger.getLogger("").getLevel();

        static Records start() {
            Records records = new Records();
            records.setLevel(Level.ALL);
            Logger.getLogger("").setLevel(Level.ALL);
            Logger.getLogger("").addHandler(records);
            return records;
        }

        String stop() {
            Logger.getLogger("").removeHandler(this);
            Logger.getLogger("").setLevel(before);
            return text.toString();
        }

        @Override
        public void publish(LogRecord logged) {
            text.append(logged.getMessage());
            Object[] parameters = logged.getParameters();
            text.append(parameters == null ? "" : List.of(parameters)).append(logged.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
