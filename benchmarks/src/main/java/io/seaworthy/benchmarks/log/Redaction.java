package io.seaworthy.benchmarks.log;

import io.seaworthy.benchmarks.Nanoseconds;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The text of a line looked through for secrets: without one, and with a card and a token. */
public class Redaction extends Nanoseconds {

    private static final String CLEAN =
            "Order A-20261121-000017 accepted for customer-4711 in 37 ms, 7 items, from the "
                    + "warehouse in the north, to be delivered on Monday between eight and ten";
    private static final String DIRTY =
            CLEAN + ", card 4111 1111 1111 1111, Authorization: Bearer abcdef0123456789abcdef";

    @Param
    public MaskPeer who = MaskPeer.SEAWORTHY;

    private @Nullable UnaryOperator<String> mask;

    @Setup
    public void check() {
        mask = who.mask();
        require(clean().equals(CLEAN), who + " leaves a clean line alone: " + clean());
        require(who == MaskPeer.FLOOR || !dirty().contains("4111 1111"), who + " masks a card");
        require(who == MaskPeer.FLOOR || !dirty().contains("abcdef0123"), who + " masks a token");
    }

    @Benchmark
    public String clean() {
        return mask == null ? "" : mask.apply(CLEAN);
    }

    @Benchmark
    public String dirty() {
        return mask == null ? "" : mask.apply(DIRTY);
    }
}
