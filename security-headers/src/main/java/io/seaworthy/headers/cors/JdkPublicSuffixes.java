package io.seaworthy.headers.cors;

import java.io.IOException;
import java.io.InputStream;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The public suffix list under {@code lib/security} of a JDK: a zip archive with an entry for each top-level domain, one
 * rule a line, each after a byte that says who asked for it. Not a documented interface of the JDK: tests pin it, and
 * whatever cannot be read is unknown, which a policy treats as public. Stateless.
 */
final class JdkPublicSuffixes implements PublicSuffixes {

    static final JdkPublicSuffixes INSTANCE = new JdkPublicSuffixes(
            Path.of(System.getProperty("java.home", "."), "lib", "security", "public_suffix_list.dat"));

    private static final int MAX_ENTRY = 1 << 20;

    private final Path file;

    JdkPublicSuffixes(Path file) {
        this.file = file;
    }

    @Override
    public Kind of(String domain) {
        List<String> rules;
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            if (zip.size() < 100) {
                return Kind.UNKNOWN;
            }
            rules = rules(zip, IDN.toUnicode(domain.substring(domain.lastIndexOf('.') + 1)));
        } catch (IOException | IllegalArgumentException | SecurityException e) {
            return Kind.UNKNOWN;
        }
        return isPublic(IDN.toUnicode(domain), rules) ? Kind.PUBLIC : Kind.OWNED;
    }

    private static List<String> rules(ZipFile zip, String topLevel) throws IOException {
        ZipEntry entry = zip.getEntry(topLevel);
        List<String> rules = new ArrayList<>();
        if (entry != null) {
            try (InputStream in = zip.getInputStream(entry)) {
                String text = new String(in.readNBytes(MAX_ENTRY), StandardCharsets.UTF_8);
                for (String line : text.split("\n", -1)) {
                    if (line.length() > 1) {
                        rules.add(line.substring(1));
                    }
                }
            }
        }
        return rules;
    }

    /**
     * publicsuffix.org: an exception wins, then any rule that fits; a top-level domain always is one. So is what stands
     * above a suffix.
     */
    static boolean isPublic(String domain, List<String> rules) {
        int dot = domain.indexOf('.');
        if (rules.contains("!" + domain)) {
            return false;
        }
        return dot < 0
                || rules.contains(domain)
                || rules.contains("*" + domain.substring(dot))
                || isAboveSuffix(domain, rules);
    }

    /** A set of subdomains has any depth: over {@code amazonaws.com} it has the names under {@code s3.amazonaws.com}. */
    private static boolean isAboveSuffix(String domain, List<String> rules) {
        String below = "." + domain;
        return rules.stream().anyMatch(rule -> !rule.startsWith("!") && rule.endsWith(below));
    }
}
