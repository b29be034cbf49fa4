package dev.tocsin.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table as kubectl prints them: columns as wide as they must be, no lines. */
final class Columns {
    private static final int GAP = 3;
    private final List<@Nullable String[]> rows = new ArrayList<>();

    Columns(String... head) {
        rows.add(head);
    }

    void row(@Nullable String... cells) {
        rows.add(cells);
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], cell(row[i]).length() + GAP);
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(cell(row[i]))
                        .append(" ".repeat(widths[i] - cell(row[i]).length()));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String cell(@Nullable String text) {
        return text == null || text.isEmpty() ? "-" : text;
    }
}
