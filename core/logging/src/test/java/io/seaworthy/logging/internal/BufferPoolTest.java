package io.seaworthy.logging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.internal.JsonBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BufferPoolTest {

    private final BufferPool pool = BufferPool.ofCapacity(4096);

    @Test
    void bufferGivenBack_isTakenAgainEmpty() {
        JsonBuffer buffer = pool.take().putAscii("x");
        pool.giveBack(buffer);
        assertThat(pool.take()).isSameAs(buffer);
        assertThat(buffer.size()).isZero();
        assertThat(pool.take()).isNotSameAs(buffer);
    }

    @Test
    void bufferThatGrewTooLarge_isNotKept() {
        JsonBuffer buffer = pool.take().put(new byte[100_000]);
        pool.giveBack(buffer);
        assertThat(pool.take()).isNotSameAs(buffer);
    }

    @Test
    void noBuffer_isInTwoHands() {
        Set<JsonBuffer> inUse = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 100_000).parallel().forEach(i -> {
            JsonBuffer buffer = pool.take();
            assertThat(inUse.add(buffer)).isTrue();
            inUse.remove(buffer);
            pool.giveBack(buffer);
        });
    }
}
