package dev.tocsin.scenario;

/**
 * A place in a file.
 *
 * @param file its path as the reader knows it
 * @param line from 1
 * @param column from 1
 */
public record Position(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }

    /** Without the column, as reports point at it. */
    public String fileAndLine() {
        return file + ":" + line;
    }
}
