package io.seaworthy.servlet;

import io.seaworthy.testkit.BadRequest;
import io.seaworthy.testkit.Refusal;
import java.util.Set;

class JettyConformanceTest extends ServletConformanceTest {

    @Override
    ServletServer server() {
        return new JettyServer();
    }

    /** Its error pages say {@code Cache-Control: no-store} instead, so no cache is misled. */
    @Override
    public Set<String> takenOffErrorPages() {
        return Set.of("Vary");
    }

    @Override
    public Refusal refusal(BadRequest kind) {
        return switch (kind) {
            case NO_VERSION, NO_TARGET, BAD_VERSION -> Refusal.byServer(505);
            case OVERSIZE_HEADER -> Refusal.byServer(431);
            case CHUNKED_IN_HTTP_1_0 ->
                Refusal.tolerated("the chunks are read and the connection is closed after the answer");
            // Found when the body is read, so by the application behind the filter.
            case BAD_CHUNK_SIZE,
                    NEGATIVE_CHUNK_SIZE,
                    EMPTY_CHUNK_SIZE,
                    HUGE_CHUNK_SIZE,
                    WRAPPING_CHUNK_SIZE,
                    NO_END_OF_CHUNK,
                    LF_AFTER_CHUNK_SIZE -> Refusal.byAdapter();
            default -> Refusal.byServer(400);
        };
    }
}
