package io.seaworthy.logging.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.seaworthy.kernel.internal.JsonBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RingTest {

    private final Ring ring = Ring.ofCapacity(4096);
    private final byte[] taken = new byte[4096];

    /** A line of so many blocks of 64 bytes. */
    private static JsonBuffer line(int blocks, char filled) {
        return JsonBuffer.create(64).putAscii(String.valueOf(filled).repeat(64 * blocks));
    }

    @Test
    void ring_isCrowdedBeyondSevenEighths() {
        for (int blocks = 1; blocks <= 56; blocks++) {
            assertThat(ring.offer(line(1, 'a'))).isPositive();
            assertThat(ring.isCrowded()).as("%d of 64 blocks", blocks).isFalse();
        }
        ring.offer(line(1, 'a'));
        assertThat(ring.isCrowded()).isTrue();
        ring.poll(taken, 4096);
        assertThat(ring.isCrowded()).isFalse();
        assertThat(ring.isEmpty()).isTrue();
    }

    @Test
    void lineThatDoesNotFitNow_isRefusedAndDisturbsNothing() {
        assertThat(ring.offer(line(60, 'a'))).isPositive();
        assertThat(ring.offer(line(5, 'b'))).isEqualTo(-1);
        assertThat(ring.offer(line(4, 'c'))).isPositive();
        assertThat(ring.poll(taken, 4096)).isEqualTo(4096);
        assertThat(new String(taken, US_ASCII)).isEqualTo("a".repeat(60 * 64) + "c".repeat(4 * 64));
    }

    @Test
    void lineAcrossTheEnd_comesOutWhole() {
        for (int turn = 0; turn < 100; turn++) {
            String text = "line " + turn + " " + "x".repeat(turn * 37 % 900);
            ring.offer(JsonBuffer.create(64).putAscii(text));
            int size = ring.poll(taken, 4096);
            assertThat(new String(taken, 0, size, US_ASCII)).isEqualTo(text);
        }
    }

    @Test
    void linesThatDoNotFitIntoTheTarget_stayInOrder() {
        ring.offer(line(2, 'a'));
        ring.offer(line(2, 'b'));
        byte[] small = new byte[200];
        assertThat(ring.poll(small, 200)).isEqualTo(128);
        assertThat(small[0]).isEqualTo((byte) 'a');
        assertThat(ring.poll(small, 200)).isEqualTo(128);
        assertThat(small[0]).isEqualTo((byte) 'b');
        assertThat(ring.poll(small, 200)).isZero();
    }

    @Test
    void sizes_arePowersOfTwo() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ring.ofCapacity(4095));
        assertThatIllegalArgumentException().isThrownBy(() -> Ring.ofCapacity(512));
        assertThat(ring.fits(4096)).isTrue();
        assertThat(ring.fits(4097)).isFalse();
    }

    @Test
    void claimThatIsNeverPublished_isPassedOverWhenTheRingIsClosed() {
        ring.offer(line(1, 'a'));
        ring.claim(3);
        ring.offer(line(2, 'b'));
        ring.claim(1);
        ring.offer(line(1, 'c'));
        assertThat(ring.poll(taken, 4096)).isEqualTo(64);
        assertThat(ring.poll(taken, 4096)).isZero();
        assertThat(ring.isEmpty()).isFalse();
        ring.close();
        assertThat(ring.offer(line(1, 'd'))).isEqualTo(Ring.CLOSED);
        assertThat(ring.poll(taken, 4096)).isEqualTo(3 * 64);
        assertThat(new String(taken, 0, 3 * 64, US_ASCII)).isEqualTo("b".repeat(2 * 64) + "c".repeat(64));
        assertThat(ring.taken()).isEqualTo(2);
        assertThat(ring.poll(taken, 4096)).isZero();
    }

    @Test
    void skippedClaim_stopsNothing() {
        for (int turn = 0; turn < 100; turn++) {
            ring.skip((int) (ring.claim(3) & 63), 3);
            ring.offer(line(2, 'b'));
            assertThat(ring.poll(taken, 4096)).isEqualTo(128);
            assertThat(ring.taken()).isEqualTo(1);
            assertThat(ring.isEmpty()).isTrue();
        }
    }

    @Test
    void lineDuringTheClosing_isTakenOrRefused() throws Exception {
        for (int turn = 0; turn < 200; turn++) {
            Ring closing = Ring.ofCapacity(1 << 16);
            AtomicInteger in = new AtomicInteger();
            Thread[] threads = new Thread[3];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> {
                    JsonBuffer line = line(1, 'a');
                    long behind = 0;
                    while (behind != Ring.CLOSED && !Thread.currentThread().isInterrupted()) {
                        behind = closing.offer(line);
                        in.addAndGet(behind > 0 ? 1 : 0);
                        if (behind == -1) {
                            Thread.yield();
                        }
                    }
                });
                threads[i].start();
            }
            int out = 0;
            while (out < 50) {
                out += closing.poll(taken, 4096) / 64;
            }
            closing.close();
            int more;
            while ((more = closing.poll(taken, 4096)) > 0) {
                out += more / 64;
            }
            for (Thread thread : threads) {
                thread.interrupt();
                thread.join();
            }
            assertThat(out).isEqualTo(in.get());
        }
    }
}
