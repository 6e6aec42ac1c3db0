package io.seaworthy.examples.harbour.endpoint;

import io.seaworthy.examples.harbour.web.Call;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestAttributes;
import java.util.Objects;

/** Who calls; the access rules have made sure that somebody does. */
final class Caller {

    private Caller() {}

    static Principal of(Call call) {
        return Objects.requireNonNull(
                call.head().attribute(RequestAttributes.PRINCIPAL), "the route's access rule asks for a caller");
    }

    static String id(Call call) {
        return of(call).id();
    }
}
