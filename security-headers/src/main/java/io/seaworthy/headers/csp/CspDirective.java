package io.seaworthy.headers.csp;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The directives of Content Security Policy Level 3 and of the standards that extend it. */
public enum CspDirective {
    /** What holds for every fetch directive that is left out. */
    DEFAULT_SRC("default-src", Kind.FETCH),
    CHILD_SRC("child-src", Kind.FETCH),
    CONNECT_SRC("connect-src", Kind.FETCH),
    FENCED_FRAME_SRC("fenced-frame-src", Kind.FETCH),
    FONT_SRC("font-src", Kind.FETCH),
    FRAME_SRC("frame-src", Kind.FETCH),
    IMG_SRC("img-src", Kind.FETCH),
    MANIFEST_SRC("manifest-src", Kind.FETCH),
    MEDIA_SRC("media-src", Kind.FETCH),
    OBJECT_SRC("object-src", Kind.FETCH),
    SCRIPT_SRC("script-src", Kind.FETCH),
    SCRIPT_SRC_ELEM("script-src-elem", Kind.FETCH),
    SCRIPT_SRC_ATTR("script-src-attr", Kind.FETCH),
    STYLE_SRC("style-src", Kind.FETCH),
    STYLE_SRC_ELEM("style-src-elem", Kind.FETCH),
    STYLE_SRC_ATTR("style-src-attr", Kind.FETCH),
    WORKER_SRC("worker-src", Kind.FETCH),
    /** Where {@code base} elements may point; not covered by default-src. */
    BASE_URI("base-uri", Kind.NAVIGATION),
    /** Where forms may be sent; not covered by default-src. */
    FORM_ACTION("form-action", Kind.NAVIGATION),
    /** Who may frame the page; not covered by default-src. */
    FRAME_ANCESTORS("frame-ancestors", Kind.NAVIGATION),
    SANDBOX("sandbox", Kind.TOKENS),
    TRUSTED_TYPES("trusted-types", Kind.TOKENS),
    REQUIRE_TRUSTED_TYPES_FOR("require-trusted-types-for", Kind.TOKENS),
    WEBRTC("webrtc", Kind.TOKENS),
    REPORT_TO("report-to", Kind.REPORTING),
    REPORT_URI("report-uri", Kind.REPORTING),
    UPGRADE_INSECURE_REQUESTS("upgrade-insecure-requests", Kind.FLAG),
    BLOCK_ALL_MIXED_CONTENT("block-all-mixed-content", Kind.DEPRECATED),
    NAVIGATE_TO("navigate-to", Kind.DEPRECATED),
    PLUGIN_TYPES("plugin-types", Kind.DEPRECATED),
    PREFETCH_SRC("prefetch-src", Kind.DEPRECATED),
    REFERRER("referrer", Kind.DEPRECATED),
    REFLECTED_XSS("reflected-xss", Kind.DEPRECATED),
    REQUIRE_SRI_FOR("require-sri-for", Kind.DEPRECATED);

    /** What a directive's values are. */
    enum Kind {
        FETCH,
        NAVIGATION,
        TOKENS,
        REPORTING,
        FLAG,
        DEPRECATED;

        boolean hasSources() {
            return this == FETCH || this == NAVIGATION;
        }
    }

    private static final Map<String, CspDirective> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CspDirective::text, each -> each));

    private final String text;
    private final Kind kind;

    CspDirective(String text, Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    /** The directive's name as it is written, {@code script-src}. */
    public String text() {
        return text;
    }

    Kind kind() {
        return kind;
    }

    /** The directive of this name in lower case, or null. */
    static @Nullable CspDirective named(String name) {
        return BY_NAME.get(name);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(CspDirective::text).toList();
    }
}
