package io.seaworthy.examples.harbour.endpoint;

import io.seaworthy.examples.harbour.web.Call;
import io.seaworthy.examples.harbour.web.Endpoint;
import io.seaworthy.examples.harbour.web.Reply;
import io.seaworthy.headers.csp.CspReports;
import java.io.IOException;

/** Takes in violation reports; browsers do not care for the answer, and strangers learn nothing from it. */
public final class ReportEndpoint implements Endpoint {

    private final CspReports reports;

    public ReportEndpoint(CspReports reports) {
        this.reports = reports;
    }

    @Override
    public Reply answer(Call call) throws IOException {
        var unused = reports.accept(call.head(), call.body());
        return Reply.empty(204);
    }
}
