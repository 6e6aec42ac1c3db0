package io.seaworthy.sanitize.data;

/** How much JSON is let through. */
record JsonBounds(int bytes, int depth, int names, int nameBytes, int stringBytes, int digits) {}
