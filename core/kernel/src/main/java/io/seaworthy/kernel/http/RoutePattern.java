package io.seaworthy.kernel.http;

import io.seaworthy.kernel.config.Faults;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a rule is for: {@code "POST /auth/*"}, {@code "GET /api/keys/{id}"}, {@code "/api/**"}.
 *
 * <ul>
 *   <li>The method is optional; {@code GET} covers {@code HEAD} too (RFC 9110 section 9.3.2).
 *   <li>A literal segment is written decoded and matched by its exact characters.
 *   <li>A variable ({id}) and {@code *} stand for one segment that is not empty; a variable hands its value on.
 *   <li>{@code **}, at the end only, stands for the rest, or nothing: {@code /api/**} covers {@code /api} itself.
 *   <li>A slash at the end counts: {@code /a} and {@code /a/} are different.
 * </ul>
 *
 * <p>The request's raw path is decoded once, segment by segment. A path that {@link StrictRequests} would refuse
 * by default matches no pattern. No regular expressions. Immutable, thread-safe.
 */
public final class RoutePattern {

    static final String REST = "**";
    static final String ANY = "*";

    private final @Nullable String method;
    private final String path;

    /** Literals; {@link #ANY} for a variable or a star, {@link #REST} at the end. */
    private final List<String> segments;

    /** The variable's name at each position, or an empty string. */
    private final List<String> names;

    private RoutePattern(@Nullable String method, String path, List<String> segments, List<String> names) {
        this.method = method;
        this.path = path;
        this.segments = segments;
        this.names = names;
    }

    /** The pattern of this text. Throws {@link io.seaworthy.kernel.config.ConfigurationException} with its faults. */
    public static RoutePattern of(String pattern) {
        Faults faults = Faults.in("RoutePattern");
        RoutePattern parsed = parse(pattern, pattern, faults);
        faults.throwIfAny();
        return Objects.requireNonNull(parsed);
    }

    /** The pattern, or null after its faults were added under the path given. */
    static @Nullable RoutePattern parse(String at, String pattern, Faults faults) {
        int before = faults.violations().size();
        int space = pattern.indexOf(' ');
        String method = space < 0 ? null : pattern.substring(0, space);
        String path = pattern.substring(space + 1);
        faults.check(method == null || isMethod(method), at, method, "invalid_method", "an upper-case method like GET");
        if (!path.startsWith("/")) {
            faults.add(at, path, "invalid_path", "a path that begins with /");
            return null;
        }
        List<String> segments = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String[] parts =
                path.equals("/") ? new String[] {""} : path.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            String part = parts[i];
            String name = "";
            if (part.startsWith("{")) {
                name = part.endsWith("}") ? part.substring(1, part.length() - 1) : "";
                faults.check(isName(name), at, part, "invalid_variable", "{name} as the whole segment");
                faults.check(seen.add(name), at, part, "duplicate_variable", "each variable once");
                part = ANY;
            } else if (part.equals(REST)) {
                faults.check(last, at, part, "rest_not_last", "** as the last segment");
            } else if (!part.equals(ANY)) {
                checkLiteral(at, part, last, faults);
            }
            segments.add(part);
            names.add(name);
        }
        boolean sound = faults.violations().size() == before;
        return sound ? new RoutePattern(method, path, List.copyOf(segments), List.copyOf(names)) : null;
    }

    private static void checkLiteral(String at, String part, boolean last, Faults faults) {
        faults.check(last || !part.isEmpty(), at, part, "empty_segment", "no // in a path");
        faults.check(!part.equals(".") && !part.equals(".."), at, part, "dot_segment", "no dot segments");
        boolean sound = part.indexOf('*') < 0
                && part.codePoints()
                        .allMatch(c -> c < 128 ? PathSyntax.isPchar((char) c) && c != ';' : Character.isDefined(c));
        faults.check(sound, at, part, "invalid_segment", "URI characters, written decoded, or a whole {name}, * or **");
    }

    private static boolean isMethod(String method) {
        return HeaderSyntax.isToken(method) && method.chars().noneMatch(c -> c >= 'a' && c <= 'z');
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c ->
                                (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
    }

    /** The method, or null where the pattern is for all. */
    public @Nullable String method() {
        return method;
    }

    /** The path as it was written: bounded, so fit for metric tags. */
    public String path() {
        return path;
    }

    List<String> segments() {
        return segments;
    }

    List<String> names() {
        return names;
    }

    /** Whether a request is one of those meant. To find one of many patterns use a {@link RouteTable}. */
    public boolean matches(String method, String rawPath) {
        return allows(method) && PathSyntax.faultOf(rawPath) == null && matchesPath(rawPath);
    }

    boolean allows(String method) {
        return this.method == null
                || this.method.equals(method)
                || (this.method.equals("GET") && method.equals("HEAD"));
    }

    private boolean matchesPath(String rawPath) {
        int at = 1;
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.equals(REST)) {
                return true;
            }
            if (at > rawPath.length()) {
                return false;
            }
            int slash = rawPath.indexOf('/', at);
            int end = slash < 0 ? rawPath.length() : slash;
            if (segment.equals(ANY) ? end == at : !isWritten(segment, rawPath, at, end)) {
                return false;
            }
            at = end + 1;
        }
        return at > rawPath.length();
    }

    /** Whether a raw segment decodes to this text; most need no decoding, and those cost no object. */
    private static boolean isWritten(String segment, String rawPath, int from, int to) {
        int escape = rawPath.indexOf('%', from);
        return escape < 0 || escape >= to
                ? segment.length() == to - from && rawPath.startsWith(segment, from)
                : segment.equals(PathSyntax.decode(rawPath, from, to));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RoutePattern that && Objects.equals(method, that.method) && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode() * 31 + Objects.hashCode(method);
    }

    @Override
    public String toString() {
        return method == null ? path : method + " " + path;
    }
}
