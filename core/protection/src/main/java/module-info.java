import org.jspecify.annotations.NullMarked;

/** Key derivation, pseudonyms and the audit trail. Needs the JDK only. */
@NullMarked
module io.seaworthy.protection {
    requires transitive io.seaworthy.kernel;
    requires static org.jspecify;

    exports io.seaworthy.protection;
}
