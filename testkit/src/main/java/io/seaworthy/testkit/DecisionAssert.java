package io.seaworthy.testkit;

import io.seaworthy.kernel.Attribute;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.http.Problem;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about a {@link Decision}; header assertions are about a response that nobody else wrote to. */
public final class DecisionAssert extends AbstractAssert<DecisionAssert, Decision> {

    DecisionAssert(@Nullable Decision decision) {
        super(decision, DecisionAssert.class);
    }

    /** The request goes on. */
    public DecisionAssert proceeds() {
        proceed();
        return this;
    }

    /** The request goes on and the guard had nothing to say: the one constant, so nothing was allocated. */
    public DecisionAssert saysNothing() {
        if (actual != Decision.proceed()) {
            failWithMessage("expected the constant Decision.proceed() but the guard decided %s", actual);
        }
        return this;
    }

    /** The guard answered itself with this status. */
    public DecisionAssert responds(int status) {
        isNotNull();
        if (!(actual instanceof Decision.Respond respond) || respond.status() != status) {
            failWithMessage("expected an answer with status %s but the guard decided %s", status, actual);
        }
        return this;
    }

    /** The guard refused with a problem of this status and code. */
    public DecisionAssert rejects(int status, String code) {
        Problem problem = problem();
        if (problem.status() != status || !problem.code().equals(code)) {
            failWithMessage("expected a rejection %s %s but it is %s", status, code, problem);
        }
        return this;
    }

    /** The response has exactly this one value for a header. */
    public DecisionAssert setsHeader(String name, String value) {
        List<String> values = headers().all(name);
        if (!values.equals(List.of(value))) {
            failWithMessage("expected header %s to be exactly [%s] but it is %s", name, value, values);
        }
        return this;
    }

    /** The response lacks a header. */
    public DecisionAssert setsNoHeader(String name) {
        List<String> values = headers().all(name);
        if (!values.isEmpty()) {
            failWithMessage("expected no header %s but it is %s", name, values);
        }
        return this;
    }

    /** The guard touched no header at all. */
    public DecisionAssert setsNoHeaders() {
        RecordingHeaders headers = headers();
        if (!headers.isEmpty()) {
            failWithMessage("expected no headers but there are:%n%s", headers);
        }
        return this;
    }

    /** Later guards and the handler see this attribute. */
    public <T> DecisionAssert tells(Attribute<T> key, T value) {
        T told = proceed().attributes().get(key);
        if (!value.equals(told)) {
            failWithMessage("expected attribute %s to be <%s> but it is <%s>", key, value, told);
        }
        return this;
    }

    /** The guard wants to know how the request ends. */
    public DecisionAssert waitsForCompletion() {
        if (proceed().completion() == null) {
            failWithMessage("expected a completion but there is none");
        }
        return this;
    }

    /** The headers that the decision would write, for further assertions. */
    public RecordingHeaders headers() {
        isNotNull();
        Decision decision = Objects.requireNonNull(actual);
        RecordingHeaders headers = RecordingHeaders.create();
        GuardChain.of(head -> decision).run(RequestHeads.get("/").build()).write(headers);
        return headers;
    }

    private Decision.Proceed proceed() {
        isNotNull();
        if (actual instanceof Decision.Proceed proceed) {
            return proceed;
        }
        throw failure("expected the guard to proceed but it decided %s", actual);
    }

    private Problem problem() {
        isNotNull();
        if (actual instanceof Decision.Reject reject) {
            return reject.problem();
        }
        throw failure("expected a rejection but the guard decided %s", actual);
    }
}
