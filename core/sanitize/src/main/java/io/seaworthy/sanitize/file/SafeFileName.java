package io.seaworthy.sanitize.file;

import io.seaworthy.sanitize.Checked;
import io.seaworthy.sanitize.text.UnicodeText;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file name that means the same on POSIX and Windows and nothing else anywhere: 1 to 255 bytes of UTF-8 in normalisation
 * form C; no separator, device name, alternate stream, leading dot, trailing dot or space, control, bidi or invisible
 * character, percent escape; no leading hyphen; no known extension of a program or a page, not even in the middle ({@code a.php.png}). Names that
 * turn into one of these by compatibility mapping (full-width slashes) are refused too.
 *
 * <p>It is a name to show and to offer for download, not to put on a command line: {@code $}, {@code ;} and brackets stay.
 * Store files under names of your own. Immutable; equality is by text.
 */
public final class SafeFileName {

    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "conin$", "conout$", "clock$", "com0", "com1", "com2", "com3", "com4", "com5",
            "com6", "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8",
            "lpt9");

    private static final Set<String> DANGEROUS = Set.of(
            "action",
            "apk",
            "app",
            "asa",
            "ashx",
            "asmx",
            "asp",
            "aspx",
            "bash",
            "bat",
            "cer",
            "cfm",
            "cgi",
            "chm",
            "class",
            "cmd",
            "com",
            "command",
            "cpl",
            "csh",
            "desktop",
            "dll",
            "dmg",
            "exe",
            "fcgi",
            "gadget",
            "hta",
            "htaccess",
            "htm",
            "html",
            "htpasswd",
            "htx",
            "inf",
            "ins",
            "ipa",
            "isp",
            "jar",
            "js",
            "jse",
            "jsp",
            "jspf",
            "jspx",
            "ksh",
            "lnk",
            "mht",
            "mhtml",
            "mjs",
            "msc",
            "msh",
            "msi",
            "msp",
            "pht",
            "phar",
            "php",
            "php3",
            "php4",
            "php5",
            "php6",
            "php7",
            "php8",
            "phps",
            "phtm",
            "phtml",
            "pif",
            "pl",
            "pm",
            "ps1",
            "psd1",
            "psm1",
            "py",
            "pyc",
            "pyw",
            "rb",
            "reg",
            "scf",
            "scr",
            "sct",
            "settingcontent-ms",
            "sh",
            "shb",
            "shtm",
            "shtml",
            "so",
            "stm",
            "svg",
            "svgz",
            "swf",
            "url",
            "vb",
            "vbe",
            "vbs",
            "vxd",
            "war",
            "wasm",
            "workflow",
            "ws",
            "wsc",
            "wsf",
            "wsh",
            "xht",
            "xhtm",
            "xhtml",
            "xml",
            "xsl",
            "xslt",
            "zsh");

    private static final String ILLEGAL = "<>:\"|?*";

    /** And what looks like one, or becomes a backslash in an old code page (set minus, yen, won). */
    private static final String SEPARATORS = "/\\\u2215\u2044\u29f5\u29f8\u2216\u00a5\u20a9";

    private final String name;

    private SafeFileName(String name) {
        this.name = name;
    }

    /** The name in its normal form, or why it is refused. */
    public static Checked<SafeFileName, FileRefusal> parse(String text) {
        if (text.length() > 1_024) {
            return Checked.refused(FileRefusal.NAME_TOO_LONG);
        }
        FileRefusal refusal = characters(text);
        if (refusal != null) {
            return Checked.refused(refusal);
        }
        String name = Normalizer.normalize(text, Normalizer.Form.NFC);
        refusal = form(name, true);
        if (refusal == null) {
            refusal = form(Normalizer.normalize(text, Normalizer.Form.NFKC), true);
        }
        if (refusal == null && name.getBytes(StandardCharsets.UTF_8).length > 255) {
            refusal = FileRefusal.NAME_TOO_LONG;
        }
        return refusal == null ? Checked.accepted(new SafeFileName(name)) : Checked.refused(refusal);
    }

    private static @Nullable FileRefusal characters(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (UnicodeText.isBidiControl(c) || UnicodeText.isInvisibleAt(text, i)) {
                return FileRefusal.NAME_DECEPTIVE;
            }
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE,
                        Character.UNASSIGNED,
                        Character.PRIVATE_USE -> {
                    return FileRefusal.NAME_CONTROL_CHARACTER;
                }
                default -> i += Character.charCount(c);
            }
        }
        return null;
    }

    /** A segment of a path: as a whole name, but hidden files and extensions of programs are no danger by themselves. */
    static @Nullable FileRefusal segment(String text) {
        FileRefusal refusal = characters(text);
        if (refusal == null) {
            refusal = form(Normalizer.normalize(text, Normalizer.Form.NFC), false);
        }
        if (refusal == null) {
            refusal = form(Normalizer.normalize(text, Normalizer.Form.NFKC), false);
        }
        return refusal == null && text.getBytes(StandardCharsets.UTF_8).length > 255
                ? FileRefusal.NAME_TOO_LONG
                : refusal;
    }

    private static @Nullable FileRefusal form(String name, boolean whole) {
        if (name.isEmpty()) {
            return FileRefusal.NAME_EMPTY;
        }
        if (name.equals(".") || name.equals("..")) {
            return FileRefusal.NAME_TRAVERSAL;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (SEPARATORS.indexOf(c) >= 0) {
                return FileRefusal.NAME_SEPARATOR;
            }
            if (ILLEGAL.indexOf(c) >= 0) {
                return FileRefusal.NAME_ILLEGAL_CHARACTER;
            }
            if (c == '%' && isHex(name, i + 1) && isHex(name, i + 2)) {
                return FileRefusal.NAME_ESCAPE;
            }
        }
        if (whole && name.charAt(0) == '.') {
            return FileRefusal.NAME_HIDDEN;
        }
        if (whole && name.charAt(0) == '-') {
            return FileRefusal.NAME_ILLEGAL_CHARACTER; // an option to most programs
        }
        char last = name.charAt(name.length() - 1);
        if (last == '.' || Character.isSpaceChar(last) || Character.isSpaceChar(name.charAt(0))) {
            return FileRefusal.NAME_TRIMMED;
        }
        return parts(name.toLowerCase(Locale.ROOT), whole);
    }

    private static boolean isHex(String name, int i) {
        return i < name.length() && name.charAt(i) < 0x80 && Character.digit(name.charAt(i), 16) >= 0;
    }

    private static @Nullable FileRefusal parts(String lower, boolean whole) {
        String[] parts = lower.split("\\.", -1);
        if (DEVICES.contains(parts[0].strip())) {
            return FileRefusal.NAME_RESERVED;
        }
        for (int i = 1; whole && i < parts.length; i++) {
            if (DANGEROUS.contains(parts[i].strip())) {
                return FileRefusal.NAME_EXTENSION;
            }
        }
        return null;
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** What follows the last dot, in lower case; empty where there is none. */
    public String extension() {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SafeFileName that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
