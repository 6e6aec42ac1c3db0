package io.seaworthy.config;

import java.util.List;

/** The schemes of each environment; these others where none are named. */
record SchemeRules(List<Component.Scoped> rules, List<String> otherwise) {

    List<String> in(Profile profile) {
        List<String> found = otherwise;
        boolean specific = false;
        for (Component.Scoped rule : rules) {
            if (profile.isAmong(rule.in()) && (!specific || rule.in().length > 0)) {
                found = rule.texts();
                specific = rule.in().length > 0;
            }
        }
        return found;
    }
}
