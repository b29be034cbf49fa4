package dev.tocsin.timeline;

import java.util.List;

/**
 * What the drills of a library say that they cover.
 *
 * @param attack the version of ATT&amp;CK: {@code 18.1}
 * @param matrices each list of what there is to cover, the guide's first
 * @param drills every drill, by name; the rows of one are one
 */
public record Coverage(String attack, List<Matrix> matrices, List<DrillInfo> drills) {
    /**
     * @param id {@code guide}, {@code containers}, {@code other}
     * @param title for people
     * @param source where its words come from, with their version
     * @param columns the guide's parts, or ATT&amp;CK's tactics
     */
    public record Matrix(String id, String title, String source, List<Column> columns) {
        /** Its lines, each once: a technique stands in the column of each of its tactics. */
        public List<Line> lines() {
            return columns.stream()
                    .flatMap(column -> column.lines().stream())
                    .distinct()
                    .toList();
        }

        /** How many of its lines a drill covers. */
        public long covered() {
            return lines().stream().filter(line -> !line.drills().isEmpty()).count();
        }
    }

    /** @param title the part or the tactic */
    public record Column(String title, List<Line> lines) {}

    /**
     * @param code {@code PE3}, {@code T1611}
     * @param words what the source calls it
     * @param drills the names of those that cover it
     */
    public record Line(String code, String words, List<String> drills) {}

    /** The matrix of that id. */
    public Matrix matrix(String id) {
        return matrices.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }
}
