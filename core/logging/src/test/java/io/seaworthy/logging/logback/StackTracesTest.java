package io.seaworthy.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ThrowableProxy;
import io.seaworthy.logging.Redactor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StackTracesTest {

    private static String of(Throwable thrown, int max) {
        return StackTraces.of(new ThrowableProxy(thrown), Redactor.standard(), max);
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
        return StackTraces.write(
                new ThrowableProxy(thrown), Redactor.standard(), 1000, new io.seaworthy.logging.internal.Text());
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
