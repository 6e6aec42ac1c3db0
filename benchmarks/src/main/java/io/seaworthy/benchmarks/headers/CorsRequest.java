package io.seaworthy.benchmarks.headers;

import io.seaworthy.benchmarks.ArrayFields;
import io.seaworthy.benchmarks.ArrayRequest;
import io.seaworthy.benchmarks.BrowserRequests;

/** One request in the two forms that guards and servlet filters read. */
record CorsRequest(ArrayRequest head, MemoryRequest servlet) {

    static CorsRequest of(String method, String... fields) {
        ArrayFields all = BrowserRequests.fields(fields);
        return new CorsRequest(
                new BrowserRequests().next(method, "/api/notes", all), new MemoryRequest(method, "/api/notes", all));
    }

    static CorsRequest actual(String origin) {
        return of("GET", "Origin", origin);
    }

    static CorsRequest preflight(String origin, String headers) {
        return of(
                "OPTIONS",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                headers);
    }
}
