package io.seaworthy.examples.harbour.web;

import java.io.IOException;

/** Answers one route's calls. */
@FunctionalInterface
public interface Endpoint {

    Reply answer(Call call) throws IOException;
}
