package io.seaworthy.headers.cors;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.headers.cors.PublicSuffixes.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicSuffixesTest {

    /** The JDK's format is not documented: these rows hold on 17 and on 25. */
    @ParameterizedTest
    @CsvSource({
        "com, PUBLIC",
        "example.com, OWNED",
        "a.example.com, OWNED",
        "uk, PUBLIC",
        "co.uk, PUBLIC",
        "example.co.uk, OWNED",
        "github.io, PUBLIC",
        "me.github.io, OWNED",
        "herokuapp.com, PUBLIC",
        "ck, PUBLIC",
        "anything.ck, PUBLIC",
        "www.ck, OWNED",
        "a.anything.ck, OWNED",
        // No suffix itself, but every name under it is one.
        "kawasaki.jp, PUBLIC",
        "x.kawasaki.jp, PUBLIC",
        "city.kawasaki.jp, OWNED",
        "xn--p1ai, PUBLIC",
        "xn--d1acufc.xn--p1ai, OWNED",
        "xn--55qx5d.cn, PUBLIC",
        "localhost, PUBLIC",
        "internal, PUBLIC",
        "svc.internal, OWNED",
    })
    void jdkList_isReadable(String domain, Kind kind) {
        assertThat(PublicSuffixes.ofJdk().of(domain)).isEqualTo(kind);
    }

    @Test
    void missingOrBrokenList_isUnknown(@TempDir Path folder) throws Exception {
        assertThat(new JdkPublicSuffixes(folder.resolve("none")).of("com")).isEqualTo(Kind.UNKNOWN);
        Path broken = Files.writeString(folder.resolve("broken"), "not a zip");
        assertThat(new JdkPublicSuffixes(broken).of("com")).isEqualTo(Kind.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"a.b, true", "x.b, true", "y.a.b, false", "c.b, false", "b, true"})
    void exception_winsOverWildcard(String domain, boolean isPublic) {
        assertThat(JdkPublicSuffixes.isPublic(domain, List.of("b", "*.b", "!c.b")))
                .isEqualTo(isPublic);
    }
}
