/** Response headers, nonces and CORS, written into a response in memory. */
@org.jspecify.annotations.NullMarked
package io.seaworthy.benchmarks.headers;
