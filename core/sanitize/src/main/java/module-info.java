import org.jspecify.annotations.NullMarked;

/** Input that is safe by construction: HTML, output contexts, URLs, files, text. */
@NullMarked
module io.seaworthy.sanitize {
    requires static org.jspecify;
    requires owasp.java.html.sanitizer;
    requires transitive io.seaworthy.kernel;
    requires transitive java.xml;

    exports io.seaworthy.sanitize;
    exports io.seaworthy.sanitize.data;
    exports io.seaworthy.sanitize.encode;
    exports io.seaworthy.sanitize.file;
    exports io.seaworthy.sanitize.html;
    exports io.seaworthy.sanitize.net;
    exports io.seaworthy.sanitize.text;
}
