package io.seaworthy.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An absolute URL with a host, as a {@code URI} or as a serialised origin. */
final class UrlConverter implements Converter {

    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);

    private final SchemeRules schemes;
    private final boolean origin;

    private UrlConverter(SchemeRules schemes, boolean origin) {
        this.schemes = schemes;
        this.origin = origin;
        for (Component.Scoped rule : schemes.rules()) {
            for (String scheme : rule.texts()) {
                if (!isScheme(scheme)) {
                    throw new IllegalArgumentException("@Schemes takes lower-case scheme names without a colon");
                }
            }
        }
    }

    private static boolean isScheme(String scheme) {
        for (int i = 0; i < scheme.length(); i++) {
            if (scheme.charAt(i) < 'a' || scheme.charAt(i) > 'z') {
                return false;
            }
        }
        return !scheme.isEmpty();
    }

    static Converter ofUri(Component component) {
        return new UrlConverter(component.schemes("https"), false);
    }

    static Converter ofOrigin(Component component) {
        return new UrlConverter(component.schemes("http", "https"), true);
    }

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException malformed) {
            throw new Refused(origin ? "not_an_origin" : "not_a_url");
        }
        String scheme = uri.getScheme();
        if (scheme == null || uri.getHost() == null || !Direct.isHost(bare(uri.getHost()))) {
            throw new Refused(origin ? "not_an_origin" : "not_a_url");
        }
        List<String> allowed = schemes.in(profile);
        if (!allowed.contains(scheme.toLowerCase(Locale.ROOT))) {
            throw new Refused("wrong_scheme");
        }
        if (uri.getPort() > 65_535 || uri.getPort() == 0) {
            throw new Refused("wrong_port");
        }
        if (uri.getRawUserInfo() != null && DEFAULT_PORTS.containsKey(scheme.toLowerCase(Locale.ROOT))) {
            throw new Refused("user_info", "Leave out the part before @");
        }
        if (!origin) {
            return uri;
        }
        requireOrigin(text, uri, scheme);
        return text;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static void requireOrigin(String text, URI uri, String scheme) throws Refused {
        Integer port = DEFAULT_PORTS.get(scheme);
        boolean redundant = port != null && port == uri.getPort();
        String serialised = (scheme + "://" + uri.getHost()).toLowerCase(Locale.ROOT)
                + (uri.getPort() < 0 || redundant ? "" : ":" + uri.getPort());
        if (!text.equals(serialised)) {
            throw new Refused("not_an_origin", hint(text, serialised));
        }
    }

    private static @Nullable String hint(String text, String serialised) {
        return text.toLowerCase(Locale.ROOT).startsWith(serialised) ? "Write " + serialised : null;
    }

    @Override
    public String accepted(Profile profile) {
        String allowed = String.join(" or ", schemes.in(profile));
        return origin
                ? "an origin: " + allowed + ", host, port unless it is the default one; no path, no trailing slash"
                : "an absolute URL with a host, scheme " + allowed;
    }

    @Override
    public String example(Profile profile) {
        List<String> allowed = schemes.in(profile);
        String scheme = allowed.contains("https") ? "https" : allowed.get(0);
        return scheme + "://" + (origin ? "app" : "api") + ".example.com";
    }

    @Override
    public Map<String, Object> schema() {
        return origin ? Map.of() : Map.of("format", "uri");
    }
}
