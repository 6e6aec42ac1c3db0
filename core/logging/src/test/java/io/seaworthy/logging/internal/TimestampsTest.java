package io.seaworthy.logging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.internal.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00.000Z",
        "951782399999, 2000-02-28T23:59:59.999Z",
        "951782400000, 2000-02-29T00:00:00.000Z",
        "4107542400000, 2100-03-01T00:00:00.000Z",
        "253402300799999, 9999-12-31T23:59:59.999Z",
        "253402300800000, 9999-12-31T23:59:59.999Z",
        "-1, 1970-01-01T00:00:00.000Z"
    })
    void edge_isWritten(long millis, String expected) {
        assertThat(Timestamps.of(millis)).isEqualTo(expected);
    }

    @Test
    void randomInstants_agreeWithTheJdk() {
        long seed = System.nanoTime();
        System.err.println("TimestampsTest seed " + seed);
        Random random = new Random(seed);
        DateTimeFormatter jdk =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
        for (int i = 0; i < 50_000; i++) {
            long millis = (random.nextLong() >>> 1) % 253_402_300_800_000L;
            assertThat(Timestamps.of(millis)).as("seed %d", seed).isEqualTo(jdk.format(Instant.ofEpochMilli(millis)));
        }
    }

    @Test
    void writtenTimestamps_areTheSameWithinASecondAndAcrossIt() {
        Timestamps timestamps = new Timestamps("at ");
        for (long millis : new long[] {999, 1_000, 1_001, 1_999, 2_000, 951_782_399_999L, 1_005}) {
            JsonBuffer out = JsonBuffer.create(8);
            timestamps.put(millis, out);
            assertThat(new String(out.toBytes(), StandardCharsets.US_ASCII)).isEqualTo("at " + Timestamps.of(millis));
        }
    }
}
