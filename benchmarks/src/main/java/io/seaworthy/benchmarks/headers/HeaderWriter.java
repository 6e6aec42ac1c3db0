package io.seaworthy.benchmarks.headers;

/** Lets one request pass and leaves its headers in the response. */
interface HeaderWriter {

    void write(MemoryResponse response) throws Exception;
}
