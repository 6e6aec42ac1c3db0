package io.seaworthy.servlet;

import io.seaworthy.testkit.BadRequest;
import io.seaworthy.testkit.Refusal;
import org.apache.catalina.util.ServerInfo;

/** Runs twice, on a class path with Tomcat 10.1 and on one with Tomcat 11. */
class TomcatConformanceTest extends ServletConformanceTest {

    private static final boolean TOMCAT_10 = ServerInfo.getServerNumber().startsWith("10.");

    @Override
    ServletServer server() {
        return new TomcatServer();
    }

    @Override
    public Refusal refusal(BadRequest kind) {
        return switch (kind) {
            // HTTP/0.9: the filter answers nothing, Tomcat without status and headers.
            case NO_VERSION, NO_TARGET -> Refusal.byClosing();
            case DOUBLE_SLASH_TARGET -> Refusal.byAdapter();
            // Found when the body is read, so by the application behind the filter.
            case BAD_CHUNK_SIZE,
                    NEGATIVE_CHUNK_SIZE,
                    EMPTY_CHUNK_SIZE,
                    HUGE_CHUNK_SIZE,
                    WRAPPING_CHUNK_SIZE,
                    NO_END_OF_CHUNK,
                    LF_AFTER_CHUNK_SIZE -> Refusal.byServerBehindTheGuards(400);
            case FOLDED_HEADER -> Refusal.tolerated("the fold becomes a blank, as RFC 9112 section 5.2 permits");
            case TRANSFER_ENCODING_AND_LENGTH ->
                Refusal.tolerated("the length is dropped and the connection closed, as RFC 9112 section 6.3 permits");
            case UNKNOWN_TRANSFER_ENCODING -> Refusal.byServer(501);
            case CHUNKED_IN_HTTP_1_0 ->
                TOMCAT_10
                        ? Refusal.byServer(400)
                        : Refusal.tolerated("the chunks are read and the connection is closed after the answer");
            default -> Refusal.byServer(400);
        };
    }
}
