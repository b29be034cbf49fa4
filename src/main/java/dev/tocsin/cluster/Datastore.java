package dev.tocsin.cluster;

/** Where a cluster keeps its objects. */
public enum Datastore {
    /** One file, written by k3s's own translation of etcd's protocol. */
    SQLITE,
    /** etcd inside the k3s server. */
    ETCD
}
