package io.seaworthy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderEditsTest {

    private final MapHeaders headers = new MapHeaders();

    private static HeaderEdits defaultTo(String name, String value) {
        return HeaderEdits.builder().defaultTo(name, value).build();
    }

    private static HeaderEdits append(String name, String value) {
        return HeaderEdits.builder().append(name, value).build();
    }

    private static HeaderEdits enforce(String name, String value) {
        return HeaderEdits.builder().enforce(name, value).build();
    }

    @Test
    void default_staysUnlessTheApplicationSetsTheName() {
        HeaderEdits edits = defaultTo("Cache-Control", "no-store");
        edits.write(headers);
        edits.reconcile(headers, SecondWriters.UNWATCHED, new TestRequest());
        assertThat(headers.all("cache-control")).containsExactly("no-store");

        headers.set("Cache-Control", "max-age=1");
        edits.reconcile(headers, SecondWriters.UNWATCHED, new TestRequest());
        assertThat(headers.all("Cache-Control")).containsExactly("max-age=1");
    }

    @Test
    void default_goesWhenTheApplicationAddsToTheName() {
        HeaderEdits edits = defaultTo("Cache-Control", "no-store");
        edits.write(headers);
        headers.add("Cache-Control", "max-age=1");
        headers.add("Cache-Control", "public");
        edits.reconcile(headers, SecondWriters.UNWATCHED, new TestRequest());
        assertThat(headers.all("Cache-Control")).containsExactly("max-age=1", "public");
    }

    @Test
    void enforceOnce_isOneEditThatMayBeAddedTo() {
        HeaderEdits id = HeaderEdits.enforceOnce("X-Request-Id", "4711");
        assertThat(id.isEmpty()).isFalse();
        assertThat(id.isReusable()).isFalse();
        assertThat(id).hasToString("HeaderEdits[enforce X-Request-Id: 4711]");
        assertThat(id.append("Vary", "Origin"))
                .hasToString("HeaderEdits[enforce X-Request-Id: 4711; append Vary: Origin]");
        assertThat(HeaderEdits.builder().addAll(id).remove("Server").build())
                .hasToString("HeaderEdits[enforce X-Request-Id: 4711; remove Server]");
        assertThatThrownBy(() -> HeaderEdits.enforceOnce("X-Request-Id", "a\r\nb"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneMoreAppend_leavesTheOriginalAsItWas() {
        HeaderEdits policy = append("RateLimit-Policy", "\"plan\";q=60");
        HeaderEdits both = policy.append("RateLimit", "\"plan\";r=59");
        policy.write(headers);
        assertThat(headers.all("RateLimit")).isEmpty();
        both.write(headers);
        assertThat(headers.all("RateLimit")).containsExactly("\"plan\";r=59");
        assertThat(headers.all("RateLimit-Policy")).containsExactly("\"plan\";q=60");
        assertThat(both.isReusable()).isFalse();
        assertThatThrownBy(() -> policy.append("RateLimit", "a\r\nb")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void removed_leavesNeitherAsWrittenBeforeNorAsAddedLater() {
        HeaderEdits edits = HeaderEdits.builder().remove("X-Leak").build();
        headers.set("x-leak", "before");
        edits.write(headers);
        assertThat(headers.all("X-Leak")).isEmpty();
        headers.add("X-Leak", "after");
        headers.add("X-Leak", "again");
        edits.reconcile(headers, SecondWriters.UNWATCHED, new TestRequest());
        assertThat(headers.all("X-Leak")).isEmpty();
        assertThat(edits).hasToString("HeaderEdits[remove X-Leak]");
    }

    @Test
    void ofTwoDefaults_theFirstStands() {
        HeaderEdits.builder().defaultTo("X", "1").defaultTo("x", "2").build().write(headers);
        assertThat(headers.all("X")).containsExactly("1");
    }

    @Test
    void enforced_winsOverEveryOtherWriter() {
        HeaderEdits edits = enforce("X-Frame-Options", "DENY");
        headers.set("x-frame-options", "ALLOWALL");
        edits.write(headers);
        assertThat(headers.all("X-Frame-Options")).containsExactly("DENY");
        headers.add("X-Frame-Options", "SAMEORIGIN");
        edits.reconcile(headers, SecondWriters.UNWATCHED, new TestRequest());
        assertThat(headers.all("X-Frame-Options")).containsExactly("DENY");
    }

    @Test
    void ofTwoEnforced_theLastStands() {
        HeaderEdits edits =
                HeaderEdits.builder().enforce("X", "1").enforce("X", "2").build();
        edits.write(headers);
        assertThat(headers.all("X")).containsExactly("2");
        edits.reconcile(headers, SecondWriters.UNWATCHED, new TestRequest());
        assertThat(headers.all("X")).containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, Accept, 'Accept, Origin'",
        "Origin, origin, origin",
        "Origin, 'Accept, Origin', 'Accept, Origin'",
        "'Origin, Accept', Accept, 'Accept, Origin'",
        "Origin, *, *",
        "Origin, Origin-Agent, 'Origin-Agent, Origin'"
    })
    void appended_isMergedWithoutDuplicates(String appended, String present, String expected) {
        headers.set("Vary", present);
        append("Vary", appended).reconcile(headers, SecondWriters.UNWATCHED, new TestRequest());
        assertThat(headers.all("Vary")).containsExactly(expected);
    }

    @Test
    void appended_survivesAnApplicationThatReplacesTheField() {
        HeaderEdits edits = append("Vary", "Origin");
        edits.write(headers);
        headers.set("Vary", "Accept-Encoding");
        edits.reconcile(headers, SecondWriters.UNWATCHED, new TestRequest());
        assertThat(headers.all("Vary")).containsExactly("Accept-Encoding, Origin");
    }

    @Test
    void appendedToSeveralLines_makesOneOfThem() {
        headers.add("Vary", "Accept");
        headers.add("Vary", "Origin");
        append("Vary", "Cookie").reconcile(headers, SecondWriters.UNWATCHED, new TestRequest());
        assertThat(String.join(", ", headers.all("Vary"))).isEqualTo("Accept, Origin, Cookie");
    }

    @Test
    void cookies_areNeverJoined() {
        HeaderEdits edits = append("Set-Cookie", "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
        headers.add("Set-Cookie", "b=2");
        edits.write(headers);
        edits.reconcile(headers, SecondWriters.UNWATCHED, new TestRequest());
        assertThat(headers.all("Set-Cookie")).containsExactly("b=2", "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
    }

    @Test
    void everyEdit_comesBackAfterAReset() {
        HeaderEdits edits = HeaderEdits.builder()
                .defaultTo("A", "1")
                .append("Vary", "Origin")
                .append("Set-Cookie", "c=1")
                .enforce("B", "2")
                .build();
        edits.write(headers);
        headers.fields.clear();
        edits.reconcile(headers, SecondWriters.UNWATCHED, new TestRequest());
        assertThat(headers.fields.keySet()).containsExactly("A", "B", "Set-Cookie", "Vary");
    }

    @Test
    void reconcilingTwice_changesNothingMore() {
        HeaderEdits edits = HeaderEdits.builder()
                .defaultTo("A", "1")
                .append("Vary", "Origin, Cookie")
                .append("Set-Cookie", "c=1")
                .enforce("B", "2")
                .build();
        headers.add("Vary", "Accept");
        headers.add("A", "own");
        edits.write(headers);
        edits.reconcile(headers, SecondWriters.UNWATCHED, new TestRequest());
        String once = headers.fields.toString();
        edits.reconcile(headers, SecondWriters.UNWATCHED, new TestRequest());
        assertThat(headers.fields).hasToString(once);
        assertThat(once).isEqualTo("{A=[own], B=[2], Set-Cookie=[c=1], Vary=[Accept, Origin, Cookie]}");
    }

    @Test
    void unusableNamesAndValues_areRefusedAtBuild() {
        HeaderEdits.Builder builder = HeaderEdits.builder();
        assertThatThrownBy(() -> builder.enforce("X Y", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.append("X", "1\r\nY: 2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.defaultTo("X", "é")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addAll_keepsOrderAndKind() {
        HeaderEdits both = HeaderEdits.builder()
                .enforce("A", "1")
                .addAll(append("Vary", "Origin"))
                .build();
        assertThat(both).hasToString("HeaderEdits[enforce A: 1; append Vary: Origin]");
        assertThat(HeaderEdits.none().isEmpty()).isTrue();
        assertThat(HeaderEdits.forOneRequest().build().isReusable()).isFalse();
        assertThat(both.isReusable()).isTrue();
    }

    @Test
    void editsAppendedOneByOne_areAllThereInTheirOrder() {
        HeaderEdits one = HeaderEdits.enforceOnce("X-Request-Id", "r1");
        HeaderEdits three = one.append("Vary", "Origin").append("Vary", "Cookie");
        assertThat(three)
                .hasToString("HeaderEdits[enforce X-Request-Id: r1; append Vary: Origin; append Vary: Cookie]");
        assertThat(HeaderEdits.builder().addAll(three).build()).hasToString(three.toString());
        assertThat(three.enforces("x-request-id", "r1")).isTrue();
        assertThat(three.isEmpty()).isFalse();
        three.write(headers);
        assertThat(headers.all("Vary")).containsExactly("Origin, Cookie");
        headers.set("Vary", "Accept");
        three.reconcile(headers, SecondWriters.UNWATCHED, new TestRequest());
        assertThat(headers.all("Vary")).containsExactly("Accept, Origin, Cookie");
        assertThat(one).hasToString("HeaderEdits[enforce X-Request-Id: r1]");
    }

    @Test
    void enforceOnce_isOneEditForOneRequest_andChecked() {
        HeaderEdits edits = HeaderEdits.enforceOnce("X-Request-Id", "r1");
        assertThat(edits).hasToString("HeaderEdits[enforce X-Request-Id: r1]");
        assertThat(edits.isReusable()).isFalse();
        assertThatThrownBy(() -> HeaderEdits.enforceOnce("X", "1\r\nY: 2"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HeaderEdits.enforceOnce("X Y", "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noEdits_changeNothing() {
        headers.set("A", "1");
        HeaderEdits.none().write(headers);
        HeaderEdits.none().reconcile(headers, SecondWriters.UNWATCHED, new TestRequest());
        assertThat(headers.fields).isEqualTo(java.util.Map.of("A", List.of("1")));
    }
}
