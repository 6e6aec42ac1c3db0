package io.seaworthy.sanitize.html;

/** How much HTML is looked at. */
record HtmlLimits(int characters, int depth, int tags, int attributes) {

    private static final int SLACK = 65_536;

    /** Characters of output for so many of input: references are up to nine times as long as what they stand for. */
    static long output(int input) {
        return 2L * input + SLACK;
    }
}
