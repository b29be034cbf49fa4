package dev.tocsin.scenario;

/**
 * What a drill's cluster is made of.
 *
 * @param agents how many nodes it has beside the server
 * @param datastore where it keeps its objects: {@code sqlite}, {@code etcd}
 * @param disk how many MiB each node has for its pods' files, on a disk of its own; 0: nothing bounds them
 */
public record Machines(int agents, String datastore, int disk) {
    /** One that serves for both, as far as agents go; the rest must be the same. */
    public Machines with(Machines other) {
        return new Machines(Math.max(agents, other.agents), datastore, disk);
    }

    boolean goesWith(Machines other) {
        return datastore.equals(other.datastore) && disk == other.disk;
    }
}
