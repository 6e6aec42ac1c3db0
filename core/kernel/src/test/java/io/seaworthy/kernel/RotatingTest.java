package io.seaworthy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RotatingTest {

    @Test
    void rotation_replacesTheValueThenTellsListenersInOrder() {
        Rotating<String> rotating = Rotating.of("a");
        List<String> seen = new ArrayList<>();
        rotating.onChange(next -> seen.add("1" + next + rotating.current()));
        rotating.onChange(next -> seen.add("2" + next));
        assertThat(rotating.current()).isEqualTo("a");
        rotating.rotateTo("b");
        assertThat(seen).containsExactly("1bb", "2b");
        assertThat(rotating.current()).isEqualTo("b");
    }

    @Test
    void listenerThatThrows_keepsNobodyElseFromHearing() {
        Rotating<String> rotating = Rotating.of("a");
        List<String> seen = new ArrayList<>();
        rotating.onChange(next -> {
            throw new IllegalStateException("first");
        });
        rotating.onChange(seen::add);
        assertThatThrownBy(() -> rotating.rotateTo("b")).hasMessage("first");
        assertThat(seen).containsExactly("b");
        assertThat(rotating.current()).isEqualTo("b");
    }

    @Test
    void nullValue_isRefusedAndTheOldOneKept() {
        Rotating<String> rotating = Rotating.of("a");
        assertThatThrownBy(() -> rotating.rotateTo(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Rotating.of(null)).isInstanceOf(NullPointerException.class);
        assertThat(rotating.current()).isEqualTo("a");
    }

    @Test
    void readers_seeWholeValuesOnly() throws InterruptedException {
        record Pair(int one, int two) {}
        Rotating<Pair> rotating = Rotating.of(new Pair(0, 0));
        AtomicBoolean mixed = new AtomicBoolean();
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch started = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            while (!stop.get()) {
                Pair pair = rotating.current();
                if (pair.one != pair.two) {
                    mixed.set(true);
                }
                started.countDown();
            }
        });
        reader.start();
        started.await();
        for (int i = 0; i < 100_000; i++) {
            rotating.rotateTo(new Pair(i, i));
        }
        stop.set(true);
        reader.join();
        assertThat(mixed).isFalse();
    }

    @Test
    void toString_namesNoValue() {
        assertThat(Rotating.of("secret")).hasToString("Rotating");
    }
}
