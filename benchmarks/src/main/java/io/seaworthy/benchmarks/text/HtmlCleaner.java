package io.seaworthy.benchmarks.text;

/** What a user wrote, made safe to show. */
interface HtmlCleaner {

    String clean(String html);
}
