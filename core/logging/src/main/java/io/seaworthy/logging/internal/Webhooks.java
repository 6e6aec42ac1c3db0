package io.seaworthy.logging.internal;

import java.util.List;

/** URLs whose path is the secret. Stateless. */
final class Webhooks {

    private static final List<String> HOSTS = List.of(
            "hooks.slack.com/services/",
            "hooks.slack.com/workflows/",
            "hooks.slack.com/triggers/",
            "discord.com/api/webhooks/",
            "discordapp.com/api/webhooks/");

    private Webhooks() {}

    /** Where the secret of the URL begins whose host stands here, or -1. */
    static int secret(Text text, int host) {
        for (String known : HOSTS) {
            int from = host + known.length();
            if (text.hasWord(known, host) && end(text, from) > from) {
                return from;
            }
        }
        return -1;
    }

    /** The end of the secret. */
    static int end(Text text, int from) {
        int at = from;
        while (at < text.length() && (TokenShapes.isTokenCharacter(text.charAt(at)) || text.charAt(at) == '/')) {
            at++;
        }
        return at;
    }
}
