import org.jspecify.annotations.NullMarked;

/** The conformance kit for adapters, request builders, virtual time and assertions. For tests only. */
@NullMarked
module io.seaworthy.testkit {
    requires static org.jspecify;
    requires transitive io.seaworthy.kernel;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;

    exports io.seaworthy.testkit;

    // JUnit calls the laws by reflection.
    opens io.seaworthy.testkit;
}
