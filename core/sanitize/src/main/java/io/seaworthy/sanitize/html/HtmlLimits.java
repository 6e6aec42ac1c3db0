package io.seaworthy.sanitize.html;

/** How much HTML is looked at. */
record HtmlLimits(int characters, int depth, int tags, int attributes) {}
