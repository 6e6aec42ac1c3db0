package io.seaworthy.logging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BufferPoolTest {

    private final BufferPool pool = BufferPool.ofCapacity(4096);

    @Test
    void bufferGivenBack_isTakenAgainEmpty() {
        Scratch buffer = pool.take();
        buffer.out().putAscii("x");
        pool.giveBack(buffer);
        assertThat(pool.take()).isSameAs(buffer);
        assertThat(buffer.out().size()).isZero();
        assertThat(pool.take()).isNotSameAs(buffer);
    }

    @Test
    void bufferThatGrewTooLarge_isNotKept() {
        Scratch buffer = pool.take();
        buffer.out().put(new byte[100_000]);
        pool.giveBack(buffer);
        assertThat(pool.take()).isNotSameAs(buffer);
    }

    @Test
    void noBuffer_isInTwoHands() {
        Set<Scratch> inUse = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 100_000).parallel().forEach(i -> {
            Scratch buffer = pool.take();
            assertThat(inUse.add(buffer)).isTrue();
            inUse.remove(buffer);
            pool.giveBack(buffer);
        });
    }

    @Test
    void lostBuffers_areReplaced() {
        for (int i = 0; i < 100; i++) {
            pool.take();
        }
        Scratch buffer = pool.take();
        pool.giveBack(buffer);
        assertThat(pool.take()).isSameAs(buffer);
        assertThat(pool.made()).isEqualTo(101);
    }

    @Test
    void bufferThatWasReplacedAndGrew_leavesTheNewOne() {
        Scratch lost = pool.take();
        for (int i = 0; i < 15; i++) {
            pool.take();
        }
        Scratch buffer = pool.take();
        lost.out().put(new byte[100_000]);
        pool.giveBack(lost);
        pool.giveBack(buffer);
        assertThat(pool.take()).isSameAs(buffer);
    }
}
