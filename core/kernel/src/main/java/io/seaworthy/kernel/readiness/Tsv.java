package io.seaworthy.kernel.readiness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the catalogue's tables: UTF-8, a row a line, columns between tabs, a head that begins with a number sign. */
final class Tsv {

    private Tsv() {}

    static <T> List<T> rows(String resource, int columns, Function<String[], T> row) {
        List<T> rows = new ArrayList<>();
        try (InputStream bytes = Tsv.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("The jar has lost its resource " + resource);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] cells = line.split("\t", -1);
                if (cells.length != columns) {
                    throw new IllegalStateException(resource + " has a row of " + cells.length + " columns: " + line);
                }
                rows.add(row.apply(cells));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(rows);
    }
}
