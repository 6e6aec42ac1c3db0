package io.seaworthy.sanitize.text;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Writes the table of {@link Confusables} from what ICU4J knows of UTS #39; the argument is the file. */
final class ConfusablesTable {

    private static final SpoofChecker CHECKER =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

    private ConfusablesTable() {}

    static String skeleton(String text) {
        return CHECKER.getSkeleton(text);
    }

    static String table() {
        StringBuilder table = new StringBuilder("# Prototypes by character, of those that are their own canonical"
                + " decomposition (UTS #39 section 4).\n# Derived from Unicode data, (c) Unicode, Inc.,"
                + " https://www.unicode.org/license.txt (Unicode License V3)\n");
        Normalizer2 nfd = Normalizer2.getNFDInstance();
        for (int c = 0; c < 0x110000; c++) {
            String text = Character.toString(c);
            if (!Character.isSurrogate((char) Math.min(c, 0xffff)) && nfd.isNormalized(text)) {
                String prototype = skeleton(text);
                if (!prototype.equals(text)) {
                    table.append(Integer.toHexString(c))
                            .append(' ')
                            .append(prototype
                                    .codePoints()
                                    .mapToObj(Integer::toHexString)
                                    .collect(Collectors.joining(" ")))
                            .append('\n');
                }
            }
        }
        return table.toString();
    }

    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0]), table());
    }
}
