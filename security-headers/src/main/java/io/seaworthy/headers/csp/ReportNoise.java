package io.seaworthy.headers.csp;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Violations that say nothing about the site: what extensions, in-app browsers, translators and virus scanners put into
 * its pages. Stateless.
 */
final class ReportNoise {

    private static final Set<String> SCHEMES = Set.of(
            "about",
            "android-webview-video-poster",
            "app",
            "chrome",
            "chrome-extension",
            "edge-extension",
            "file",
            "filesystem",
            "jar",
            "mbinit",
            "moz-extension",
            "ms-browser-extension",
            "mx",
            "mxaddon-pkg",
            "mxjscall",
            "none",
            "opera",
            "qrc",
            "resource",
            "safari-extension",
            "safari-resource",
            "safari-web-extension",
            "symres",
            "tmtbff",
            "webkit-masked-url",
            "webviewprogressproxy");

    private static final List<String> HOSTS = List.of(
            "translate.google.com",
            "translate.googleapis.com",
            "translate-pa.googleapis.com",
            "gc.kis.v2.scr.kaspersky-labs.com",
            "me.kis.v2.scr.kaspersky-labs.com",
            "ff.kis.v2.scr.kaspersky-labs.com",
            "nortonsafe.search.ask.com",
            "safesearch.avira.com");

    private ReportNoise() {}

    static boolean is(CspViolation violation) {
        // Some browsers write the scheme alone, without its colon.
        return SCHEMES.contains(violation.blocked())
                || SCHEMES.contains(ReportText.scheme(violation.blocked()))
                || SCHEMES.contains(ReportText.scheme(violation.source()))
                || violation.source().toLowerCase(Locale.ROOT).startsWith("sandbox")
                || HOSTS.stream().anyMatch(host -> violation.blocked().endsWith("://" + host));
    }
}
