package io.seaworthy.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {

    private final Pseudonyms emails = Pseudonyms.of("email", Keys.key(1));

    @Test
    void aPseudonym_isStable() {
        String pseudonym = emails.pseudonym("ann@example.com");

        assertThat(pseudonym).matches("[0-9a-f]{32}");
        assertThat(Pseudonyms.of("email", Keys.key(1)).pseudonym("ann@example.com"))
                .isEqualTo(pseudonym);
    }

    @Test
    void aPseudonym_isTheDocumentedOne() {
        // Anybody with the key must be able to compute it elsewhere, and stored ones must never change.
        byte[] value = "ann@example.com".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String expected = Hkdf.derive(Keys.key(1), "seaworthy pseudonym email", 32)
                .exposeTo(key ->
                        HexFormat.of().formatHex(HmacSha256.of(key, value)).substring(0, 32));

        assertThat(emails.pseudonym("ann@example.com")).isEqualTo(expected);
    }

    @Test
    void keyLabelAndTenant_separate() {
        List<String> all = Stream.of(
                        emails,
                        Pseudonyms.of("email", Keys.key(2)),
                        Pseudonyms.of("phone", Keys.key(1)),
                        emails.forTenant("a"),
                        emails.forTenant("b"),
                        emails.forTenant("a").forTenant("b"))
                .map(one -> one.pseudonym("ann@example.com"))
                .toList();

        assertThat(all).doesNotHaveDuplicates();
        assertThat(emails.forTenant("a").pseudonym("x"))
                .isEqualTo(emails.forTenant("a").pseudonym("x"));
    }

    @Test
    void values_areTakenAsTheyAre() {
        List<String> values =
                List.of("", "a", "A", " a", "a?", "a\ud800", "a\udc00", "\ud83d\ude00", "a\u0301", "\u00e1");

        assertThat(values.stream().map(emails::pseudonym).collect(Collectors.toSet()))
                .hasSize(values.size());
    }

    @Test
    void wellFormedText_isUtf8() {
        String text = "a\u00e1\u20ac\ud83d\ude00";
        byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String expected = Hkdf.derive(Keys.key(1), "seaworthy pseudonym email", 32)
                .exposeTo(key ->
                        HexFormat.of().formatHex(HmacSha256.of(key, utf8)).substring(0, 32));

        assertThat(emails.pseudonym(text)).isEqualTo(expected);
    }

    @Test
    void afterAChangeOfKeys_oldOnesAreStillFound() {
        Pseudonyms next = Pseudonyms.of("email", Keys.key(2), Keys.key(1));

        assertThat(next.all("ann@example.com"))
                .containsExactly(next.pseudonym("ann@example.com"), emails.pseudonym("ann@example.com"));
        assertThat(next.forTenant("a").all("x"))
                .containsExactly(
                        next.forTenant("a").pseudonym("x"),
                        emails.forTenant("a").pseudonym("x"));
        assertThat(next.pseudonym("ann@example.com")).isNotEqualTo(emails.pseudonym("ann@example.com"));
    }

    @Test
    void wrongOptions_areReportedTogether() {
        assertThatThrownBy(() -> Pseudonyms.of("E-mail address", Secret.ofUtf8("short"), Secret.of(new byte[31])))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("3 faults")
                .hasMessageContaining("label")
                .hasMessageContaining("current")
                .hasMessageContaining("previous[0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aTenantWithoutAName_isRefused(String tenant) {
        assertThatThrownBy(() -> emails.forTenant(tenant)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void evidence_namesTheItem() {
        assertThat(emails.evidence()).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo("DATA-PSEUDONYM");
            assertThat(one.isWeakened()).isFalse();
        });
    }
}
