package io.seaworthy.logging.logback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ThrowableProxy;
import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.logging.Captured;
import io.seaworthy.logging.Redactor;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StackTracesTest {

    private static String of(Throwable thrown, int max) {
        return StackTraces.of(new ThrowableProxy(thrown), Redactor.standard(), max, new Frames(false));
    }

    @Test
    void deepStack_isCutToItsTop() {
        assertThat(of(deep(500), 1 << 20).lines().count()).isBetween(65L, 67L);
        assertThat(of(deep(500), 1 << 20)).contains("... ").endsWith(" more\n");
    }

    private static Throwable deep(int depth) {
        return depth == 0 ? new IllegalStateException("x") : ((Supplier<Throwable>) () -> deep(depth - 1)).get();
    }

    @Test
    void manyCausesAndSuppressed_areCut() {
        Throwable thrown = new RuntimeException("root");
        for (int i = 0; i < 100; i++) {
            Throwable next = new RuntimeException("n" + i, thrown);
            for (int s = 0; s < 10; s++) {
                next.addSuppressed(withoutFrames(new RuntimeException("s" + s)));
            }
            thrown = withoutFrames(next);
        }
        String text = of(thrown, 1 << 20);
        assertThat(text.split("java.lang.RuntimeException: ", -1).length - 1).isEqualTo(24);
        assertThat(text).contains("... more\n");
    }

    private static Throwable withFrames(Throwable thrown) {
        thrown.setStackTrace(Arrays.copyOf(thrown.getStackTrace(), 10));
        return thrown;
    }

    private static Throwable withoutFrames(Throwable thrown) {
        thrown.setStackTrace(new StackTraceElement[0]);
        return thrown;
    }

    @Test
    void plumbing_isLeftOutAndTheHashIsOfTypesAndMethods() {
        Throwable thrown = new IllegalStateException("a");
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("io.example.A", "run", "A.java", 1),
            new StackTraceElement("jdk.internal.reflect.DirectMethodHandleAccessor", "invoke", "D.java", 2),
            new StackTraceElement("io.example.B", "main", null, -1)
        });
        assertThat(of(thrown, 1000))
                .isEqualTo("java.lang.IllegalStateException: a\n\tat io.example.A.run(A.java:1)\n"
                        + "\tat io.example.B.main(Unknown Source)\n\t... 1 more\n");
        String hash = hash(thrown);
        Throwable same = new IllegalStateException("other message");
        same.setStackTrace(thrown.getStackTrace());
        assertThat(hash(same)).isEqualTo(hash).matches("[0-9a-f]{8}");
        assertThat(hash(new IllegalStateException("a"))).isNotEqualTo(hash);
    }

    private static String hash(Throwable thrown) {
        return write(thrown, JsonBuffer.create(64), 1 << 20).hash();
    }

    private static StackTraces write(Throwable thrown, JsonBuffer out, int end) {
        ThrowableProxy proxy = new ThrowableProxy(thrown);
        return StackTraces.write(proxy, thrown.getMessage(), Redactor.standard(), 12_000, new Frames(true), out, end);
    }

    @Test
    void traceInJson_isTheEscapedTextAndNeverGoesBeyondItsEnd() {
        Throwable thrown = new IllegalStateException("a \"quote\" and \u001b[2K", withFrames(new Exception("b")));
        thrown.addSuppressed(withFrames(new RuntimeException("\u202e")));
        withFrames(thrown);
        JsonBuffer whole = JsonBuffer.create(64);
        assertThat(write(thrown, whole, 1 << 20).isWhole()).isTrue();
        assertThat(Captured.parse("{\"a\":\"" + new String(whole.toBytes(), UTF_8) + "\"}"))
                .containsEntry("a", of(thrown, 12_000));
        for (int end = 200; end < whole.size(); end += 7) {
            JsonBuffer out = JsonBuffer.create(64);
            assertThat(write(thrown, out, end).isWhole()).isFalse();
            assertThat(out.size()).isLessThanOrEqualTo(end);
            assertThat(Captured.parse("{\"a\":\"" + new String(out.toBytes(), UTF_8) + "\"}"))
                    .containsKey("a");
        }
    }

    @Test
    void framesThatShareASlot_areNotMistakenForEachOther() {
        Frames frames = new Frames(false);
        for (int turn = 0; turn < 2; turn++) {
            for (int i = 0; i < 5_000; i++) {
                StackTraceElement frame = new StackTraceElement("a.B" + i % 50, "m" + i % 7, "B.java", i);
                assertThat(new String(frames.of(frame).shown(), UTF_8))
                        .isEqualTo("\tat a.B" + i % 50 + ".m" + i % 7 + "(B.java:" + i + ")\n");
            }
        }
    }

    @Test
    void frameWithAForgedLine_staysOnOne() {
        Throwable thrown = new IllegalStateException("a");
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("A\nB", "m\u2028", "\u001b[2K", -2)});
        assertThat(of(thrown, 1000)).hasLineCount(2).contains("\tat A\\nB.m\\u2028(Native Method)");
    }

    @Test
    void budget_endsTheTrace() {
        Throwable thrown = new RuntimeException("a".repeat(1000), new RuntimeException("b".repeat(1000)));
        assertThat(of(thrown, 500))
                .hasSizeLessThan(2_000)
                .contains("... more\n")
                .doesNotContain("bbb");
    }

    @Test
    void throwableWithoutMessageOrFrames_isItsType() {
        Throwable bare = new RuntimeException(null, null, false, false) {
            private static final long serialVersionUID = 1;
        };
        assertThat(of(bare, 1000)).isEqualTo(bare.getClass().getName() + "\n");
    }
}
