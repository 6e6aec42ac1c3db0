package io.seaworthy.kernel;

import io.seaworthy.kernel.http.Problem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a guard decided: a value that one interpreter per server applies. */
public sealed interface Decision {

    /** The header edits; they reach the response whatever later guards decide. */
    HeaderEdits headers();

    /** Nothing to say: the request goes on. One constant, so a guard that has no objection allocates nothing. */
    static Decision proceed() {
        return Proceed.NOTHING;
    }

    /** The request goes on and the response gets these headers. */
    static Decision proceed(HeaderEdits headers) {
        return new Proceed(headers, Attributes.none(), null, null);
    }

    /** The request goes on and later guards and the handler see this attribute. */
    static <T> Decision proceed(Attribute<T> key, T value) {
        return new Proceed(HeaderEdits.none(), Attributes.of(key, value), null, null);
    }

    /** The request ends here with an answer that is no error: a preflight's 204, a redirect's 308. */
    static Decision respond(int status, HeaderEdits headers) {
        return new Respond(status, headers);
    }

    /** The request ends here with a problem. */
    static Decision reject(Problem problem) {
        return new Reject(problem, HeaderEdits.none());
    }

    /** The request ends here with a problem and these headers. */
    static Decision reject(Problem problem, HeaderEdits headers) {
        return new Reject(problem, headers);
    }

    /**
     * The request goes on.
     *
     * @param headers edits to the response
     * @param attributes what later guards and the handler should know
     * @param completion called exactly once at the request's end, or null
     * @param pass run once at commit, or null
     */
    record Proceed(
            HeaderEdits headers,
            Attributes attributes,
            @Nullable Completion completion,
            @Nullable ResponsePass pass) implements Decision {

        private static final Proceed NOTHING = new Proceed(HeaderEdits.none(), Attributes.none(), null, null);

        public Proceed {
            Objects.requireNonNull(headers, "headers");
            Objects.requireNonNull(attributes, "attributes");
        }

        public Proceed with(Completion completion) {
            return new Proceed(headers, attributes, completion, pass);
        }

        public Proceed with(ResponsePass pass) {
            return new Proceed(headers, attributes, completion, pass);
        }

        public <T> Proceed with(Attribute<T> key, T value) {
            return new Proceed(headers, attributes.with(key, value), completion, pass);
        }

        public static Proceed of(HeaderEdits headers) {
            return new Proceed(headers, Attributes.none(), null, null);
        }

        public static Proceed of(Attributes attributes) {
            return new Proceed(HeaderEdits.none(), attributes, null, null);
        }
    }

    /**
     * The guard answers itself, without a body.
     *
     * @param status 200 to 399
     * @param headers edits to the response
     */
    record Respond(int status, HeaderEdits headers) implements Decision {

        public Respond {
            if (status < 200 || status > 399) {
                throw new IllegalArgumentException(
                        "Respond is for 2xx and 3xx, not " + status + "; an error is a Reject with a problem");
            }
            Objects.requireNonNull(headers, "headers");
        }
    }

    /**
     * The guard refuses.
     *
     * @param problem what the client is told
     * @param headers edits to the response
     */
    record Reject(Problem problem, HeaderEdits headers) implements Decision {

        public Reject {
            Objects.requireNonNull(problem, "problem");
            Objects.requireNonNull(headers, "headers");
        }
    }
}
