package io.seaworthy.config.flags;

/**
 * What a flag is for somebody.
 *
 * @param variant the name of the value; empty for a fallback
 */
public record Evaluation<T>(T value, String variant, Reason reason) {}
