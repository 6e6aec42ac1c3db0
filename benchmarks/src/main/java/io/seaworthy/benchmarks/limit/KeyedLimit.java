package io.seaworthy.benchmarks.limit;

/** One request of one of the keys, by the key's index: may it proceed? */
interface KeyedLimit {

    boolean admit(int key);
}
