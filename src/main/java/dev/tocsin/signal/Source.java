package dev.tocsin.signal;

import java.io.Closeable;

/** A source at work in one drill. Closing it stops it and whatever it started; twice does no harm. */
public interface Source extends Closeable {
    /**
     * Returns when all that happened before the call has been given to the sink. It also shows that the source is alive.
     *
     * @throws SourceException if the source sees nothing, or has lost something
     */
    void settle();

    /**
     * The same at a drill's end, and checks, which may take a second, that nothing was lost since its begin.
     *
     * @throws SourceException if the source sees nothing, or has lost something
     */
    default void conclude() {
        settle();
    }
}
