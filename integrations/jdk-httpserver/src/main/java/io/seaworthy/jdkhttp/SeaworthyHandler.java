package io.seaworthy.jdkhttp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A handler that runs a guard chain and then an application's handler.
 *
 * <pre>{@code
 * server.createContext("/", SeaworthyHandler.of(chain, application));
 * }</pre>
 *
 * <p>Guarantees, on every way that the application may answer: the guards' header edits are on the response; response
 * passes run once; completions fire once; an application that throws or returns without an answer gets a 500 problem
 * without internals; a request that is malformed or ambiguous (RFC 9112 sections 3.2, 5, 6) gets a 400 problem which
 * carries the guards' headers, and its connection is closed; a {@link io.seaworthy.kernel.BodyLimit} holds; a hand-set
 * {@code Content-Length} or {@code Transfer-Encoding} never contradicts the body.
 *
 * <p>The handler's return ends the exchange: an application that wants to answer later blocks, on a virtual thread if
 * need be. What the server's parser refuses before any handler runs is out of reach and listed in the module's README.
 *
 * <p>Immutable and thread-safe as far as the application is.
 */
public final class SeaworthyHandler implements HttpHandler, EvidenceSource {

    private final Interpreter interpreter;
    private final HttpHandler application;

    private SeaworthyHandler(Interpreter interpreter, HttpHandler application) {
        this.interpreter = interpreter;
        this.application = application;
    }

    /**
     * A handler for a chain without asynchronous guards.
     *
     * @throws io.seaworthy.kernel.config.ConfigurationException if the chain has asynchronous guards
     */
    public static SeaworthyHandler of(GuardChain chain, HttpHandler application) {
        return builder(chain, application).build();
    }

    /**
     * A handler for a chain that may decide later.
     *
     * @param executor where a request goes on after a pending stage; best the server's own executor
     */
    public static SeaworthyHandler async(GuardChain chain, HttpHandler application, Executor executor) {
        return builder(chain, application).executor(executor).build();
    }

    /** A handler with options. */
    public static Builder builder(GuardChain chain, HttpHandler application) {
        return new Builder(chain, application);
    }

    @Override
    public void handle(HttpExchange exchange) {
        interpreter.handle(exchange, application);
    }

    /** The evidence of the chain's guards, and that failures and refusals are problems. */
    @Override
    public List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>(interpreter.chain().evidence());
        evidence.add(Evidence.enforced(
                "API-ERROR", "SeaworthyHandler", "refusals and failures are RFC 9457 problems without internals"));
        return evidence;
    }

    @Override
    public String toString() {
        return "SeaworthyHandler[" + interpreter.chain() + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private static final Duration LONGEST = Duration.ofHours(1);

        private final GuardChain chain;
        private final HttpHandler application;
        private final Faults faults = Faults.in("SeaworthyHandler");
        private @Nullable Executor executor;
        private @Nullable Duration deadline;

        private Builder(GuardChain chain, HttpHandler application) {
            this.chain = Objects.requireNonNull(chain, "chain");
            this.application = Objects.requireNonNull(application, "application");
        }

        /**
         * Where a request goes on after a pending asynchronous guard. Permitted: the executor given to
         * {@code HttpServer.setExecutor}. Prohibited: none for a chain with asynchronous guards.
         */
        public Builder executor(Executor executor) {
            if (this.executor != null) {
                faults.add("executor", null, "set twice", "give one executor");
            }
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /**
         * How long the application may take until permits are returned and the client gets 503 (or, where the answer
         * has begun, a cut connection); no limit by default. The application's thread is not interrupted. Permitted:
         * {@code Duration.ofSeconds(30)}. Prohibited: 0, more than an hour.
         */
        public Builder deadline(Duration deadline) {
            if (this.deadline != null) {
                faults.add("deadline", deadline.toString(), "set twice", "give one deadline");
            }
            if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(LONGEST) > 0) {
                faults.add("deadline", deadline.toString(), "out of range", "above 0 and at most an hour");
            }
            this.deadline = deadline;
            return this;
        }

        /**
         * The handler.
         *
         * @throws io.seaworthy.kernel.config.ConfigurationException with every fault at once
         */
        public SeaworthyHandler build() {
            if (chain.isAsync() && executor == null) {
                faults.add(
                        "executor",
                        null,
                        "missing",
                        "a chain with asynchronous guards needs an executor: the one given to HttpServer.setExecutor");
            }
            faults.throwIfAny();
            return new SeaworthyHandler(new Interpreter(chain, executor, deadline), application);
        }
    }
}
