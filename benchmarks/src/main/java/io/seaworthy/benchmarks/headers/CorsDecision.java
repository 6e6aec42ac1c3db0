package io.seaworthy.benchmarks.headers;

/** Decides one request and leaves the answer's fields in the response. */
interface CorsDecision {

    void decide(CorsRequest request, MemoryResponse response) throws Exception;
}
