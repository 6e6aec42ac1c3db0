package io.seaworthy.benchmarks.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.github.f4b6a3.uuid.UuidCreator;
import io.seaworthy.logging.InsideLogging;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Who makes an id, as text. */
public enum IdPeer {
    SEAWORTHY(InsideLogging.requestIds()),
    RANDOM_UUID(() -> UUID.randomUUID().toString()),
    UUID_CREATOR(() -> UuidCreator.getTimeOrderedEpoch().toString()),
    JUG(jug()),
    /** Version 7 with bits that can be foretold. */
    FLOOR(() -> {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(0x1000);
        return new UUID(high, random.nextLong() >>> 2 | 0x8000_0000_0000_0000L).toString();
    });

    private final Supplier<String> source;

    IdPeer(Supplier<String> source) {
        this.source = source;
    }

    private static Supplier<String> jug() {
        TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();
        return () -> generator.generate().toString();
    }

    String next() {
        return source.get();
    }
}
