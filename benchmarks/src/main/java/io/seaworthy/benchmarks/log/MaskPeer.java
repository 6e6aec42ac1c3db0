package io.seaworthy.benchmarks.log;

import io.seaworthy.logging.Redactor;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Who takes secrets out of a text. */
public enum MaskPeer {
    SEAWORTHY,
    /** One pattern of alternatives, as the masks of the JSON encoders are configured. */
    REGEX,
    /** Every character looked at once. */
    FLOOR;

    private static final Pattern SECRETS =
            Pattern.compile("(?<![\\w-])(?:\\d[ -]?){12,18}\\d\\b|eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+"
                    + "|(?i:bearer|basic)\\s+[A-Za-z0-9+/=._-]+|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}"
                    + "|xox[abpr]-[A-Za-z0-9-]+|sk_live_[A-Za-z0-9]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}"
                    + "|[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}|(?i:password|token|secret)=\\S+");

    UnaryOperator<String> mask() {
        return switch (this) {
            case SEAWORTHY -> Redactor.standard()::redact;
            case REGEX -> text -> SECRETS.matcher(text).replaceAll("[redacted]");
            case FLOOR -> MaskPeer::scan;
        };
    }

    private static String scan(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            digits += text.charAt(i) >= '0' && text.charAt(i) <= '9' ? 1 : 0;
        }
        return digits < 0 ? "" : text;
    }
}
