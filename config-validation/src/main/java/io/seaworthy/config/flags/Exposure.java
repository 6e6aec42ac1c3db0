package io.seaworthy.config.flags;

/** Somebody saw a variant of an experiment, for the first time. */
public record Exposure(String flag, String key, String variant) {}
